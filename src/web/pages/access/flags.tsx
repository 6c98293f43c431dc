// The flags of unusual accesses: what was found, by which accesses; closed with an outcome and a reason.

import { useState } from "react";
import type { AccessFlag, AccessFlags, FlagOutcome } from "../../../contract/access.ts";
import { UNUSUAL_TEXTS } from "../../../domain/access/texts.ts";
import { fullName, instant, shortDay } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Badge } from "../../parts/badge.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty } from "../../parts/states.tsx";
import { ACCESSES, actionText, FLAGS, foundText } from "../../texts/access.ts";
import { RoleAndOffice, Who, Why } from "./access-cells.tsx";

export function Flags({ state }: { readonly state: "open" | "closed" }) {
  const [closing, setClosing] = useState<AccessFlag | null>(null);
  const result = usePages<AccessFlags>("/api/access-flags", { state });
  const empty = (
    <Empty title={state === "open" ? FLAGS.none : FLAGS.noneClosed} icon="check-circle">
      <p>{FLAGS.noneHelp}</p>
    </Empty>
  );
  return (
    <>
      <LoadedPages result={result} rowsOf={(page) => page.rows} empty={empty}>
        {(rows, first) => (
          <>
            <p className="cv-muted" role="status">
              {ACCESSES.openCount(first?.open ?? 0)}
            </p>
            <ul className="cv-flags">
              {rows.map((flag) => (
                <li key={flag.id}>
                  <Flag flag={flag} onClose={() => setClosing(flag)} />
                </li>
              ))}
            </ul>
          </>
        )}
      </LoadedPages>
      {closing !== null && <Close flag={closing} onClose={() => setClosing(null)} />}
    </>
  );
}

function Flag({ flag, onClose }: { readonly flag: AccessFlag; readonly onClose: () => void }) {
  const who = flag.actorName ?? flag.actor;
  return (
    <article className="cv-flag" aria-labelledby={`segnalazione-${flag.id}`}>
      <div className="cv-flag-head">
        <h2 id={`segnalazione-${flag.id}`}>
          {UNUSUAL_TEXTS[flag.rule]}
          {flag.person !== null && `: ${fullName(flag.person)}`}
        </h2>
        <Badge
          tone={flag.closed === null ? "doubt" : "plain"}
        >{`${FLAGS.accesses(flag.count)} ${FLAGS.on(shortDay(flag.day))}`}</Badge>
      </div>
      <p>{foundText(flag.rule, flag.detail)}</p>
      <div className="cv-flag-who">
        <div>
          <Who row={flag} />
        </div>
        <div>
          <RoleAndOffice row={flag} />
        </div>
      </div>
      <details>
        <summary>{FLAGS.which}</summary>
        {flag.views.length < flag.count && (
          <p className="cv-muted">{FLAGS.fewer(flag.views.length, flag.count)}</p>
        )}
        <ul>
          {flag.views.map((view) => (
            <li key={view.id}>
              <time dateTime={view.at}>{instant(view.at)}</time>
              <span>
                {view.person === null
                  ? actionText(view.action)
                  : `${actionText(view.action)}: ${fullName(view.person)}`}
              </span>
              <span className="cv-muted">
                <Why kind={view.reasonKind} />
              </span>
            </li>
          ))}
        </ul>
      </details>
      {flag.closed === null ? (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={FLAGS.closeFor(UNUSUAL_TEXTS[flag.rule], who)}
          onClick={onClose}
        >
          {FLAGS.close}
        </button>
      ) : (
        <p className="cv-box">
          <strong>{FLAGS.outcomes[flag.closed.outcome]}</strong>
          <span className="cv-sub">{FLAGS.closedBy(instant(flag.closed.at), flag.closed.by)}</span>
          {flag.closed.reason}
        </p>
      )}
    </article>
  );
}

function Close({ flag, onClose }: { readonly flag: AccessFlag; readonly onClose: () => void }) {
  const [outcome, setOutcome] = useState<FlagOutcome | null>(null);
  return (
    <ActForm
      title={FLAGS.close}
      explain={FLAGS.closeExplain}
      path={`/api/access-flags/${flag.id}/close`}
      body={outcome === null ? null : { outcome }}
      missing={FLAGS.missing}
      confirm={FLAGS.close}
      onClose={onClose}
    >
      <fieldset className="cv-field">
        <legend>{FLAGS.outcome}</legend>
        {(Object.entries(FLAGS.outcomes) as [FlagOutcome, string][]).map(([key, text]) => (
          <label key={key} className="cv-radio">
            <input type="radio" name="outcome" checked={outcome === key} onChange={() => setOutcome(key)} />
            {text}
          </label>
        ))}
      </fieldset>
    </ActForm>
  );
}
