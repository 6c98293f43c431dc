// Heading of the application: whose it is, in which office one works, where one can go.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Session } from "../../contract/session.ts";
import type { LoggedOut } from "../../contract/session.ts";
import { post } from "../api.ts";
import { Icon } from "../parts/icon.tsx";
import { homeOf, pagesOf } from "../session.ts";
import { COMMON, ROLES } from "../texts/common.ts";
import { LOGIN } from "../texts/login.ts";
import { MainNav } from "./main-nav.tsx";

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
          {session.standsInFor !== null && <span className="cv-stands-in">{COMMON.standsInFor(session.standsInFor)}</span>}
          {!session.demo && (
            <Link
              to="/mio-accesso"
              className="cv-whoami-name"
              aria-label={`${LOGIN.account}: ${session.user.name}`}
            >
              {session.user.name}
            </Link>
          )}
        </span>
        {!session.demo && <SignOut />}
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
        <MainNav pages={pagesOf(session)} onGone={() => setOpen(false)} />
      </nav>
    </header>
  );
}

/** Out of here, and out of the identity provider where one came from there: the next at this computer is somebody else. */
function SignOut() {
  const queries = useQueryClient();
  const leaving = useMutation({
    mutationFn: () => post<LoggedOut>("/api/session/end", {}),
    onSuccess: async ({ next }) => {
      if (next === null) await queries.resetQueries();
      else window.location.assign(next);
    },
  });
  return (
    <button
      type="button"
      className="cv-sign-out"
      disabled={leaving.isPending}
      onClick={() => leaving.mutate()}
    >
      {LOGIN.signOut}
    </button>
  );
}
