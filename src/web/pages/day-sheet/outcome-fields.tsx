// What each outcome asks for: a reason, or why the absence is justified and with what proof.

import { useId } from "react";
import type { DayAct, OutcomeOffers } from "../../../contract/day-sheet.ts";
import { OUTCOME } from "../../texts/day-sheet.ts";

export interface Answer {
  readonly reason: string;
  readonly justifiedReason: string;
  readonly evidenceSeen: boolean;
  readonly toldOn: string;
  readonly impedimentUntil: string;
}
export const EMPTY_ANSWER: Answer = {
  reason: "",
  justifiedReason: "",
  evidenceSeen: false,
  toldOn: "",
  impedimentUntil: "",
};

const WITH_REASON: ReadonlySet<DayAct> = new Set(["correct-absence", "correct-attendance", "cancel"]);
const SHORTEST_REASON = 5;

/** What is missing before the server is asked; the server asks again, by the table. */
export function gapIn(act: DayAct, { reason, justifiedReason }: Answer): string | null {
  if (WITH_REASON.has(act) && reason.trim().length < SHORTEST_REASON) return OUTCOME.reasonMissing;
  return act === "justify" && justifiedReason === "" ? OUTCOME.chooseReason : null;
}

export interface OutcomeFieldsProps {
  readonly act: DayAct;
  readonly reasons: OutcomeOffers["reasons"];
  readonly answer: Answer;
  readonly setAnswer: (answer: Answer) => void;
  readonly today: string;
}

export function OutcomeFields({ act, reasons, answer, setAnswer, today }: OutcomeFieldsProps) {
  const id = useId();
  const set = (change: Partial<Answer>): void => setAnswer({ ...answer, ...change });
  if (act !== "justify" && !WITH_REASON.has(act)) return null;
  return (
    <div>
      {act === "justify" && (
        <>
          <div className="cv-field">
            <label htmlFor={`${id}-why`}>{OUTCOME.justifiedReason}</label>
            <select
              id={`${id}-why`}
              value={answer.justifiedReason}
              onChange={(event) => set({ justifiedReason: event.target.value })}
            >
              <option value="">{OUTCOME.chooseReason}</option>
              {reasons.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.text}
                </option>
              ))}
            </select>
          </div>
          <label className="cv-radio">
            <input
              type="checkbox"
              checked={answer.evidenceSeen}
              onChange={(event) => set({ evidenceSeen: event.target.checked })}
            />
            {OUTCOME.evidence}
          </label>
          <div className="cv-field">
            <label htmlFor={`${id}-told`}>{OUTCOME.toldOn}</label>
            <input
              id={`${id}-told`}
              type="date"
              max={today}
              value={answer.toldOn}
              onChange={(event) => set({ toldOn: event.target.value })}
            />
          </div>
          <div className="cv-field">
            <label htmlFor={`${id}-until`}>{OUTCOME.impedimentUntil}</label>
            <input
              id={`${id}-until`}
              type="date"
              value={answer.impedimentUntil}
              onChange={(event) => set({ impedimentUntil: event.target.value })}
              aria-describedby={`${id}-until-help`}
            />
            <small id={`${id}-until-help`}>{OUTCOME.impedimentHelp}</small>
          </div>
        </>
      )}
      <div className="cv-field">
        <label htmlFor={`${id}-reason`}>{act === "justify" ? OUTCOME.note : OUTCOME.reason}</label>
        <textarea
          id={`${id}-reason`}
          rows={3}
          maxLength={500}
          value={answer.reason}
          onChange={(event) => set({ reason: event.target.value })}
          aria-describedby={`${id}-reason-help`}
        />
        <small id={`${id}-reason-help`}>{act === "justify" ? OUTCOME.noteHelp : OUTCOME.reasonHelp}</small>
      </div>
    </div>
  );
}
