// Letters: what waits at each print house, batches with what to do about each, outcomes of the post.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { CloseAnswer, LetterBatch, Letters, PrintHouse } from "../../../contract/letters.ts";
import type { Session } from "../../../contract/session.ts";
import { get, post, query } from "../../api.ts";
import { instant, money, number, size } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Empty, Failure, Loaded } from "../../parts/states.tsx";
import { LETTERS, PRODUCT_NAMES } from "../../texts/letters.ts";
import { AcceptBatch, SettleBatch } from "./batch-dialogs.tsx";
import { Outcomes } from "./outcomes.tsx";

const PATH = "/api/letters";

export function LettersPage({ session }: { readonly session: Session }) {
  const [search, setSearch] = useSearchParams();
  const before = search.get("prima");
  const result = useQuery({
    queryKey: ["letters", before],
    queryFn: ({ signal }) => get<Letters>(`${PATH}${query({ before })}`, signal),
    refetchInterval: 15_000,
  });
  const mayKeep = session.role === "administrator";
  return (
    <Page title={LETTERS.title} lead={LETTERS.lead}>
      <Loaded result={result}>
        {({ houses, batches, next, files }) => (
          <>
            <Section id="attesa" title={LETTERS.houses}>
              {houses.length === 0 ? (
                <Empty title={LETTERS.noHouses}>
                  <p>{LETTERS.noHousesHelp}</p>
                </Empty>
              ) : (
                <div className="cv-letter-houses">
                  {houses.map((house) => (
                    <House key={house.id} house={house} mayKeep={mayKeep} />
                  ))}
                </div>
              )}
            </Section>
            <Section id="lotti" title={LETTERS.batches}>
              <Batches batches={batches} houses={houses} mayKeep={mayKeep} />
              {(next !== null || before !== null) && (
                <p className="cv-letter-pages">
                  {before !== null && (
                    <button type="button" className="btn btn-outline-primary" onClick={() => setSearch({})}>
                      {LETTERS.newest}
                    </button>
                  )}
                  {next !== null && (
                    <button type="button" className="btn btn-outline-primary" onClick={() => setSearch({ prima: String(next) })}>
                      {LETTERS.older}
                    </button>
                  )}
                </p>
              )}
            </Section>
            <Outcomes files={files} mayKeep={mayKeep} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function House({ house, mayKeep }: { readonly house: PrintHouse; readonly mayKeep: boolean }) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const closing = useMutation({
    mutationFn: () => post<CloseAnswer>(`${PATH}/houses/${encodeURIComponent(house.id)}/close`, {}),
    onSuccess: async (answer) => {
      announce(answer.message);
      await queries.invalidateQueries({ queryKey: ["letters"] });
    },
  });
  const waits = [
    house.ready > 0 ? LETTERS.ready(house.ready, number(house.ready)) : null,
    house.later > 0 ? LETTERS.later(number(house.later)) : null,
  ].filter((text) => text !== null);
  const isOpen = house.state === "open";
  return (
    <article className="cv-box">
      <h3>{PRODUCT_NAMES[house.product]}</h3>
      <p className="cv-muted cv-small">
        {[house.id, LETTERS.cost(money(house.cents / 100, "EUR")), house.isDownload ? LETTERS.download : LETTERS.folder].join(" · ")}
      </p>
      <p className="mb-1">
        <strong>{waits.length === 0 ? LETTERS.nothing : waits.join(", ")}</strong>
        {house.oldestDueAt !== null && <span className="cv-sub">{LETTERS.oldest(instant(house.oldestDueAt))}</span>}
      </p>
      <p className="cv-small">{house.closeAt.length === 0 ? LETTERS.byHand : LETTERS.hours(house.closeAt.join(" e alle "))}</p>
      {!isOpen && (
        <p>
          <Badge tone="doubt">{LETTERS.held(house.reason ?? LETTERS.heldNoReason)}</Badge>
        </p>
      )}
      {mayKeep && (
        <button
          type="button"
          className="btn btn-primary"
          aria-label={LETTERS.closeNamed(PRODUCT_NAMES[house.product] ?? house.id)}
          disabled={closing.isPending || house.ready === 0 || !isOpen}
          onClick={() => closing.mutate()}
        >
          {closing.isPending ? LETTERS.closing : LETTERS.close}
        </button>
      )}
      {closing.isError && <Failure error={closing.error} />}
    </article>
  );
}

const TONES: Readonly<Record<string, Tone>> = { closed: "plain", ready: "plain", handed: "info", accepted: "good", uncertain: "doubt" };

function Batches({ batches, houses, mayKeep }: { readonly batches: readonly LetterBatch[]; readonly houses: readonly PrintHouse[]; readonly mayKeep: boolean }) {
  const [chosen, setChosen] = useState<{ readonly act: "accept" | "settle"; readonly batch: LetterBatch } | null>(null);
  if (batches.length === 0) {
    return (
      <Empty title={LETTERS.noBatches}>
        <p>{LETTERS.noBatchesHelp}</p>
      </Empty>
    );
  }
  const byHand = new Set(houses.filter(({ isDownload }) => isDownload).map(({ id }) => id));
  const acts: Column<LetterBatch> = {
    key: "act",
    label: LETTERS.columns.act,
    render: (batch) => (
      <span className="cv-row-acts">
        <a className="btn btn-outline-primary btn-sm" href={`${PATH}/batches/${batch.id}/file`} aria-label={LETTERS.saveNamed(batch.name)} download>
          {LETTERS.save}
        </a>
        {(batch.state === "handed" || (batch.state === "closed" && byHand.has(batch.gatewayId))) && (
          <RowButton text={LETTERS.accept} name={LETTERS.acceptNamed(batch.name)} onPress={() => setChosen({ act: "accept", batch })} />
        )}
        {batch.state === "uncertain" && <RowButton text={LETTERS.settle} name={LETTERS.settleNamed(batch.name)} onPress={() => setChosen({ act: "settle", batch })} />}
      </span>
    ),
  };
  return (
    <>
      <DataTable caption={LETTERS.caption} columns={mayKeep ? [...COLUMNS, acts] : COLUMNS} rows={batches} rowKey={(row) => String(row.id)} />
      {chosen?.act === "accept" && <AcceptBatch batch={chosen.batch} onClose={() => setChosen(null)} />}
      {chosen?.act === "settle" && <SettleBatch batch={chosen.batch} onClose={() => setChosen(null)} />}
    </>
  );
}

const WORDS = LETTERS.columns;
const COLUMNS: readonly Column<LetterBatch>[] = [
  {
    key: "name",
    label: WORDS.name,
    heading: true,
    render: (batch) => (
      <>
        <span className="cv-wrap">{batch.name}</span>
        <span className="cv-sub">{[PRODUCT_NAMES[batch.product], batch.bytes === null ? null : size(batch.bytes)].filter(Boolean).join(", ")}</span>
      </>
    ),
  },
  {
    key: "state",
    label: WORDS.state,
    render: (batch) => (
      <span>
        <Badge tone={TONES[batch.state] ?? "plain"}>{LETTERS.states[batch.state] ?? batch.state}</Badge>
        {batch.note !== null && <span className="cv-sub">{batch.note}</span>}
      </span>
    ),
  },
  { key: "letters", label: WORDS.letters, render: (batch) => LETTERS.sheets(number(batch.letters), number(batch.sheets)) },
  { key: "closed", label: WORDS.closed, render: (batch) => instant(batch.closedAt) },
  { key: "outcomes", label: WORDS.outcomes, render: (batch) => LETTERS.outcomes(number(batch.delivered), number(batch.failed), number(batch.open)) },
];
