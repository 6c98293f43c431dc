// Messages that did not arrive, grouped by cause, with the acts that mend them; for the Region in numbers, office by office.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { FailureGroup, Failures } from "../../../contract/outbox.ts";
import { get, query } from "../../api.ts";
import { instant, number } from "../../format.ts";
import { Alarm, DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { CARE_TEXTS, OUTBOX } from "../../texts/outbox.ts";
import { CHANNELS } from "../../texts/procedure.ts";
import { CareDialog } from "./care-dialog.tsx";
import type { CareAsked } from "./care-dialog.tsx";
import { SaveLinks } from "./save-links.tsx";

const TEXTS = OUTBOX.failures;
const WORDS = TEXTS.columns;
type OfficeGroup = Failures["offices"][number];

export function FailuresView({ isOffice }: { readonly isOffice: boolean }) {
  const [asked, setAsked] = useState<CareAsked | null>(null);
  const result = useQuery({ queryKey: ["outbox-failures"], queryFn: ({ signal }) => get<Failures>("/api/outbox/failures", signal) });
  return (
    <>
      <Loaded result={result}>
        {({ groups, offices }) =>
          groups.length === 0 ? (
            <Empty title={TEXTS.empty} icon="check-circle">
              <p>{TEXTS.emptyHelp}</p>
            </Empty>
          ) : (
            <>
              <DataTable
                caption={TEXTS.caption}
                columns={isOffice ? [...COUNTS, actsColumn(setAsked)] : COUNTS}
                rows={groups}
                rowKey={(row) => `${row.channel}/${row.failure}`}
              />
              <div className="cv-outbox-foot">
                <p className="cv-muted cv-small">{TEXTS.denominator}</p>
                <SaveLinks path="/api/outbox/failures/export" values={{}} what={TEXTS.saved} />
              </div>
              {isOffice ? <p className="cv-muted">{TEXTS.fixContact}</p> : <Offices rows={offices} />}
            </>
          )
        }
      </Loaded>
      {asked !== null && <CareDialog asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Offices({ rows }: { readonly rows: readonly OfficeGroup[] }) {
  const columns: readonly Column<OfficeGroup>[] = [
    { key: "office", label: WORDS.office, heading: true, sort: officeOf, render: officeOf },
    ...COUNTS.map((column) => ({ ...column, heading: false })),
  ];
  return (
    <Section title={TEXTS.offices} id="non-arrivati-per-sede">
      <DataTable caption={TEXTS.officesCaption} columns={columns} rows={rows} rowKey={(row) => `${row.officeId}/${row.channel}/${row.failure}`} />
    </Section>
  );
}

const officeOf = (row: OfficeGroup): string => row.office ?? OUTBOX.costs.noOffice;

const COUNTS: readonly Column<FailureGroup>[] = [
  {
    key: "cause",
    label: WORDS.cause,
    heading: true,
    render: (row) => (
      <>
        {row.name}
        <span className="cv-sub">{row.whatToDo}</span>
      </>
    ),
  },
  { key: "channel", label: WORDS.channel, render: (row) => label(CHANNELS, row.channel) },
  { key: "untold", label: WORDS.untold, numeric: true, sort: (row) => row.untold, render: (row) => <Alarm value={row.untold} /> },
  { key: "people", label: WORDS.people, numeric: true, sort: (row) => row.people, render: (row) => number(row.people) },
  { key: "messages", label: WORDS.messages, numeric: true, sort: (row) => row.messages, render: (row) => number(row.messages) },
  {
    key: "since",
    label: WORDS.since,
    sort: (row) => row.since ?? "",
    render: (row) => <span className="cv-nowrap">{row.since === null ? "–" : instant(row.since)}</span>,
  },
];

function actsColumn(onAsk: (asked: CareAsked) => void): Column<FailureGroup> {
  return {
    key: "acts",
    label: WORDS.acts,
    render: ({ failure, channel, name, acts }) => (
      <div className="cv-outbox-acts">
        {acts.map((how) => (
          <RowButton
            key={how}
            text={CARE_TEXTS[how].name}
            name={TEXTS.actOf(CARE_TEXTS[how].name, name)}
            onPress={() => onAsk({ how, failure, channel: channel as CareAsked["channel"] })}
          />
        ))}
        <Link to={`/messaggi${query({ vista: "cerca", stato: "failed", canale: channel, causa: failure, aperti: "si" })}`} aria-label={TEXTS.showOf(name)}>
          {TEXTS.show}
        </Link>
      </div>
    ),
  };
}
