// The roles of those who enter: their Italian names, whether each works in one office, and as whom each acts in the procedures.

import type { Actor } from "../procedure/types.ts";

export const ROLES = [
  "operator",
  "day-sheet-clerk",
  "office-manager",
  "second-officer",
  "regional",
  "administrator",
  "auditor",
  "integration",
] as const;
export type Role = (typeof ROLES)[number];

export interface RoleRule {
  /** As screens and pages call it. */
  readonly title: string;
  /** What it is for, in plain Italian. */
  readonly purpose: string;
  /** Works behind the wall of one office; the others have no office. */
  readonly office: boolean;
  /** As whom the procedures' tables know it in `by`; null: no act of a procedure is ever its own. */
  readonly actsAs: Actor | null;
}

export const ROLE_RULES: Readonly<Record<Role, RoleRule>> = {
  operator: {
    title: "Operatore",
    purpose: "Segue le persone della propria sede: le convoca, le riceve, compie gli atti delle procedure.",
    office: true,
    actsAs: "operator",
  },
  "day-sheet-clerk": {
    title: "Addetto all’accoglienza",
    purpose: "Tiene il foglio del giorno della propria sede: chi è atteso, chi si è presentato.",
    office: true,
    actsAs: "clerk",
  },
  "office-manager": {
    title: "Responsabile di sede",
    purpose:
      "Risponde della sede: approva ciò che altri propongono, vede chi ha aperto le schede della sua sede.",
    office: true,
    actsAs: "office-manager",
  },
  "second-officer": {
    title: "Secondo operatore",
    purpose:
      "Guarda una seconda volta, e approva o respinge, ciò che un collega della stessa sede ha proposto.",
    office: true,
    actsAs: "second-officer",
  },
  regional: {
    title: "Cabina di regia regionale",
    purpose: "Vede i conti di tutte le sedi, senza nessun nome.",
    office: false,
    actsAs: "regional",
  },
  administrator: {
    title: "Amministratore del nodo",
    purpose:
      "Carica i file, assegna i casi che nessuna regola assegna, tiene utenti e sostituzioni. Non apre le schede delle persone.",
    office: false,
    actsAs: "administrator",
  },
  auditor: {
    title: "Revisore",
    purpose: "Controlla chi ha visto che cosa. Legge, e non scrive negli atti di nessuno.",
    office: false,
    actsAs: "auditor",
  },
  integration: {
    title: "Sistema collegato",
    purpose:
      "Un altro programma, che porta notifiche e riscontri per la via a lui aperta. Non legge le persone.",
    office: false,
    actsAs: null,
  },
};

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** Whether the role works in one office: its sessions must name it, and everything it reads stands behind that office's wall. */
export function needsOffice(role: Role): boolean {
  return ROLE_RULES[role].office;
}

/** The role's Italian name. */
export function roleTitle(role: Role): string {
  return ROLE_RULES[role].title;
}

/** As whom the procedures' tables know the role; null for who never acts. */
export function procedureActor(role: Role): Actor | null {
  return ROLE_RULES[role].actsAs;
}
