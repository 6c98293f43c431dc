// Messages to this person: the exact text, and everything the gateways answered.

import type { Message } from "../../../contract/person.ts";
import { certifiedReceiptName } from "../../../domain/messages/certified-texts.ts";
import { instant, phone } from "../../format.ts";
import { Badge, stateTone } from "../../parts/badge.tsx";
import { label } from "../../texts/common.ts";
import { PERSON } from "../../texts/office.ts";
import { CHANNELS, MESSAGE_FAILURES, MESSAGE_KINDS, MESSAGE_STATES } from "../../texts/procedure.ts";

export function Messages({ messages, caseId }: { readonly messages: readonly Message[]; readonly caseId: string }) {
  return (
    <>
      {messages.length === 0 && <p className="cv-box">{PERSON.noMessages}</p>}
      {messages.map((message) => (
        <article key={message.id} className="cv-box cv-message">
          <div className="cv-message-head">
            <h3>{`${label(MESSAGE_KINDS, message.kind)}, ${label(CHANNELS, message.channel)}`}</h3>
            <Badge tone={stateTone(message.state)}>{label(MESSAGE_STATES, message.state)}</Badge>
            <span className="cv-muted cv-small">{instant(message.acceptedAt ?? message.dueAt)}</span>
          </div>
          <p className="cv-small cv-muted mb-1">
            {[
              `${PERSON.recipient}: ${phone(message.recipient)}`,
              `${PERSON.sender}: ${message.sender}`,
              message.channel === "sms" ? PERSON.parts(message.parts) : null,
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          {message.subject !== null && (
            <p className="mb-1">
              <strong>{`${PERSON.subject}: ${message.subject}`}</strong>
            </p>
          )}
          <blockquote className="cv-text" aria-label={PERSON.exactText}>
            {message.body}
          </blockquote>
          <History message={message} caseId={caseId} />
        </article>
      ))}
    </>
  );
}

function History({ message, caseId }: { readonly message: Message; readonly caseId: string }) {
  if (message.history.length === 0) return <p className="cv-muted cv-small mb-0">{PERSON.noHistory}</p>;
  return (
    <details className="cv-details">
      <summary>{`${PERSON.history} (${message.history.length})`}</summary>
      <ol>
        {message.history.map((event, at) => (
          // Receipts may repeat word for word: their place is part of what they are.
          <li key={`${event.at}${event.what}${at}`}>
            {[
              instant(event.at),
              label(MESSAGE_STATES, event.what),
              event.detail === null ? null : label(MESSAGE_FAILURES, event.detail),
              event.code === null ? null : event.original === null ? PERSON.gatewayCode(event.code) : certifiedReceiptName(event.code),
              event.signer === null ? null : PERSON.signedBy(event.signer, event.signerTrusted === true),
            ]
              .filter(Boolean)
              .join(", ")}
            {event.original !== null && (
              <>
                {". "}
                <a href={`/api/cases/${caseId}/signed-mail/${event.original}`} download>
                  {PERSON.signedMail}
                </a>
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
