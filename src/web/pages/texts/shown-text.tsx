// A message as its reader sees it: an SMS in a balloon, an e-mail in a frame of its own; and a text with its placeholders.

import type { Shown, WrittenText } from "../../../contract/texts.ts";
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
        <span className="cv-sub">{shown.html === null ? `${EDITOR.parts(shown.parts, shown.rung)}, ${money}` : money}</span>
      </figcaption>
      {shown.html === null ? (
        <p className="cv-balloon" dir={direction} lang={locale}>
          {shown.text}
        </p>
      ) : (
        <>
          <p className="cv-shown-subject" dir={direction} lang={locale}>
            {shown.subject}
          </p>
          {/* Nothing in it runs, and nothing is fetched. */}
          <iframe className="cv-shown-mail" title={EDITOR.htmlTitle(shown.title)} sandbox="" srcDoc={shown.html} />
        </>
      )}
    </figure>
  );
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
