// Registers of digital domiciles: how each stands, and the lists asked of it.

import { useQuery } from "@tanstack/react-query";
import type { DigitalDomiciles, DomicileBatch, RegisterStanding } from "../../../contract/digital-domiciles.ts";
import { get } from "../../api.ts";
import { instant, number } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { DOMICILES } from "../../texts/digital-domiciles.ts";

export function DomicilesSection() {
  const result = useQuery({
    queryKey: ["digital-domiciles"],
    queryFn: ({ signal }) => get<DigitalDomiciles>("/api/digital-domiciles", signal),
    refetchInterval: 5_000,
  });
  return (
    <Section id="domicili" title={DOMICILES.title}>
      <p className="cv-muted">{DOMICILES.help}</p>
      <Loaded result={result} lines={3}>
        {({ registers, batches }) =>
          registers.every(({ configured }) => !configured) && batches.length === 0 ? (
            <p>{DOMICILES.off}</p>
          ) : (
            <>
              <DataTable caption={DOMICILES.registersCaption} columns={REGISTER_COLUMNS} rows={registers} rowKey={({ code }) => code} />
              {batches.length === 0 ? <p>{DOMICILES.noBatches}</p> : <DataTable caption={DOMICILES.batchesCaption} columns={BATCH_COLUMNS} rows={batches} rowKey={({ id }) => id} />}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

const words = DOMICILES.columns;

function Standing({ register: { configured, downSince, detail } }: { readonly register: RegisterStanding }) {
  if (!configured) return <Badge tone="plain">{DOMICILES.standing.off}</Badge>;
  if (downSince === null) return <Badge tone="good">{DOMICILES.standing.on}</Badge>;
  return (
    <>
      <Badge tone="bad">{DOMICILES.standing.down}</Badge> <span className="cv-sub">{DOMICILES.downSince(instant(downSince), detail ?? "")}</span>
    </>
  );
}

const REGISTER_COLUMNS: readonly Column<RegisterStanding>[] = [
  { key: "code", label: words.register, heading: true, render: (row) => DOMICILES.names[row.code] },
  { key: "standing", label: words.standing, render: (row) => <Standing register={row} /> },
  { key: "today", label: words.today, numeric: true, render: (row) => number(row.requestsToday) },
  { key: "open", label: words.open, numeric: true, render: (row) => number(row.open) },
  { key: "answered", label: words.answered, numeric: true, render: (row) => number(row.answered) },
  { key: "failed", label: words.failed, numeric: true, render: (row) => (row.failed > 0 ? <strong>{number(row.failed)}</strong> : "0") },
  { key: "people", label: words.people, numeric: true, render: (row) => number(row.people) },
  { key: "found", label: words.found, numeric: true, render: (row) => number(row.found) },
  { key: "freshness", label: words.freshness, render: (row) => (row.freshnessDays === null ? DOMICILES.none : DOMICILES.days(row.freshnessDays)) },
];

const TONES = { asked: "info", waiting: "info", answered: "good", failed: "bad" } as const;

const BATCH_COLUMNS: readonly Column<DomicileBatch>[] = [
  { key: "made", label: words.made, heading: true, sort: (row) => row.madeAt, render: (row) => instant(row.madeAt) },
  { key: "register", label: words.register, render: (row) => DOMICILES.names[row.register] },
  { key: "size", label: words.size, numeric: true, render: (row) => number(row.people) },
  {
    key: "state", label: words.standing, sort: (row) => row.state,
    render: (row) => (
      <>
        <Badge tone={TONES[row.state]}>{DOMICILES.states[row.state]}</Badge>
        {row.message !== null && <span className="cv-sub">{row.message}</span>}
      </>
    ),
  },
  { key: "found", label: words.found, numeric: true, render: (row) => number(row.found) },
  { key: "none", label: words.none, numeric: true, render: (row) => number(row.none) },
  { key: "missing", label: words.missing, numeric: true, render: (row) => number(row.missing) },
];
