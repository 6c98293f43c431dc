// What an act would do, shown before it is confirmed: the state, the exact texts that would go out, the terms with their law, tasks, acts that follow.

import type { ActPreview as Preview } from "../../../contract/acts.ts";
import { instant, longDay, phone } from "../../format.ts";
import { PREVIEW } from "../../texts/acts.ts";
import { label } from "../../texts/common.ts";
import { actName } from "../../../domain/procedure/register-texts.ts";
import { taskName } from "../../texts/dossier.ts";
import { MESSAGE_FAILURES } from "../../texts/procedure.ts";
import { Why } from "../why.tsx";

export function ActPreview({ preview, caseId }: { readonly preview: Preview; readonly caseId: string }) {
  const { messages, terms, tasks, acts, stateText } = preview;
  const following = acts.slice(1);
  const quiet = messages.length === 0 && terms.length === 0;
  const whose = (of: string): string => (of === caseId ? PREVIEW.forSelf : PREVIEW.forAnother);
  return (
    <div className="cv-preview">
      <h3>{PREVIEW.title}</h3>
      <p>
        {PREVIEW.after}: <strong>{stateText}</strong>
      </p>
      {quiet && <p>{PREVIEW.nothing}</p>}
      {messages.length > 0 && <h3>{PREVIEW.messages(messages.length)}</h3>}
      <ul>
        {messages.map((message) => (
          <li key={message.channel + message.recipient + message.dueAt + message.body} className="cv-preview-sms">
            <strong>{label(PREVIEW.channel, message.channel)}</strong>{" "}
            {PREVIEW.to(message.channel === "sms" ? phone(message.recipient) : message.recipient)}
            <span className="cv-sub">
              {[
                message.caseId === caseId ? null : PREVIEW.forAnother,
                PREVIEW.when(instant(message.dueAt)),
                message.channel === "sms" ? PREVIEW.parts(message.parts) : null,
              ]
                .filter(Boolean)
                .join(", ")}
            </span>
            {message.subject !== null && <span className="cv-sub">{PREVIEW.subject(message.subject)}</span>}
            <blockquote className="cv-text" aria-label={PREVIEW.exact}>{message.body}</blockquote>
          </li>
        ))}
      </ul>
      {terms.length > 0 && <h3>{PREVIEW.terms}</h3>}
      <ul>
        {terms.map((term) => (
          <li key={term.title + term.dueOn}>
            {PREVIEW.term(term.title, longDay(term.dueOn))} <Why about={term.title} law={term.law} />
          </li>
        ))}
      </ul>
      {tasks.length > 0 && <h3>{PREVIEW.tasks}</h3>}
      <ul>
        {tasks.map((task) => (
          <li key={task.kind + task.reason}>
            {taskName(task.kind)}
            <span className="cv-sub">{MESSAGE_FAILURES[task.reason] ?? task.detail ?? task.reason}</span>
          </li>
        ))}
      </ul>
      {following.length > 0 && <h3>{PREVIEW.acts}</h3>}
      <ul>
        {following.map((act, at) => (
          // The same act may follow twice in a household.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>{`${actName(act.kind)} (${whose(act.caseId)})`}</li>
        ))}
      </ul>
    </div>
  );
}
