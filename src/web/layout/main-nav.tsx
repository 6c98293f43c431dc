// The main navigation: what is used all day stands in the bar, the rest opens under «Altro»; on a phone it is one list.

import { useEffect, useRef, useState } from "react";
import { NavLink, useLocation } from "react-router";
import { Icon } from "../parts/icon.tsx";
import type { NavEntry } from "../session.ts";
import { COMMON } from "../texts/common.ts";

/** So many stand in one row of a desk's screen; one more would open a second row. */
const IN_BAR = 7;

export function MainNav({ pages, onGone }: { readonly pages: readonly NavEntry[]; readonly onGone: () => void }) {
  // A menu for a single page would hide it for nothing.
  const inBar = pages.length <= IN_BAR + 1 ? pages.length : IN_BAR;
  return (
    <ul className="container-xxl">
      {pages.slice(0, inBar).map((page) => (
        <Entry key={page.to} page={page} onGone={onGone} />
      ))}
      {inBar < pages.length && <More pages={pages.slice(inBar)} onGone={onGone} />}
    </ul>
  );
}

function Entry({ page, onGone }: { readonly page: NavEntry; readonly onGone: () => void }) {
  return (
    <li>
      <NavLink to={page.to} onClick={onGone}>
        <Icon name={page.icon} />
        {page.label}
      </NavLink>
    </li>
  );
}

function More({ pages, onGone }: { readonly pages: readonly NavEntry[]; readonly onGone: () => void }) {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLLIElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();
  const here = pages.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && whole.current?.contains(event.target) === false) setOpen(false);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", escape);
    };
  }, [open]);
  const gone = (): void => {
    setOpen(false);
    onGone();
  };
  return (
    <li ref={whole} className="cv-nav-more">
      <button ref={button} type="button" className={here ? "active" : undefined} aria-expanded={open} aria-controls="altre-pagine" onClick={() => setOpen(!open)}>
        {COMMON.morePages}
        <span className="cv-nav-arrow" aria-hidden="true" />
      </button>
      <ul id="altre-pagine" hidden={!open}>
        {pages.map((page) => (
          <Entry key={page.to} page={page} onGone={gone} />
        ))}
      </ul>
    </li>
  );
}
