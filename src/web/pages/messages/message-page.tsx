// One message with all its proof: the exact text as it travels, where the contact comes from, what every gateway answered, and the act that mends.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { OutboxMessage } from "../../../contract/outbox.ts";
import { get } from "../../api.ts";
import { fullName, instant, phone } from "../../format.ts";
import { Badge, stateTone } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { CARE_TEXTS, CONTACT_ORIGINS, failureText, OUTBOX } from "../../texts/outbox.ts";
import { CHANNELS, MESSAGE_FAILURES, MESSAGE_KINDS, MESSAGE_STATES } from "../../texts/procedure.ts";
import { CareDialog } from "./care-dialog.tsx";
import type { CareAsked } from "./care-dialog.tsx";
import "../../styles/outbox.css";

const TEXTS = OUTBOX.message;

export function MessagePage() {
  const { id = "" } = useParams();
  const result = useQuery({ queryKey: ["outbox", id], queryFn: ({ signal }) => get<OutboxMessage>(`/api/outbox/${id}`, signal) });
  const above = (
    <p className="cv-way-back">
      <Link to="/messaggi">{TEXTS.back}</Link>
    </p>
  );
  return (
    <Page title={result.data === undefined ? OUTBOX.title : TEXTS.to(fullName(result.data))} lead={TEXTS.lead} above={above}>
      <Loaded result={result}>{(message) => <Whole message={message} />}</Loaded>
    </Page>
  );
}

function Whole({ message }: { readonly message: OutboxMessage }) {
  return (
    <>
      <Section title={`${label(MESSAGE_KINDS, message.kind)}, ${label(CHANNELS, message.channel)}`} id="messaggio">
        <Facts message={message} />
        <p className="mt-3">
          <Link to={`/persone/${message.caseId}`}>{TEXTS.person}</Link>
        </p>
        <Mend message={message} />
      </Section>
      <Section title={TEXTS.text} id="testo">
        <Text message={message} />
      </Section>
      <Section title={TEXTS.history} id="prove">
        {message.history.length === 0 ? (
          <p className="cv-box">{TEXTS.noHistory}</p>
        ) : (
          <DataTable caption={TEXTS.historyCaption} columns={HISTORY} rows={numbered(message.history)} rowKey={(row) => row.key} />
        )}
      </Section>
    </>
  );
}

function Facts({ message }: { readonly message: OutboxMessage }) {
  const words = TEXTS.labels;
  const { contact } = message;
  const origin =
    contact === null
      ? TEXTS.noSource
      : [
          TEXTS.source(label(CONTACT_ORIGINS, contact.source), contact.since === null ? null : instant(contact.since)),
          contact.inUse ? null : TEXTS.notInUse,
          contact.sharedBy > 1 ? TEXTS.shared(contact.sharedBy) : null,
        ]
          .filter((part) => part !== null)
          .join(", ");
  const facts: readonly (readonly [string, string | null])[] = [
    [words.cause, message.state === "failed" && message.failure !== null ? failureText(message.failure).name : null],
    [words.recipient, phone(message.recipient)],
    [words.source, origin],
    [words.sender, message.sender],
    [words.code, message.code],
    [words.template, TEXTS.template(message.template, message.templateVersion)],
    [words.due, instant(message.dueAt)],
    [words.accepted, message.acceptedAt === null ? null : instant(message.acceptedAt)],
    [words.settled, message.settledAt === null ? null : instant(message.settledAt)],
    [words.expires, instant(message.expiresAt)],
    [words.gateway, message.gatewayId],
    [words.reference, message.gatewayReference],
    [words.attempts, String(message.attempts)],
    [words.digest, message.digest],
  ];
  return (
    <dl className="cv-outbox-facts">
      <dt>{words.state}</dt>
      <dd>
        <Badge tone={stateTone(message.state)}>{label(MESSAGE_STATES, message.state)}</Badge>
      </dd>
      {facts.flatMap(([name, value]) =>
        value === null
          ? []
          : [
              <dt key={`${name}-name`}>{name}</dt>,
              <dd key={name}>{value}</dd>,
            ],
      )}
    </dl>
  );
}

