// What somebody is about to read, word for word, with its hour; and what becomes of the messages of before.

import type { TextPreview as Preview } from "../../../contract/agenda.ts";
import { instant, phone } from "../../format.ts";
import { MOVE } from "../../texts/agenda.ts";

export function TextPreview({ preview }: { readonly preview: Preview }) {
  if (preview.sameTime) return <p className="cv-preview-note">{MOVE.deskOnly}</p>;
  return (
    <section className="cv-text-preview" aria-label={MOVE.willRead}>
      <h3>{MOVE.willRead}</h3>
      {preview.messages.length === 0 && preview.task === null && <p>{MOVE.nothing}</p>}
      {preview.task !== null && (
        <p className="cv-preview-task">
          <strong>{MOVE.task}</strong> {preview.task}
        </p>
      )}
      <ul>
        {preview.messages.map((one) => (
          <li key={`${one.channel}${one.recipient}`}>
            <p className="cv-small mb-1">
              <strong>{MOVE.channels[one.channel] ?? one.channel}</strong>
              {` · ${one.channel === "sms" ? phone(one.recipient) : one.recipient} · ${MOVE.leaves(instant(one.dueAt))}`}
              {one.channel === "sms" && one.parts > 1 ? ` · ${MOVE.parts(one.parts)}` : ""}
            </p>
            {one.subject !== null && <p className="cv-small mb-1">{`${MOVE.subject}: ${one.subject}`}</p>}
            {one.channel === "sms" ? (
              <p className="cv-text-body">{one.body}</p>
            ) : (
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard
              <pre className="cv-text-body cv-text-long" tabIndex={0} aria-label={MOVE.channels[one.channel] ?? one.channel}>
                {one.body}
              </pre>
            )}
          </li>
        ))}
      </ul>
      {preview.withdrawn.length > 0 && <p className="cv-small mb-1">{MOVE.withdrawn(preview.withdrawn.length)}</p>}
      {preview.messages.length > 0 && (
        <p className="cv-small mb-1">{preview.reminderAt === null ? MOVE.noReminder : MOVE.reminder(instant(preview.reminderAt))}</p>
      )}
    </section>
  );
}
