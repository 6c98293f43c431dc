// What may be in suspense for a case: a bit each of the worklist's row, what it comes from, whose move it is, the norm it stands on.

import { CITATIONS } from "../law/citation.ts";
import type { Citation, CitationKey } from "../law/citation.ts";

/** "us": the office must act. "person": the person's answer or act is awaited. "fact": true of the case, nothing to do by itself. */
export type Move = "us" | "person" | "fact";

export interface PendingRule {
  /** Its bit in the row, as migration 0023 writes it: never given to another kind. */
  readonly bit: number;
  readonly move: Move;
  /** Terms whose day is this kind's deadline: "T2" of the notice, or "procedure/kind" of an item. */
  readonly terms?: readonly string[];
  /** Norms, of each measure its own: the first that rules the measure is shown. */
  readonly law?: readonly CitationKey[];
  /** The states (and, of «sportello», the tasks) that set the bit; none: it follows from other bits, or stands in the row itself. */
  readonly from?: readonly (readonly [procedure: string, ...states: string[]])[];
}

const rule = (bit: number, move: Move, rest: Omit<PendingRule, "bit" | "move"> = {}): PendingRule => ({ bit, move, ...rest });

const CONVENE = ["DL4_2019_ART4_C5", "DL48_2023_ART4", "DLGS150_2015_ART20"] as const;
const SUMMONS = ["DL4_2019_ART4_C15QUINQUIES", "DLGS150_2015_ART20"] as const;
const BREACH = ["DL4_2019_ART7_C7", "DL48_2023_ART8_C6", "DLGS150_2015_ART21_C7"] as const;
const AGREE = ["DL4_2019_ART4_C7", "DL48_2023_ART4", "DLGS150_2015_ART20"] as const;
const DUTIES = ["DL4_2019_ART4_C3", "DL48_2023_ART6"] as const;

