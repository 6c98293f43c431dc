// The control room: one scope at a time, from the Region down to the desks of an office; every figure says what it is and where it comes from.

import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import type { ControlRoom } from "../../../contract/control-room.ts";
import type { Session } from "../../../contract/session.ts";
import { get } from "../../api.ts";
import { clock, number } from "../../format.ts";
import { Page, Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { isOfficeRole } from "../../session.ts";
import { CONTROL_ROOM } from "../../texts/control-room.ts";
import "../../styles/overview.css";
import "../../styles/control-room.css";
import { Absences, Sms, Traits } from "./beside.tsx";
import { BurnUp } from "./burn-up.tsx";
import { Funnel } from "./funnel.tsx";
import { LoadCalendar } from "./load-calendar.tsx";
import { RegionMap } from "./region-map.tsx";
import { scopeQuery } from "./shares.ts";
import { DesksTable, PlacesTable, WeeksTable } from "./tables.tsx";

const EVERY_MS = 5_000;

export function ControlRoomPage({ session }: { readonly session: Session }) {
  const [search] = useSearchParams();
  const id = search.get("ambito") ?? "";
  const result = useQuery({
    queryKey: ["control-room", id],
    queryFn: ({ signal }) => get<ControlRoom>(`/api/control-room${scopeQuery(id)}`, signal),
    refetchInterval: EVERY_MS,
  });
  const own = isOfficeRole(session.role);
  return (
    <Page title={CONTROL_ROOM.title} lead={own ? CONTROL_ROOM.ownLead : CONTROL_ROOM.lead} actions={result.data && <Fresh room={result.data} />}>
      <Loaded result={result} lines={12}>
        {(room) => <Content room={room} own={own} />}
      </Loaded>
    </Page>
  );
}

function Fresh({ room }: { readonly room: ControlRoom }) {
  return (
    <span className="cv-muted cv-small">
      {CONTROL_ROOM.asOf(clock(room.asOf))}
      {room.waiting > 0 && <span className="d-block">{CONTROL_ROOM.waiting(number(room.waiting))}</span>}
    </span>
  );
}

function Content({ room, own }: { readonly room: ControlRoom; readonly own: boolean }) {
  return (
    <>
      <Where room={room} own={own} />
      <Section id="percorso" title={CONTROL_ROOM.way}>
        <Funnel room={room} mayList={own} />
      </Section>
      <div className={room.map.length > 1 ? "cv-columns cv-columns-even" : undefined}>
        <Section id="scadenza" title={CONTROL_ROOM.burnUp}>
          <BurnUp room={room} />
        </Section>
        {room.map.length > 1 && (
          <Section id="mappa" title={CONTROL_ROOM.map}>
            <RegionMap key={room.scope.id} places={room.map} chosen={room.scope.id} />
          </Section>
        )}
      </div>
      {room.scope.level === "office" ? (
        room.desks.length > 0 && (
          <Section id="sportelli" title={CONTROL_ROOM.below.office}>
            <DesksTable desks={room.desks} />
          </Section>
        )
      ) : (
        <Section id="sotto" title={CONTROL_ROOM.below[room.scope.level]}>
          <PlacesTable places={room.below} caption={CONTROL_ROOM.below[room.scope.level]} linked />
        </Section>
      )}
      {room.scope.level === "region" && (
        <details className="cv-section">
          <summary>{`${CONTROL_ROOM.map}: ${CONTROL_ROOM.table.toLowerCase()}`}</summary>
          <PlacesTable places={room.map} caption={CONTROL_ROOM.map} linked />
        </details>
      )}
      <Section id="settimane" title={CONTROL_ROOM.weeks}>
        <WeeksTable weeks={room.weeks} mayList={own} />
      </Section>
      <Section id="carico" title={CONTROL_ROOM.load}>
        <LoadCalendar load={room.load} />
      </Section>
      <div className="cv-columns cv-columns-even">
        <Section id="assenze" title={CONTROL_ROOM.absences}>
          <Absences room={room} />
        </Section>
        <Section id="sms" title={CONTROL_ROOM.sms}>
          <Sms sms={room.sms} />
        </Section>
      </div>
      <Section id="parita" title={CONTROL_ROOM.traits}>
        <Traits room={room} />
      </Section>
    </>
  );
}

function Where({ room, own }: { readonly room: ControlRoom; readonly own: boolean }) {
  const { scope } = room;
  return (
    <div className="cv-where">
      <nav aria-label={CONTROL_ROOM.where}>
        <ol>
          {!own &&
            scope.above.map(({ id, name }) => (
              <li key={id}>
                <Link to={`/cabina-di-regia${scopeQuery(id)}`}>{name}</Link>
              </li>
            ))}
          <li aria-current="page">{scope.name}</li>
        </ol>
      </nav>
      <p className="cv-save">
        <span>{CONTROL_ROOM.save}</span>
        {(["csv", "ods", "pdf"] as const).map((format) => (
          <a key={format} className="btn btn-outline-primary btn-sm" href={`/api/control-room/export/${format}${scopeQuery(scope.id)}`} download aria-label={CONTROL_ROOM.saveAs(CONTROL_ROOM.formats[format])}>
            {CONTROL_ROOM.formats[format]}
          </a>
        ))}
      </p>
    </div>
  );
}
