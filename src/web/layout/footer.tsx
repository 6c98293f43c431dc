// What stands below every page: help, what is new, the statement on accessibility.

import { Link } from "react-router";
import { COMMON, NAV } from "../texts/common.ts";

export function Footer() {
  return (
    <footer className="cv-footer">
      <nav className="container-xxl" aria-label={COMMON.footer}>
        <ul>
          <li>
            <Link to="/aiuto">{NAV.help}</Link>
          </li>
          <li>
            <Link to="/novita">{NAV.news}</Link>
          </li>
          <li>
            <Link to="/accessibilita">{NAV.accessibility}</Link>
          </li>
          <li>
            <Link to="/dati-aperti">{NAV.openData}</Link>
          </li>
        </ul>
        <span>{`${COMMON.product} · ${COMMON.region}`}</span>
      </nav>
    </footer>
  );
}