export const PENDING = {
  "to-convene": rule(0, "us", { terms: ["T2"], law: CONVENE }),
  "to-tell": rule(1, "us", { terms: ["T2"], law: CONVENE, from: [["convocazione", "planned"]] }),
  "no-answer": rule(2, "person", { terms: ["meeting"], law: SUMMONS, from: [["convocazione", "issued"]] }),
  confirmed: rule(3, "person", { terms: ["meeting"], law: SUMMONS, from: [["convocazione", "confirmed"]] }),
  "asks-another-date": rule(4, "us", { terms: ["meeting"], law: SUMMONS, from: [["convocazione", "asks-another-date"]] }),
  declined: rule(5, "us", { terms: ["meeting"], law: SUMMONS, from: [["convocazione", "declined"]] }),
  "not-delivered": rule(6, "us", {
    terms: ["meeting"],
    law: SUMMONS,
    from: [
      ["convocazione", "not-delivered"],
      ["sportello", "not-delivered"],
    ],
  }),
  unreachable: rule(7, "us", { terms: ["T2"], law: CONVENE, from: [["sportello", "unreachable"]] }),
  uncertain: rule(8, "us", { terms: ["meeting"], law: SUMMONS, from: [["sportello", "uncertain"]] }),
  "may-justify": rule(9, "us", {
    terms: ["convocazione/justify", "condizionalita/justify"],
    law: ["DELIBERA_ANPAL_54_2019"],
    from: [
      ["convocazione", "absent"],
      ["condizionalita", "may-justify"],
    ],
  }),
  held: rule(10, "us", { terms: ["condizionalita/hold", "condizionalita/report"], law: BREACH, from: [["condizionalita", "held"]] }),
  "to-approve": rule(11, "us", {
    terms: ["condizionalita/report"],
    law: BREACH,
    from: [
      ["condizionalita", "proposed"],
      ["invio-al-comune", "proposed"],
    ],
  }),
  "to-report": rule(12, "us", { terms: ["condizionalita/report"], law: BREACH, from: [["condizionalita", "approved"]] }),
  reported: rule(13, "fact", { terms: ["condizionalita/cancel-report"], law: ["ANPAL_CONDIZIONALITA"], from: [["condizionalita", "reported"]] }),
  "did-missing": rule(14, "us", { terms: ["T1"], law: ["DL4_2019_ART4_C1", "DL48_2023_ART4", "DLGS150_2015_ART19"] }),
  "exemption-to-decide": rule(15, "us", { law: DUTIES, from: [["esonero", "requested"]] }),
  contested: rule(16, "us", { law: DUTIES, from: [["esclusione", "contested"]] }),
  exempt: rule(17, "fact", { terms: ["esonero/exemption-end"], law: DUTIES, from: [["esonero", "granted"]] }),
  "profile-missing": rule(18, "us", { law: ["DLGS150_2015_ART19"] }),
  "profile-expired": rule(19, "us", { law: ["DLGS150_2015_ART19"], from: [["profilazione", "expired"]] }),
  "pact-to-draft": rule(20, "us", { law: AGREE }),
  "pact-draft": rule(21, "us", { law: AGREE, from: [["patto", "draft", "revising"]] }),
  "pact-to-sign": rule(22, "us", {
    law: AGREE,
    from: [["patto", "agreed", "person-signed", "revision-agreed", "revision-signed"]],
  }),
  "no-activity": rule(23, "us", { law: ["DL4_2019_ART4_C8", "DL48_2023_ART4", "DLGS150_2015_ART20"] }),
  "activity-open": rule(24, "fact", { from: [["attivita", "proposed", "waiting", "enrolled", "started", "suspended"]] }),
  task: rule(25, "us"),
  "at-municipality": rule(26, "person", { terms: ["invio-al-comune/municipal-answer"], law: ["DL4_2019_ART4_C12"], from: [["invio-al-comune", "sent"]] }),
  "hand-over-to-send": rule(27, "us", { law: ["DL4_2019_ART4_C12"], from: [["invio-al-comune", "approved"]] }),
  moved: rule(28, "us", { law: CONVENE, from: [["vita-del-caso", "moved"]] }),
  note: rule(29, "us", { terms: ["note"] }),
  waiting: rule(30, "person", { terms: ["wait"] }),
  "activity-proposed": rule(31, "person", { law: ["DL4_2019_ART4_C8", "DL48_2023_ART9"], from: [["attivita", "proposed"]] }),
  document: rule(33, "us"),
  "to-call": rule(35, "us", { terms: ["meeting"], law: SUMMONS, from: [["sportello", "call:convocazione"]] }),
  "meeting-agreed": rule(34, "person", { terms: ["meeting"], law: ["DLGS150_2015_ART20"] }),
  bound: rule(40, "fact"),
  excluded: rule(41, "fact", { law: DUTIES, from: [["esclusione", "in-force", "contested"]] }),
  gone: rule(42, "fact", {
    from: [["vita-del-caso", "at-municipality", "other-region", "forfeited", "ended", "dead", "renewed"]],
  }),
  "did-given": rule(43, "fact", { from: [["did", "given", "suspended"]] }),
  profiled: rule(44, "fact", { from: [["profilazione", "decided"]] }),
  "pact-begun": rule(45, "fact", { from: [["patto", "draft", "agreed", "person-signed"]] }),
  "pact-in-force": rule(46, "fact", { from: [["patto", "in-force", "revising", "revision-agreed", "revision-signed"]] }),
  "in-charge": rule(47, "fact", { from: [["vita-del-caso", "in-charge"]] }),
  attended: rule(48, "fact", { from: [["convocazione", "attended"]] }),
  superseded: rule(49, "fact"),
} as const satisfies Readonly<Record<string, PendingRule>>;

export type PendingKind = keyof typeof PENDING;

const ENTRIES = Object.entries(PENDING) as readonly (readonly [PendingKind, PendingRule])[];

/** The bits of these kinds together, as a decimal: it goes into statements and comes out of rows as text. */
export function maskOf(kinds: readonly PendingKind[]): bigint {
  return kinds.reduce((mask, kind) => mask | (1n << BigInt(PENDING[kind].bit)), 0n);
}

/** The kinds whose bits stand in a row, in the order of the table. */
export function kindsIn(pending: bigint): PendingKind[] {
  return ENTRIES.filter(([, { bit }]) => (pending & (1n << BigInt(bit))) !== 0n).map(([kind]) => kind);
}

export function kindsOf(move: Move): PendingKind[] {
  return ENTRIES.filter(([, one]) => one.move === move).map(([kind]) => kind);
}

/** A norm of the kind that rules the measure. */
export function lawOf(kind: PendingKind, measure: string): Citation | null {
  const rule: PendingRule = PENDING[kind];
  const norms: Citation[] = (rule.law ?? []).map((key) => CITATIONS[key]);
  return norms.find((norm) => norm.measures === undefined || norm.measures.includes(measure)) ?? null;
}
