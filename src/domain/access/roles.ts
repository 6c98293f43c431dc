// The roles of those who enter: what each is for, whether it works in one office, and as whom each acts in the procedures.

import type { Actor } from "../procedure/types.ts";
import { ROLE_TITLES } from "./role-texts.ts";

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
  /** What it is for, in plain Italian. */
  readonly purpose: string;
  /** Works behind the wall of one office; the others have no office. */
  readonly office: boolean;
  /** As whom the procedures' tables know it in `by`; null: no act of a procedure is ever its own. */
  readonly actsAs: Actor | null;
}

export const ROLE_RULES: Readonly<Record<Role, RoleRule>> = {
  operator: {
    purpose: "Segue le persone della propria sede: le convoca, le riceve, compie gli atti delle procedure.",
    office: true,
    actsAs: "operator",
  },
  "day-sheet-clerk": {
    purpose: "Tiene il foglio del giorno della propria sede: chi è atteso, chi si è presentato.",
    office: true,
    actsAs: "clerk",
  },
  "office-manager": {
    purpose:
      "Risponde della sede: approva ciò che altri propongono, vede chi ha aperto le schede della sua sede.",
    office: true,
    actsAs: "office-manager",
  },
  "second-officer": {
    purpose:
      "Guarda una seconda volta, e approva o respinge, ciò che un collega della stessa sede ha proposto.",
    office: true,
    actsAs: "second-officer",
  },
  regional: {
    purpose: "Vede i conti di tutte le sedi, senza nessun nome.",
    office: false,
    actsAs: "regional",
  },
  administrator: {
    purpose:
      "Carica i file, assegna i casi che nessuna regola assegna, tiene utenti e sostituzioni. Non apre le schede delle persone.",
    office: false,
    actsAs: "administrator",
  },
  auditor: {
    purpose: "Controlla chi ha visto che cosa. Legge, e non scrive negli atti di nessuno.",
    office: false,
    actsAs: "auditor",
  },
  integration: {
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
  return ROLE_TITLES[role];
}

/** As whom the procedures' tables know the role; null for who never acts. */
export function procedureActor(role: Role): Actor | null {
  return ROLE_RULES[role].actsAs;
}
