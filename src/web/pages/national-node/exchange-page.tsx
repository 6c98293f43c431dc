// One message exchanged with the national node, as it went over the wire, and what can be done about it.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { ExchangeDetail } from "../../../contract/national-node.ts";
import type { Done } from "../../../contract/problem.ts";
import { get, post } from "../../api.ts";
import { instant, longDay, number, size } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { useAnnounce } from "../../parts/announce.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { NODE } from "../../texts/national-node.ts";
import { BackToNode, ExchangeState } from "./exchanges-page.tsx";

export function ExchangePage() {
  const { id = "" } = useParams();
  const result = useQuery({
    queryKey: ["node-exchange", id],
    queryFn: ({ signal }) => get<ExchangeDetail>(`/api/national-node/exchanges/${encodeURIComponent(id)}`, signal),
    // Each opening is written in the access log: it is not read again by itself.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Page key={id} title={NODE.exchange} lead={NODE.exchangeLead} above={<BackToNode />}>
      <Loaded result={result} lines={12}>
        {(found) => <Content found={found} />}
      </Loaded>
    </Page>
  );
}

function Content({ found }: { readonly found: ExchangeDetail }) {
  const isIn = found.flow === "notice";
  const facts: readonly (readonly [string, string | null])[] = [
    [NODE.columns.flow, label(NODE.flowNames, found.flow)],
    [NODE.at, instant(found.at)],
    [NODE.why, found.message === null ? null : `${found.message} (${found.code ?? ""})`],
    [NODE.reference, found.reference],
    [NODE.due, found.dueOn === null ? null : longDay(found.dueOn)],
    [NODE.size, size(found.bytes)],
    [NODE.took, NODE.ms(number(found.tookMs))],
    [NODE.digest, found.digest],
  ];
  return (
    <>
      <p className="cv-person-facts">
        <ExchangeState row={found} />
      </p>
      <Mend found={found} />
      <dl className="cv-facts cv-node-facts">
        {facts.map(([what, value]) =>
          value === null ? null : (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {found.batchId !== null && (
        <p>
          <Link to={`/notifiche/${found.batchId}`}>{NODE.openBatch}</Link>
        </p>
      )}
      <Section id="ricevuto" title={isIn ? NODE.request : NODE.asking}>
        {!found.isWhole && <p>{NODE.cut}</p>}
        {found.request === "" ? <p className="cv-muted">{NODE.empty}</p> : <Xml text={found.request} name={isIn ? NODE.request : NODE.asking} />}
      </Section>
      <Section id="risposta" title={isIn ? NODE.answer : NODE.answered}>
        {found.answer === null ? <p className="cv-muted">{NODE.noAnswer}</p> : <Xml text={found.answer} name={isIn ? NODE.answer : NODE.answered} />}
      </Section>
    </>
  );
}

/** Broken at each element for the eye; the bytes are kept as they came. */
function Xml({ text, name }: { readonly text: string; readonly name: string }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className="cv-node-xml" tabIndex={0} role="region" aria-label={NODE.textOf(name)}>
      {text.replaceAll(/></gu, ">\n<")}
    </pre>
  );
}

function Mend({ found }: { readonly found: ExchangeDetail }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [closing, setClosing] = useState(false);
  const refresh = (): void => void client.invalidateQueries({ queryKey: ["node-exchange", found.id] });
  const again = useMutation({
    mutationFn: () => post<Done>(`/api/national-node/exchanges/${found.id}/reprocess`, {}),
    onSuccess: ({ message }) => {
      announce(message);
      refresh();
    },
  });
  const waits = found.flow === "notice" && found.settledHow === null && found.repeats === null && (found.outcome === "refused" || found.outcome === "failed");
  if (!waits) return null;
  return (
    <div className="cv-node-mend">
      <button type="button" className="btn btn-primary" disabled={again.isPending || !found.isWhole} onClick={() => again.mutate()}>
        {again.isPending ? NODE.waiting : NODE.reprocess}
      </button>
      <button type="button" className="btn btn-outline-primary" onClick={() => setClosing(true)}>
        {NODE.close}
      </button>
      {again.isError && <Failure error={again.error} />}
      {closing && (
        <ActForm
          title={NODE.close}
          explain={NODE.closeExplain}
          path={`/api/national-node/exchanges/${found.id}/close`}
          body={{}}
          confirm={NODE.close}
          onClose={() => setClosing(false)}
        />
      )}
    </div>
  );
}
