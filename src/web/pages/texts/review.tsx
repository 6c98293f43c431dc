// Beside the editor: what is to be corrected, and how the text would arrive.

import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { ReviewAnswer, TextDetail } from "../../../contract/texts.ts";
import { Badge } from "../../parts/badge.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Failure, Loading } from "../../parts/states.tsx";
import { EDITOR } from "../../texts/message-texts.ts";
import { ShownText } from "./shown-text.tsx";

export function Review({ detail, result, isBehind }: { readonly detail: TextDetail; readonly result: UseQueryResult<ReviewAnswer>; readonly isBehind: boolean }) {
  const review = result.data;
  return (
    <div className="cv-editor-review" data-behind={isBehind}>
      {result.isError && <Failure error={result.error} />}
      {review === undefined ? !result.isError && <Loading lines={4} /> : <Reviewed detail={detail} review={review} />}
    </div>
  );
}

function Reviewed({ detail, review }: { readonly detail: TextDetail; readonly review: ReviewAnswer }) {
  const [which, setWhich] = useState("0");
  const errors = review.findings.filter(({ severity }) => severity === "error").length;
  const shown = review.shown[Number(which)] ?? review.shown[0];
  return (
    <>
      <section aria-labelledby="da-correggere">
        <h2 id="da-correggere">{EDITOR.findings}</h2>
        <p role="status" className={errors > 0 ? "cv-field-error" : "cv-muted"}>
          {errors > 0 ? EDITOR.errors(errors) : review.findings.length === 0 ? EDITOR.noFindings : ""}
        </p>
        <ul className="cv-findings">
          {review.findings.map((finding) => (
            <li key={finding.where + finding.message + (finding.excerpt ?? "")}>
              <Badge tone={finding.severity === "error" ? "bad" : "doubt"}>{finding.severity === "error" ? EDITOR.error : EDITOR.warning}</Badge>
              <span>
                <strong>{finding.where}</strong>
                {`: ${finding.message}`}
                {finding.excerpt !== null && <code> {finding.excerpt}</code>}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="come-arriva">
        <h2 id="come-arriva">{EDITOR.shown}</h2>
        {shown === undefined ? (
          <p className="cv-muted">{EDITOR.notShown}</p>
        ) : (
          <>
            <Segments label={EDITOR.shown} value={which} onChange={setWhich} options={review.shown.map(({ title }, index) => [String(index), title] as const)} />
            <ShownText shown={shown} currency={review.currency} direction={detail.direction} locale={detail.locale} />
          </>
        )}
      </section>
    </>
  );
}
