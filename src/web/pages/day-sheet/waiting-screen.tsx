// The screen of the waiting room: numbers and desks, as large as they can be, and no name. Nobody enters to see it.

import { useQuery } from "@tanstack/react-query";
import type { WaitingScreen as Room } from "../../../contract/day-sheet.ts";
import { ApiProblem, get } from "../../api.ts";
import { clock } from "../../format.ts";
import { Empty, Loading } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { SCREEN } from "../../texts/day-sheet.ts";
import "../../styles/day-sheet-paper.css";

const EVERY_MS = 3000;
const MOST_CALLED = 6;
const MOST_WAITING = 24;

export function WaitingScreen({ token }: { readonly token: string }) {
  const result = useQuery({
    queryKey: ["waiting-screen", token],
    queryFn: ({ signal }) => get<Room>(`/api/waiting-screen/${encodeURIComponent(token)}`, signal),
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
  });
  const unknown = result.error instanceof ApiProblem && result.error.status === 404;
  return (
    <main id="contenuto" className="cv-screen">
      <title>{`${SCREEN.title} – ${COMMON.product}`}</title>
      {unknown ? (
        <>
          <h1>{SCREEN.title}</h1>
          <Empty title={SCREEN.unknown} icon="help-circle">
            <p>{SCREEN.unknownHelp}</p>
          </Empty>
        </>
      ) : result.data === undefined ? (
        <>
          <h1>{SCREEN.title}</h1>
          <Loading lines={3} />
        </>
      ) : (
        <Numbers room={result.data} away={result.isError} />
      )}
    </main>
  );
}

function Numbers({ room, away }: { readonly room: Room; readonly away: boolean }) {
  const called = room.called.slice(0, MOST_CALLED);
  const [last] = called;
  return (
    <>
      <div className="cv-screen-head">
        <h1>{room.office}</h1>
        <span>{away ? SCREEN.away : clock(room.now)}</span>
      </div>
      <p className="visually-hidden" role="status">
        {last === undefined ? "" : SCREEN.announce(last.ticket, last.desk)}
      </p>
      {called.length === 0 ? (
        <p className="cv-screen-empty">{SCREEN.nobody}</p>
      ) : (
        <table className="cv-screen-called">
          <thead>
            <tr>
              <th scope="col">{SCREEN.called}</th>
              <th scope="col">{SCREEN.desk}</th>
            </tr>
          </thead>
          <tbody>
            {called.map(({ ticket, desk, calledAt }) => (
              <tr key={`${ticket}-${calledAt}`}>
                <td>{ticket}</td>
                <td>{desk}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <section className="cv-screen-next" aria-labelledby="in-attesa">
        <h2 id="in-attesa">{SCREEN.next}</h2>
        <p>
          {room.waiting.length === 0
            ? SCREEN.nobodyWaiting
            : room.waiting.slice(0, MOST_WAITING).join("  ·  ")}
        </p>
      </section>
    </>
  );
}
