// The demonstration's bar: chooses whom to play and in which office, and moves the clock. Nowhere else.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { useNavigate } from "react-router";
import type { ClockAnswer, ClockRequest } from "../../contract/demo.ts";
import type { Session, SessionRole } from "../../contract/session.ts";
import { post } from "../api.ts";
import { instant, longInstant } from "../format.ts";
import { useAnnounce } from "../parts/announce.tsx";
import { Icon } from "../parts/icon.tsx";
import { useNarrow } from "../parts/use-narrow.ts";
import { OfficeOptions } from "../parts/office-options.tsx";
import { homeOf, isOfficeRole, useOffices } from "../session.ts";
import { DEMO_BAR, ROLES } from "../texts/common.ts";

/** On a phone it is one line that opens: the page itself begins above the fold. */
export function DemoBar({ session }: { readonly session: Session }) {
  const narrow = useNarrow();
  return (
    <aside className="cv-demo-bar" aria-label={DEMO_BAR.label}>
      <div className="container-xxl cv-demo-inner">
        {narrow ? (
          <details>
            <summary>
              <Badge />
              <time dateTime={session.now}>{instant(session.now)}</time>
              {session.worker === "silent" && (
                <Icon name="warning-circle" className="icon-xs" label={DEMO_BAR.workerSilent} />
              )}
            </summary>
            <Controls session={session} />
          </details>
        ) : (
          <>
            <Badge />
            <Controls session={session} />
          </>
        )}
      </div>
    </aside>
  );
}

function Badge() {
  return <span className="cv-demo-badge">{DEMO_BAR.badge}</span>;
}

function Controls({ session }: { readonly session: Session }) {
  return (
    <>
      <WhoActs key={`${session.role}${session.office?.id ?? ""}`} session={session} />
      <BusinessClock session={session} />
    </>
  );
}

function WhoActs({ session }: { readonly session: Session }) {
  const offices = useOffices();
  const [role, setRole] = useState<SessionRole>(session.role);
  const [office, setOffice] = useState(session.office?.id ?? "");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const chosen = office === "" ? (offices[0]?.id ?? "") : office;
  const changing = useMutation({
    mutationFn: () =>
      post<Session>("/api/session", { role, ...(isOfficeRole(role) ? { office: chosen } : {}) }),
    onSuccess: async (next) => {
      queries.removeQueries({
        predicate: (entry) => entry.queryKey[0] !== "offices" && entry.queryKey[0] !== "session",
      });
      queries.setQueryData(["session"], next);
      announce(DEMO_BAR.changed(ROLES[next.role], next.office?.shortName ?? null));
      await navigate(homeOf(next.role));
    },
    onError: (error) => announce(error.message),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    changing.mutate();
  };
  return (
    <form className="cv-demo-form" onSubmit={submit}>
      <label>
        <span>{DEMO_BAR.role}</span>
        <select value={role} onChange={(event) => setRole(event.target.value as SessionRole)}>
          {Object.entries(ROLES).map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {isOfficeRole(role) && (
        <label>
          <span>{DEMO_BAR.office}</span>
          <select value={chosen} onChange={(event) => setOffice(event.target.value)}>
            <OfficeOptions />
          </select>
        </label>
      )}
      <button type="submit" className="cv-demo-button" disabled={changing.isPending}>
        {DEMO_BAR.change}
      </button>
    </form>
  );
}

const STEPS = [
  ["plus-hour", DEMO_BAR.plusHour],
  ["next-morning", DEMO_BAR.nextMorning],
  ["plus-week", DEMO_BAR.plusWeek],
] as const;

function BusinessClock({ session }: { readonly session: Session }) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const moving = useMutation({
    mutationFn: (to: ClockRequest["to"]) => post<ClockAnswer>("/api/demo/clock", { to }),
    onSuccess: async (answer) => {
      announce(answer.message);
      await queries.invalidateQueries();
    },
    onError: (error) => announce(error.message),
  });
  return (
    <div className="cv-demo-clock" role="group" aria-label={DEMO_BAR.now}>
      <span className="cv-demo-time">
        <Icon name="clock" className="icon-xs" />
        <time dateTime={session.now}>{longInstant(session.now)}</time>
      </span>
      {STEPS.map(([to, name]) => (
        <button
          key={to}
          type="button"
          className="cv-demo-button"
          disabled={moving.isPending}
          onClick={() => moving.mutate(to)}
        >
          {name}
        </button>
      ))}
      {session.worker === "silent" && (
        <span className="cv-demo-warning">
          <Icon name="warning-circle" className="icon-xs" />
          {DEMO_BAR.workerSilent}
        </span>
      )}
    </div>
  );
}
