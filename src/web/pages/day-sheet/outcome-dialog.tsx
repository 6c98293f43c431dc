// The outcome of one appointment: the acts that the table allows now, the others with their reason; what follows, shown before it is recorded.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { Link } from "react-router";
import type { DayAct, OutcomeOffers, RecordOutcome } from "../../../contract/day-sheet.ts";
import { get } from "../../api.ts";
import { longInstant } from "../../format.ts";
import { newActId } from "../../parts/act/draft.ts";
import { Dialog, takeFocus } from "../../parts/dialog.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { Why } from "../../parts/why.tsx";
import { COMMON } from "../../texts/common.ts";
import { OUTCOME } from "../../texts/day-sheet.ts";
import { Follows } from "./follows.tsx";
import { useDeed } from "./live.ts";
import type { LiveSheet } from "./live.ts";
import { EMPTY_ANSWER, gapIn, OutcomeFields } from "./outcome-fields.tsx";

/** Whoever comes is put down at the door: who asks for an outcome has mostly waited in vain. What corrects stands below. */
const LIKELY: readonly DayAct[] = ["record-no-show", "record-attendance", "justify", "correct-attendance", "correct-absence", "cancel"];

export interface OutcomeDialogProps {
  readonly caseId: string;
  readonly summonsId: string;
  readonly name: string;
  readonly live: LiveSheet;
  readonly onClose: () => void;
}

export function OutcomeDialog(props: OutcomeDialogProps) {
  const { caseId, summonsId, name, onClose } = props;
  const result = useQuery({
    queryKey: ["day-sheet", "outcomes", summonsId],
    queryFn: ({ signal }) =>
      get<OutcomeOffers>(`/api/day-sheet/cases/${caseId}/summonses/${summonsId}`, signal),
    // What was chosen stays as it is while one is choosing; a refusal asks again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Dialog title={OUTCOME.title(name)} onClose={onClose}>
      <Loaded result={result} lines={4}>
        {(offers) => <Offers offers={offers} {...props} />}
      </Loaded>
    </Dialog>
  );
}

function Offers({ offers, live, onClose }: OutcomeDialogProps & { readonly offers: OutcomeOffers }) {
  const id = useId();
  const allowed = offers.acts.filter((one) => one.allowed).toSorted((a, b) => LIKELY.indexOf(a.act) - LIKELY.indexOf(b.act));
  const greyed = offers.acts.filter((one) => !one.allowed);
  const [act, setAct] = useState<DayAct | null>(allowed.length === 1 ? allowed[0]!.act : null);
  const [answer, setAnswer] = useState(() => ({ ...EMPTY_ANSWER, toldOn: live.sheet.today }));
  const [gap, setGap] = useState<string | null>(null);
  const deed = useDeed<RecordOutcome>(() => "/api/day-sheet/outcomes", onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (act === null) return;
    const missing = gapIn(act, answer);
    setGap(missing);
    if (missing !== null) return;
    const { caseId, summonsId, version, noShow } = offers;
    deed.mutate({
      caseId,
      summonsId,
      version,
      act,
      actId: newActId(),
      reason: answer.reason,
      ...(act === "record-no-show" ? { counterSeen: noShow?.countBefore ?? 0 } : {}),
      ...(act === "justify"
        ? {
            justifiedReason: answer.justifiedReason,
            evidenceSeen: answer.evidenceSeen,
            toldOn: answer.toldOn,
            impedimentUntil: answer.impedimentUntil === "" ? null : answer.impedimentUntil,
          }
        : {}),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <p>{OUTCOME.explain(longInstant(offers.startsAt), offers.stateText)}</p>
      {allowed.length === 0 ? (
        <p className="fw-semibold">{OUTCOME.none}</p>
      ) : (
        <fieldset className="cv-outcomes">
          <legend>{OUTCOME.choose}</legend>
          {allowed.map((one, at) => (
            <div key={one.act} className="cv-outcome">
              <label className="cv-radio">
                <input type="radio" name={id} ref={at === 0 ? takeFocus : null} checked={act === one.act} onChange={() => setAct(one.act)} />
                {one.label}
              </label>
              <Why about={one.label} law={one.law} />
            </div>
          ))}
        </fieldset>
      )}
      {act !== null && (
        <OutcomeFields
          act={act}
          reasons={offers.reasons}
          answer={answer}
          setAnswer={setAnswer}
          today={live.sheet.today}
        />
      )}
      {act === "record-no-show" && offers.noShow !== null && <Follows after={offers.noShow} />}
      {greyed.length > 0 && (
        <details className="cv-outcomes-greyed">
          <summary>{OUTCOME.notNow}</summary>
          <ul>
            {greyed.map((one) => (
              <li key={one.act}>
                {one.label} <Why about={one.label} sentence={one.reason} law={one.law} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {gap !== null && (
        <p className="cv-field-error" role="alert">
          {gap}
        </p>
      )}
      {deed.isError && <Failure error={deed.error} />}
      <div className="cv-dialog-actions">
        {live.can.openPerson && (
          <Link to={`/persone/${offers.caseId}`} className="btn btn-outline-primary">
            {OUTCOME.person}
          </Link>
        )}
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {COMMON.cancel}
        </button>
        {allowed.length > 0 && (
          <button type="submit" className="btn btn-primary" disabled={act === null || deed.isPending}>
            {OUTCOME.confirm}
          </button>
        )}
      </div>
    </form>
  );
}
