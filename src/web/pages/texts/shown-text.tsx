// A message as its reader sees it: an SMS in a balloon, an e-mail in a frame of its own; and a text with its placeholders.

import type { MailBlock, Shown, WrittenText } from "../../../contract/texts.ts";
import { EDITOR, TEXT_PAGE } from "../../texts/message-texts.ts";

export interface ShownProps {
  readonly shown: Shown;
  readonly currency: string | null;
  readonly direction: "ltr" | "rtl";
  readonly locale: string;
}

export function ShownText({ shown, currency, direction, locale }: ShownProps) {
  const money = shown.cost === null || currency === null ? EDITOR.noCost : EDITOR.cost(shown.cost.toLocaleString("it-IT", { style: "currency", currency, maximumFractionDigits: 4 }));
  return (
    <figure className="cv-shown">
      <figcaption>
        <strong>{shown.title}</strong>
        <span className="cv-sub">{shown.mail === null ? `${EDITOR.parts(shown.parts, shown.rung)}, ${money}` : money}</span>
      </figcaption>
      {shown.mail === null ? (
        <p className="cv-balloon" dir={direction} lang={locale}>
          {shown.text}
        </p>
      ) : (
        <div className="cv-shown-mail">
          <p className="cv-shown-subject" dir={direction} lang={locale}>
            {shown.mail.subject}
          </p>
          {shown.mail.halves.map((half) => (
            <div key={half.locale} className="cv-mail-half" dir={half.direction} lang={half.locale}>
              {half.blocks.map((block, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a block is known by its place alone
                <Block key={index} block={block} />
              ))}
            </div>
          ))}
        </div>
      )}
    </figure>
  );
}

function Block({ block }: { readonly block: MailBlock }) {
  switch (block.block) {
    case "heading":
      return <p className="cv-mail-heading">{block.text}</p>;
    case "paragraph":
      return <p>{block.text}</p>;
    case "list":
      return (
        <>
          <p className="cv-mail-title">{block.title}</p>
          <ul>
            {block.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </>
      );
    case "facts":
      return (
        <dl>
          {block.rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      );
  }
}

export function WrittenBody({ written, direction, locale }: { readonly written: WrittenText; readonly direction: "ltr" | "rtl"; readonly locale: string }) {
  if ("rungs" in written)
    return (
      <ol className="cv-rungs">
        {written.rungs.map((rung) => (
          <li key={rung} dir={direction} lang={locale}>
            {rung}
          </li>
        ))}
      </ol>
    );
  return (
    <div className="cv-written">
      <p dir={direction} lang={locale}>
        <strong dir="ltr" lang="it">{`${TEXT_PAGE.subject}: `}</strong>
        {written.subject}
      </p>
      <pre dir={direction} lang={locale}>
        {written.markup}
      </pre>
    </div>
  );
}
