// The guided tour: offered on first entry in each role, walks through the pages of that role's day, one sentence each.

import { useEffect, useState, useSyncExternalStore } from "react";
import { useNavigate } from "react-router";
import type { Session, SessionRole } from "../../contract/session.ts";
import { pagesOf } from "../session.ts";
import { DAY, TOUR } from "../texts/help.ts";

type Step = number | "asking" | null;
let current: Step = null;
const listeners = new Set<() => void>();

function go(step: Step): void {
  current = step;
  for (const listener of listeners) listener();
}

/** The steps whose page this role has. */
function stepsOf(session: Session) {
  const pages = new Set(pagesOf(session).map(({ to }) => to));
  return DAY[session.role].filter(({ to }) => pages.has(to));
}

/** Goes to a step and to its page; whoever walks away while reading is left alone. */
export function useTour(session: Session): (at: number) => void {
  const navigate = useNavigate();
  return (at) => {
    const step = stepsOf(session)[at];
    if (step === undefined) return;
    go(at);
    void navigate(step.to);
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const seenKey = (role: SessionRole): string => `convoca.giro.${role}`;

/** Where the browser keeps nothing (private windows), the tour is offered each time. */
function wasSeen(role: SessionRole): boolean {
  try {
    return localStorage.getItem(seenKey(role)) !== null;
  } catch {
    return false;
  }
}

function markSeen(role: SessionRole): void {
  try {
    localStorage.setItem(seenKey(role), "1");
  } catch {
    // Then it is offered again.
  }
}

export function Tour({ session }: { readonly session: Session }) {
  const step = useSyncExternalStore(subscribe, () => current);
  const [offered] = useState(() => new Set<SessionRole>());
  const { role } = session;
  useEffect(() => {
    if (offered.has(role) || wasSeen(role)) return;
    offered.add(role);
    go("asking");
  }, [role, offered]);
  const end = (): void => {
    markSeen(role);
    go(null);
  };
  if (step === null) return null;
  return (
    <aside className="cv-tour" aria-label={TOUR.label}>
      <div className="container-xxl">{step === "asking" ? <Offer session={session} end={end} /> : <Walk session={session} at={step} end={end} />}</div>
    </aside>
  );
}

function Offer({ session, end }: { readonly session: Session; readonly end: () => void }) {
  const goTo = useTour(session);
  return (
    <>
      <p className="cv-tour-text">
        <strong>{TOUR.welcome}</strong> {TOUR.welcomeText}
      </p>
      <div className="cv-tour-buttons">
        <button type="button" className="btn btn-primary btn-sm" onClick={() => goTo(0)}>
          {TOUR.start}
        </button>
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={end}>
          {TOUR.later}
        </button>
      </div>
    </>
  );
}

function Walk({ session, at, end }: { readonly session: Session; readonly at: number; readonly end: () => void }) {
  const goTo = useTour(session);
  const steps = stepsOf(session);
  const step = steps[at];
  if (step === undefined) return null;
  const last = at === steps.length - 1;
  return (
    <>
      <p className="cv-tour-text" role="status">
        <strong>{`${TOUR.step(at + 1, steps.length)} · ${step.place}.`}</strong> {step.text}
      </p>
      <div className="cv-tour-buttons">
        {at > 0 && (
          <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => goTo(at - 1)}>
            {TOUR.back}
          </button>
        )}
        <button type="button" className="btn btn-primary btn-sm" onClick={() => (last ? end() : goTo(at + 1))}>
          {last ? TOUR.done : TOUR.next}
        </button>
        {!last && (
          <button type="button" className="btn btn-link btn-sm" onClick={end}>
            {TOUR.close}
          </button>
        )}
      </div>
    </>
  );
}
