// The frame of every page: title of the window and of the page, one sentence on what to do, focus on arrival.

import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { COMMON } from "../texts/common.ts";

export interface PageProps {
  readonly title: string;
  /** What to do here, in one sentence. */
  readonly lead?: string;
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

let arrivals = 0;

export function Page({ title, lead, above, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On the very first page the browser's own focus is right; after that, each navigation is announced by its heading.
    arrivals += 1;
    if (arrivals > 1) heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="container-xxl cv-page">
      <title>{`${title} – ${COMMON.product}`}</title>
      {above}
      <div className="cv-page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className="cv-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="cv-page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** A part of a page with its heading. */
export function Section({
  title,
  children,
  count,
  id,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly count?: string;
  readonly id: string;
}) {
  return (
    <section className="cv-section" aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {count !== undefined && <span className="cv-count">{count}</span>}
      </h2>
      {children}
    </section>
  );
}
