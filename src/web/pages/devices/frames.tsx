// A phone and a mailbox, drawn with what they received.

import type { SeenMessage } from "../../../contract/demo.ts";
import { instant, phone } from "../../format.ts";
import { Icon } from "../../parts/icon.tsx";
import { Empty } from "../../parts/states.tsx";
import { DEVICES } from "../../texts/regional.ts";
import { PhoneAnswer } from "./phone-answer.tsx";

/** A telephone makes an address into a link; here only those of this very place, in a page of their own. */
function linked(text: string) {
  const [before = "", path] = text.split(`${location.origin}/r/`);
  if (path === undefined) return text;
  return (
    <>
      {before}
      <a href={`/r/${path}`} target="_blank" rel="noreferrer">{`${location.origin}/r/${path}`}</a>
    </>
  );
}

const keyOf = (message: SeenMessage, at: number): string => `${message.at}${at}`;

export function PhoneFrame({
  number,
  messages,
}: {
  readonly number: string;
  readonly messages: readonly SeenMessage[];
}) {
  return (
    <section className="cv-phone" aria-label={DEVICES.phoneOf(phone(number))}>
      <h2 className="cv-phone-head">{phone(number)}</h2>
      <div className="cv-phone-screen">
        {messages.length === 0 && <p>{DEVICES.noMessages}</p>}
        {messages.toReversed().map((message, at) => (
          <article key={keyOf(message, at)} className="cv-sms">
            <h3>{message.from}</h3>
            <p className="cv-wrap">{linked(message.text)}</p>
            {message.at !== null && <time dateTime={message.at}>{instant(message.at)}</time>}
          </article>
        ))}
      </div>
      {messages.length > 0 && <PhoneAnswer key={number} number={number} />}
    </section>
  );
}

export function MailFrame({
  address,
  messages,
}: {
  readonly address: string;
  readonly messages: readonly SeenMessage[];
}) {
  return (
    <section className="cv-mailbox" aria-label={DEVICES.mailboxOf(address)}>
      <h2 className="cv-mailbox-head cv-wrap">
        <Icon name="mail" />
        {address}
      </h2>
      {messages.length === 0 && <Empty title={DEVICES.noMessages} icon="mail" />}
      {messages.map((message, at) => (
        <article key={keyOf(message, at)} className="cv-mail">
          <h3>{message.subject ?? DEVICES.noSubject}</h3>
          <p className="cv-muted cv-small">
            {[`${DEVICES.from} ${message.from}`, message.at === null ? null : instant(message.at)]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <p className="cv-mail-text">{message.text}</p>
          {message.attachments.length > 0 && (
            <p className="cv-small mb-0">
              <Icon name="clip" />
              {`${DEVICES.attachments}: ${message.attachments.join(", ")}`}
            </p>
          )}
        </article>
      ))}
    </section>
  );
}
