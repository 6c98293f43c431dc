// Heading of the application: whose it is, in which office one works, where one can go.

import { useState } from "react";
import { Link, NavLink } from "react-router";
import type { Session } from "../../contract/session.ts";
import { Icon } from "../parts/icon.tsx";
import { homeOf, pagesOf } from "../session.ts";
import { COMMON, ROLES } from "../texts/common.ts";

export function Header({ session }: { readonly session: Session }) {
  const [open, setOpen] = useState(false);
  return (
    <header className="cv-header">
      <div className="cv-header-slim">
        <div className="container-xxl">{COMMON.region}</div>
      </div>
      <div className="container-xxl cv-header-main">
        <Link to={homeOf(session.role)} className="cv-brand">
          <span className="cv-brand-mark" aria-hidden="true" />
          <span>
            <strong>{COMMON.product}</strong>
            <span className="cv-brand-tag">{COMMON.tagline}</span>
          </span>
        </Link>
        <span className="cv-whoami">
          <strong>{session.office?.shortName ?? COMMON.region}</strong>
          <span>{ROLES[session.role]}</span>
        </span>
        <button
          type="button"
          className="cv-menu-button"
          aria-expanded={open}
          aria-controls="navigazione"
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "close" : "burger"} />
          {open ? COMMON.closeMenu : COMMON.menu}
        </button>
      </div>
      <nav id="navigazione" className={`cv-nav${open ? " cv-nav-open" : ""}`} aria-label={COMMON.mainNav}>
        <ul className="container-xxl">
          {pagesOf(session).map((page) => (
            <li key={page.to}>
              <NavLink to={page.to} onClick={() => setOpen(false)}>
                <Icon name={page.icon} />
                {page.label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
