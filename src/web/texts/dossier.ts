// How the desk’s tasks that come from the procedures are named: the procedure, then what is asked.

import { PROCEDURE_WORDS } from "../../domain/procedure/register-texts.ts";
import { TASKS } from "./procedure.ts";

const ASKED: readonly (readonly [RegExp, string])[] = [
  [/^term$/, "termine scaduto, una persona deve decidere"],
  [/^breach/, "un fatto da valutare"],
  [/^review/, "da rileggere"],
  [/^tell$/, "informare la persona"],
  [/^convene-again$/, "da convocare di nuovo"],
  [/^another-date$/, "ha chiesto un’altra data"],
  [/^declined$/, "ha risposto che non verrà"],
];

/** The name of a task of the desk: «Convocazione: ha chiesto un’altra data». */
export function taskName(kind: string): string {
  const own = TASKS[kind];
  if (own !== undefined) return own;
  const [what = "", rest = ""] = kind.split(":");
  const table = PROCEDURE_WORDS[rest.split("/")[0] ?? ""];
  if (table === undefined) return kind;
  return `${table.name}: ${ASKED.find(([pattern]) => pattern.test(what))?.[1] ?? "da provvedere"}`;
}
