// Comparisons of two wordings: what each has shown so far, with its interval; proposing, approving, stopping.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Done } from "../../../contract/problem.ts";
import type { Effect, Wording, Wordings } from "../../../contract/texts.ts";
import { LOCALE_TEXTS } from "../../../domain/messages/languages/texts.ts";
import { CHANNEL_TEXTS, KIND_TEXTS } from "../../../domain/messages/texts.ts";
import { get, post } from "../../api.ts";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { useAnnounce } from "../../parts/announce.tsx";
import { Page } from "../../parts/page.tsx";
import { Empty, Failure, Loaded } from "../../parts/states.tsx";
import { TEXT_PAGE, TEXTS_PAGE, WORDINGS } from "../../texts/message-texts.ts";
import { instantDay } from "./texts-page.tsx";
import { ProposeDialog } from "./propose-dialog.tsx";
import "../../styles/message-texts.css";

export function WordingsPage() {
  const [proposing, setProposing] = useState(false);
  const result = useQuery({ queryKey: ["wordings"], queryFn: ({ signal }) => get<Wordings>("/api/wordings", signal) });
  const mayWrite = result.data?.may.write === true;
  return (
    <Page
      title={WORDINGS.title}
      lead={WORDINGS.lead}
      above={
        <Link to="/testi" className="cv-back">
          {TEXT_PAGE.back}
        </Link>
      }
      {...(mayWrite
        ? {
            actions: (
              <button type="button" className="btn btn-primary" onClick={() => setProposing(true)}>
                {WORDINGS.propose}
              </button>
            ),
          }
        : {})}
    >
      <Loaded result={result}>
        {({ rows, may, today }) => (
          <>
            {rows.length === 0 && (
              <Empty title={WORDINGS.none} icon="chart-line">
                <p>{WORDINGS.noneHelp}</p>
              </Empty>
            )}
            {rows.map((row) => (
              <One key={row.id} row={row} may={may} />
            ))}
            {proposing && <ProposeDialog today={today} onClose={() => setProposing(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

const TONES: Readonly<Record<Wording["phase"], Tone>> = { submitted: "doubt", dropped: "plain", "to-begin": "info", running: "good", over: "plain" };
const percent = (value: number): string => value.toLocaleString("it-IT", { style: "percent", maximumFractionDigits: 1 });
const points = (value: number): string => `${(value * 100).toLocaleString("it-IT", { maximumFractionDigits: 1, signDisplay: "exceptZero" })} punti`;

function One({ row, may }: { readonly row: Wording; readonly may: Wordings["may"] }) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const deciding = useMutation({
    mutationFn: (deed: "approve" | "drop" | "stop") =>
      deed === "stop" ? post<Done>(`/api/wordings/${row.id}/stop`, {}) : post<Done>(`/api/wordings/${row.id}/settle`, { approve: deed === "approve" }),
    onSuccess: async ({ message }) => {
      announce(message);
      await queries.invalidateQueries({ queryKey: ["wordings"] });
    },
  });
  const title = `${KIND_TEXTS[row.kind]}, ${CHANNEL_TEXTS[row.channel]}, ${LOCALE_TEXTS[row.locale].toLowerCase()}`;
  const nameA = row.versionA === null ? TEXTS_PAGE.version(1, false).replace(" 1 ", " ") : TEXTS_PAGE.version(row.versionA, true);
  return (
    <section className="cv-box cv-wording" aria-labelledby={row.id}>
      <div className="cv-version-head">
        <h2 id={row.id}>{row.question}</h2>
        <Badge tone={TONES[row.phase]}>{WORDINGS.phases[row.phase]}</Badge>
      </div>
      <p>
        {title}. {WORDINGS.arms(nameA, TEXTS_PAGE.version(row.versionB, true), row.shareB)}
      </p>
      <p className="cv-sub">{`${WORDINGS.days(instantDay(row.startsAt), instantDay(row.stoppedAt ?? row.endsAt))}. ${WORDINGS.proposedBy(row.author)}.`}</p>
      {(row.phase === "running" || row.phase === "over") && <Effects row={row} />}
      {deciding.isError && <Failure error={deciding.error} />}
      <div className="cv-text-actions">
        {row.phase === "submitted" && may.approve && (
          <>
            {!row.mayApprove && <p className="cv-muted">{WORDINGS.own}</p>}
            <button type="button" className="btn btn-primary btn-sm" disabled={!row.mayApprove || deciding.isPending} onClick={() => deciding.mutate("approve")}>
              {WORDINGS.approve}
            </button>
            <button type="button" className="btn btn-outline-primary btn-sm" disabled={deciding.isPending} onClick={() => deciding.mutate("drop")}>
              {WORDINGS.drop}
            </button>
          </>
        )}
        {(row.phase === "running" || row.phase === "to-begin") && may.write && (
          <button type="button" className="btn btn-outline-primary btn-sm" disabled={deciding.isPending} onClick={() => deciding.mutate("stop")}>
            {WORDINGS.stop}
          </button>
        )}
      </div>
    </section>
  );
}

function Effects({ row }: { readonly row: Wording }) {
  if (row.came === null && row.confirmed === null) return <p className="cv-muted">{WORDINGS.few}</p>;
  const { columns } = WORDINGS;
  const lines = (["came", "confirmed"] as const).map((outcome) => [WORDINGS[outcome], row[outcome]] as const);
  return (
    <>
      <div className="cv-table-wrap">
        <table className="cv-table" role="table">
          <caption className="visually-hidden">{WORDINGS.caption(row.question)}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {Object.values(columns).map((name) => (
                <th key={name} role="columnheader" scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {lines.map(([name, effect]) => (
              <EffectRow key={name} name={name} effect={effect} />
            ))}
          </tbody>
        </table>
      </div>
      {row.came !== null && <p>{WORDINGS.verdicts[row.came.verdict]}</p>}
      <p className="cv-muted cv-small">{WORDINGS.unit}</p>
    </>
  );
}

function EffectRow({ name, effect }: { readonly name: string; readonly effect: Effect | null }) {
  const { columns } = WORDINGS;
  const shareOf = ({ count, of }: Effect["a"]): string => WORDINGS.share(percent(count / of), count, of);
  return (
    <tr role="row">
      <th role="rowheader" scope="row" data-label={columns.outcome}>
        {name}
      </th>
      {effect === null ? (
        <td role="cell" colSpan={4} data-label={columns.difference}>
          {WORDINGS.few}
        </td>
      ) : (
        <>
          <td role="cell" data-label={columns.a}>{shareOf(effect.a)}</td>
          <td role="cell" data-label={columns.b}>{shareOf(effect.b)}</td>
          <td role="cell" data-label={columns.difference}>{points(effect.difference.value)}</td>
          <td role="cell" data-label={columns.interval}>{`da ${points(effect.difference.low)} a ${points(effect.difference.high)}`}</td>
        </>
      )}
    </tr>
  );
}
