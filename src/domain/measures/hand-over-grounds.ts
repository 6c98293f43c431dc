// Grounds for which an operator may send a household to the services of its municipality, as far as measures say them in the same words.

import type { HandOverRule } from "./types.ts";

/** The general criteria are left to an agreement whose text was not found: these are the headings of what may be written in the reasons. */
export const HAND_OVER_GROUNDS = [
  { code: "C1", title: "Fragilità o disagio psicologico e sociale" },
  { code: "C2", title: "Salute, disabilità non accertata o dipendenze" },
  { code: "C3", title: "Condizione abitativa precaria o assente" },
  { code: "C4", title: "Carichi di cura che il nucleo non riesce a sostenere" },
  { code: "C5", title: "Bisogni dei minori del nucleo" },
  { code: "C6", title: "Violenza, sfruttamento o tutela della persona" },
  { code: "C7", title: "Istruzione o lingua che impediscono di avviare un percorso di lavoro" },
  { code: "C8", title: "Altra particolare criticità, descritta nelle motivazioni" },
] as const satisfies HandOverRule["grounds"];
