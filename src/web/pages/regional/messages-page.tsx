// Doubtful messages and those that did not arrive; the Region decides of the doubtful ones.

import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { ListedMessage, ListedMessages } from "../../../contract/regional.ts";
import type { Session } from "../../../contract/session.ts";
import { fullName, instant, phone } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { CHANNELS, MESSAGE_FAILURES, MESSAGE_KINDS } from "../../texts/procedure.ts";
import { MESSAGES } from "../../texts/regional.ts";

type State = "uncertain" | "failed";

export function DoubtfulMessages({ session }: { readonly session: Session }) {
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<ListedMessage | null>(null);
  const state: State = search.get("stato") === "failed" ? "failed" : "uncertain";
  const region = session.role === "administrator";
  const decide = state === "uncertain" ? setChosen : null;
  return (
    <>
      <p>{region ? MESSAGES.leadRegion : MESSAGES.leadOffice}</p>
      <Segments
        label={MESSAGES.view}
        value={state}
        onChange={(next) => setSearch({ vista: "verifica", stato: next })}
        options={[
          ["uncertain", MESSAGES.states.uncertain],
          ["failed", MESSAGES.states.failed],
        ]}
      />
      <List state={state} region={region} onDecide={decide} />
      {chosen !== null && <Decide message={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function List({
  state,
  region,
  onDecide,
}: {
  readonly state: State;
  readonly region: boolean;
  readonly onDecide: ((message: ListedMessage) => void) | null;
}) {
  const result = usePages<ListedMessages>("/api/messages", { state });
  const empty = (
    <Empty title={state === "uncertain" ? MESSAGES.emptyUncertain : MESSAGES.emptyFailed} icon="check-circle">
      <p>{MESSAGES.emptyHelp}</p>
    </Empty>
  );
  return (
    <LoadedPages result={result} rowsOf={(page) => page.rows} empty={empty}>
      {(rows) => (
        <DataTable
          caption={MESSAGES.caption(MESSAGES.states[state])}
          columns={columnsFor(region, onDecide)}
          rows={rows}
          rowKey={(row) => row.id}
        />
      )}
    </LoadedPages>
  );
}

const WORDS = MESSAGES.columns;
function columnsFor(
  region: boolean,
  onDecide: ((message: ListedMessage) => void) | null,
): readonly Column<ListedMessage>[] {
  const name = (row: ListedMessage): string => fullName(row);
  return [
    {
      key: "person",
      label: WORDS.person,
      heading: true,
      render: (row) => (region ? name(row) : <Link to={`/persone/${row.caseId}`}>{name(row)}</Link>),
    },
    ...(region
      ? [{ key: "office", label: WORDS.office, render: (row: ListedMessage) => row.office ?? "–" }]
      : []),
    {
      key: "kind",
      label: WORDS.kind,
      render: (row) => (
        <span className="cv-nowrap">
          {`${label(MESSAGE_KINDS, row.kind)}, ${label(CHANNELS, row.channel)}`}
          <span className="cv-sub">{MESSAGES.sentBy(row.gatewayId, row.attempts)}</span>
        </span>
      ),
    },
    {
      key: "recipient",
      label: WORDS.recipient,
      render: (row) => <span className="cv-wrap">{phone(row.recipient)}</span>,
    },
    {
      key: "settled",
      label: WORDS.settled,
      render: (row) => (
        <span className="cv-nowrap">{row.settledAt === null ? "–" : instant(row.settledAt)}</span>
      ),
    },
    {
      key: "failure",
      label: WORDS.failure,
      render: (row) => (row.failure === null ? "–" : label(MESSAGE_FAILURES, row.failure)),
    },
    ...(onDecide === null
      ? []
      : [
          {
            key: "act",
            label: WORDS.act,
            render: (row: ListedMessage) => (
              <RowButton
                text={MESSAGES.decide}
                name={MESSAGES.decideFor(name(row))}
                onPress={() => onDecide(row)}
              />
            ),
          },
        ]),
  ];
}

function Decide({ message, onClose }: { readonly message: ListedMessage; readonly onClose: () => void }) {
  const [decision, setDecision] = useState<"resend" | "assume-sent" | null>(null);
  const options = [
    ["resend", MESSAGES.resend],
    ["assume-sent", MESSAGES.assume],
  ] as const;
  return (
    <ActForm
      title={MESSAGES.decideTitle}
      explain={MESSAGES.decideExplain}
      path={`/api/messages/${message.id}/resolve`}
      body={decision === null ? null : { decision }}
      missing={MESSAGES.missing}
      confirm={MESSAGES.decide}
      onClose={onClose}
    >
      <fieldset className="cv-field">
        <legend>{MESSAGES.decision}</legend>
        {options.map(([key, text]) => (
          <label key={key} className="cv-radio">
            <input
              type="radio"
              name="decision"
              checked={decision === key}
              onChange={() => setDecision(key)}
            />
            {text}
          </label>
        ))}
      </fieldset>
    </ActForm>
  );
}
