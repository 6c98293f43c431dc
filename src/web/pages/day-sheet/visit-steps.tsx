// The steps of somebody's visit, as buttons: called, received, gone, taken back.

import type { VisitStep } from "../../../contract/day-sheet.ts";
import { ROOM } from "../../texts/day-sheet.ts";
import { useDeed } from "./live.ts";

export interface VisitSteps {
  /** What came of the last step. */
  readonly deed: ReturnType<typeof useDeed<VisitStep>>;
  /** A button that takes a step; its number in the room is read aloud after its text. */
  readonly button: (text: string, step: VisitStep, look?: "primary") => React.JSX.Element;
}

export function useVisitSteps(visitId: string, ticket: number): VisitSteps {
  const deed = useDeed<VisitStep>(() => `/api/day-sheet/visits/${visitId}`);
  return {
    deed,
    button: (text, step, look) => (
      <button
        type="button"
        className={look === "primary" ? "btn btn-primary btn-sm" : "btn btn-outline-primary btn-sm"}
        disabled={deed.isPending}
        onClick={() => deed.mutate(step)}
      >
        {text}
        <span className="visually-hidden">{ROOM.callOf(ticket)}</span>
      </button>
    ),
  };
}
