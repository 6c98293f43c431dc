// What the pages say of an agreed meeting.

import { MEETING_ACTS, MEETING_TEXTS } from "../../domain/meetings/texts.ts";

export const MEETING = {
  name: MEETING_TEXTS.name,
  came: MEETING_ACTS.came,
  cameOf: (name: string): string => `${name}: è venuta all’incontro concordato`,
  missed: MEETING_ACTS.missed,
  missedOf: (name: string): string => `${name}: non è venuta all’incontro concordato`,
  undo: "Correggi",
  undoOf: (name: string): string => `Correggi l’esito dell’incontro di ${name}`,
  undoTitle: "Correggi l’esito dell’incontro concordato",
  undoExplain: "L’incontro torna da registrare. L’esito di prima resta nel registro, con il motivo della correzione.",
  undoConfirm: "Correggi l’esito",
  cancel: MEETING_ACTS.cancel,
  cancelTitle: "Annulla l’incontro concordato",
  cancelExplain: "Il posto torna libero e la persona riceve un avviso, senza il motivo. Il motivo resta nel registro.",
  undecided: "Incontri concordati senza esito",
  undecidedHelp: "Chi non viene a un incontro concordato non commette un’assenza: si scrive, e non ne segue nulla.",
  outcomes: { came: "venuta", missed: "non venuta", moved: "spostato", "called-off": "annullato", replaced: "sostituito da un altro" },
} as const;
