// How each act changes the data of a summons: used when acting, and to read the register again.

import type { JustifiedReason } from "../measures/words.ts";
import type { ActDone } from "../procedure/act-done.ts";
import type { SummonsData, SummonsFields } from "./data.ts";
import type { SummonsAct } from "./types.ts";

/** The data of a summons once `act` is done. Fields are taken one by one: whatever else comes with an input is not stored. */
export function summonsAfter(
  data: SummonsData,
  act: SummonsAct,
  input: SummonsFields,
  done: ActDone,
): SummonsData {
  const said = { ...data, reason: input.reason?.trim() ?? data.reason };
  switch (act) {
    case "plan":
    case "agree-at-desk":
    case "move":
      return seated(said, input);
    case "ask-another-date":
      return { ...said, asked: { reason: said.reason, on: done.on } };
    case "record-no-show":
      return input.absence === undefined
        ? said
        : { ...said, absence: { ...input.absence, recordedBy: done.by } };
    case "justify":
      return justified(said, input, done);
    default:
      return said;
  }
}

/** A new seat is a new date of the same summons; what was asked about the old one is past. */
function seated(data: SummonsData, { appointment, own }: SummonsFields): SummonsData {
  if (appointment === undefined) return data;
  return { ...data, appointment, asked: null, ...(own === true ? { ownMoves: (data.ownMoves ?? 0) + 1 } : {}) };
}

function justified(data: SummonsData, input: SummonsFields, { on, by }: ActDone): SummonsData {
  const { justifiedReason, toldOn, impedimentUntil } = input;
  if (justifiedReason === undefined) return data;
  return {
    ...data,
    // One of the measure's list: the table has asked for it.
    justification: { reason: justifiedReason as JustifiedReason, toldOn: toldOn ?? on, by },
    impedimentUntil: impedimentUntil ?? data.impedimentUntil,
  };
}
