// What the planner is told by the Region, as data: what counts in the order of people, how households travel, what a desk can do, how long a meeting takes.

import type { CitationKey } from "../law/citation.ts";
import type { HouseholdRule } from "./types.ts";

export const CRITERIA = ["deadline", "waiting", "young", "ending-exemption", "vulnerable"] as const;
export type Criterion = (typeof CRITERIA)[number];

export type Points = Readonly<Record<Criterion, number>>;

export interface CriterionRule {
  readonly title: string;
  /** What one unit is, so that points can be read: points × units. */
  readonly unit: string;
  /** Most units that count. */
  readonly most: number;
  readonly points: number;
  readonly citation: CitationKey | null;
  readonly note: string;
}

/** As shipped; the Region changes the points of each measure with two signatures. */
export const CRITERION_RULES: Readonly<Record<Criterion, CriterionRule>> = {
  deadline: {
    title: "Termine vicino",
    unit: "per ogni settimana in meno rispetto alle dodici prima del termine",
    most: 12,
    points: 10,
    citation: "DL4_2019_ART4_C5",
    note: "Chi ha meno tempo davanti viene prima: è il termine della legge o, dove non c’è, l’obiettivo della Regione.",
  },
  waiting: {
    title: "Mesi di attesa",
    unit: "per ogni mese intero dalla concessione del beneficio",
    most: 24,
    points: 2,
    citation: null,
    note: "Ordine seguito da altre Regioni: prima chi riceve il beneficio da più tempo. Scelta della Regione.",
  },
  young: {
    title: "Meno di trent’anni",
    unit: "una volta",
    most: 1,
    points: 3,
    citation: null,
    note: "Chi ha meno di trent’anni perde di più da un’attesa senza lavoro né studio. Scelta della Regione.",
  },
  "ending-exemption": {
    title: "Esonero appena finito",
    unit: "una volta, se l’esonero è finito da non più di sessanta giorni",
    most: 1,
    points: 5,
    citation: "ACCORDO_88CU_2019",
    note: "Chi torna tenuto dopo un esonero è conosciuto dall’ufficio e il suo percorso riparte senza vuoti. Scelta della Regione.",
  },
  vulnerable: {
    title: "Nucleo fragile",
    unit: "una volta, se nel nucleo c’è una persona con disabilità",
    most: 1,
    points: 5,
    citation: null,
    note: "Un nucleo con una persona con disabilità ha meno margine per spostare un appuntamento. Scelta della Regione.",
  },
};

/** Points are whole and small: an order is meant, not a measurement. */
export const MOST_POINTS = 100;

export interface PlanRules {
  readonly points: Points;
  readonly household: HouseholdRule;
}

export const SHIPPED_RULES: PlanRules = {
  points: {
    deadline: CRITERION_RULES.deadline.points,
    waiting: CRITERION_RULES.waiting.points,
    young: CRITERION_RULES.young.points,
    "ending-exemption": CRITERION_RULES["ending-exemption"].points,
    vulnerable: CRITERION_RULES.vulnerable.points,
  },
  household: "apart",
};

export const HOUSEHOLD_RULES: Readonly<Record<HouseholdRule, { readonly title: string; readonly note: string }>> = {
  apart: {
    title: "In ore diverse",
    note: "Due persone dello stesso nucleo non hanno mai la stessa ora, così una può restare con chi ha bisogno di cure; il giorno è quello migliore per ciascuna.",
  },
  "one-day": {
    title: "In un solo giorno",
    note: "In ore diverse dello stesso giorno, con un solo viaggio, purché nessuno nell’ufficio vada per questo oltre un termine o più in ritardo.",
  },
};

/** What the operator of a desk may be able to do beyond the ordinary, in the order of their bits. */
export const SKILLS = ["fragility"] as const;
export type Skill = (typeof SKILLS)[number];

export const SKILL_NAMES: Readonly<Record<Skill, string>> = {
  fragility: "Accoglienza di nuclei con disabilità",
};

/** Languages that a person can choose, but Italian, which every desk speaks. */
export const DESK_LANGUAGES = ["en", "fr", "es", "ro", "uk", "ar"] as const;
export type DeskLanguage = (typeof DESK_LANGUAGES)[number];

export type MeetingKind = "ordinary" | "with-interpreter";

export const MEETING_KINDS: Readonly<Record<MeetingKind, { readonly title: string; readonly seats: number; readonly note: string }>> = {
  ordinary: {
    title: "Primo colloquio",
    seats: 1,
    note: "In italiano, o nella lingua della persona se allo sportello c’è chi la parla.",
  },
  "with-interpreter": {
    title: "Primo colloquio con interprete",
    seats: 2,
    note: "La persona ha scelto una lingua che nessuno sportello della sede parla: ogni frase va detta due volte. Scelta della Regione, nessuna fonte sulla durata.",
  },
};

/** @returns the bit of a skill or language; 0 where there is none (Italian, or a word not known here) */
export function bitOf(word: string): number {
  const skill = (SKILLS as readonly string[]).indexOf(word);
  if (skill >= 0) return 1 << skill;
  const language = (DESK_LANGUAGES as readonly string[]).indexOf(word);
  return language < 0 ? 0 : 1 << (SKILLS.length + language);
}