/** What was done about a failure, or the acts that may be. */
function Mend({ message }: { readonly message: OutboxMessage }) {
  const [asked, setAsked] = useState<CareAsked | null>(null);
  const { care, acts } = message;
  if (care !== null)
    return (
      <div className="cv-box">
        <h3>{TEXTS.careTitle}</h3>
        <p className="mb-1">{TEXTS.care(CARE_TEXTS[care.how].name, instant(care.at), care.by)}</p>
        {care.rewrittenAs.map((id) => (
          <p key={id} className="mb-0">
            <Link to={`/messaggi/${id}`}>{TEXTS.rewritten}</Link>
          </p>
        ))}
      </div>
    );
  if (acts.length === 0) return null;
  const ask = (how: CareAsked["how"]): void =>
    setAsked({ how, failure: message.failure ?? "unspecified", channel: message.channel as CareAsked["channel"], message: message.id });
  return (
    <div className="cv-box">
      <h3>{TEXTS.mend}</h3>
      {message.failure !== null && <p>{failureText(message.failure).whatToDo}</p>}
      <div className="cv-outbox-buttons">
        {acts.map((how) => (
          <button key={how} type="button" className="btn btn-outline-primary btn-sm" onClick={() => ask(how)}>
            {CARE_TEXTS[how].name}
          </button>
        ))}
      </div>
      {asked !== null && <CareDialog asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function Text({ message }: { readonly message: OutboxMessage }) {
  const { sms } = message;
  if (sms !== null)
    return (
      <ol className="cv-sms-parts">
        {sms.parts.map(({ text, units }, at) => (
          <li key={at} className="cv-sms-part">
            <span className="cv-muted cv-small">{`${TEXTS.part(at + 1, sms.parts.length)} · ${TEXTS.units(units, sms.room, sms.encoding)}`}</span>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    );
  return (
    <>
      {message.subject !== null && (
        <p className="mb-1">
          <strong>{`${TEXTS.subject}: ${message.subject}`}</strong>
        </p>
      )}
      <blockquote className="cv-text">{message.body}</blockquote>
      {message.hasFile && (
        <div className="cv-outbox-buttons">
          <a className="btn btn-outline-primary btn-sm" href={`/api/outbox/${message.id}/message.eml`} download>
            {TEXTS.file}
          </a>
          <a
            className="btn btn-outline-primary btn-sm"
            href={`/api/outbox/${message.id}/preview`}
            target="_blank"
            rel="noopener noreferrer"
            title={TEXTS.previewHelp}
          >
            {TEXTS.preview}
          </a>
        </div>
      )}
    </>
  );
}

type Event = OutboxMessage["history"][number] & { readonly key: string };

/** Receipts may repeat word for word: their place is part of what they are. */
const numbered = (history: OutboxMessage["history"]): Event[] => history.map((event, at) => ({ ...event, key: `${at}` }));

const HISTORY: readonly Column<Event>[] = [
  { key: "at", label: TEXTS.columns.at, heading: true, render: (row) => <span className="cv-nowrap">{instant(row.at)}</span> },
  {
    key: "what",
    label: TEXTS.columns.what,
    render: (row) => (
      <span>
        {`${row.from === "attempt" ? TEXTS.attempt : TEXTS.receipt}: ${label(MESSAGE_STATES, row.what)}`}
        <span className="cv-sub">{row.gatewayId}</span>
      </span>
    ),
  },
  {
    key: "code",
    label: TEXTS.columns.code,
    render: (row) => (
      <span className="cv-wrap">{[row.code, row.detail === null ? null : label(MESSAGE_FAILURES, row.detail)].filter((part) => part !== null && part !== "").join(", ") || "–"}</span>
    ),
  },
  {
    key: "raw",
    label: TEXTS.columns.raw,
    render: (row) =>
      row.raw === null || row.raw === "" ? (
        "–"
      ) : (
        <details>
          <summary>{TEXTS.showRaw}</summary>
          <pre className="cv-raw">
            {row.raw}
          </pre>
        </details>
      ),
  },
];
