// The content of a pact as the fields of the interview: each commitment of the measure in, with what its kind asks, or out with its reason; and back.

import { addDays, addMonths, toDayNumber, toIsoDate } from "../calendar/days.ts";
import type { Commitment, MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import type { LeftOut, PactCommitment } from "../pact/commitments.ts";
import type { PactContent } from "../pact/data.ts";
import { SHOWN_BY } from "../pact/texts.ts";
import type { ShownBy } from "../pact/texts.ts";
import type { FormField, FormOption, FormValues } from "../procedure/form-types.ts";
import { FIELD_TEXTS } from "./texts.ts";

/** What the person and the office usually agree upon: where the form opens when nothing was written before. */
export const USUAL = {
  meetEveryDays: 30,
  balanceWithinDays: 60,
  platformTimes: 7,
  searchTimes: 3,
  shownBy: "diary" as ShownBy,
} as const;
const FURTHEST_MONTHS = 24;
const RAREST_MEETINGS_DAYS = 180;
const MOST_TIMES_A_WEEK = 21;

export interface PactFormFacts {
  readonly today: IsoDate;
  /** Who writes it. */
  readonly responsible: string;
  /** A text written before: a draft, or what was last signed. */
  readonly earlier: PactContent | null;
  /** Activities open for enrolment, and free seats of the agenda: what they are called, and their value. */
  readonly activities: readonly FormOption[];
  readonly seats: readonly FormOption[];
}

type PactMeasure = Pick<MeasureParameters, "commitments">;

export function pactFields(measure: PactMeasure, facts: PactFormFacts): FormField[] {
  const { earlier } = facts;
  return [
    {
      kind: "text",
      name: "responsible",
      label: FIELD_TEXTS.responsible,
      required: true,
      longest: 120,
      initial: earlier?.responsible ?? facts.responsible,
    },
    {
      kind: "number",
      name: "meetEveryDays",
      label: FIELD_TEXTS.meetEveryDays,
      required: true,
      min: 1,
      max: RAREST_MEETINGS_DAYS,
      whole: true,
      unit: FIELD_TEXTS.days,
      initial: earlier?.meetEveryDays ?? USUAL.meetEveryDays,
    },
    ...measure.commitments.map((rule) => commitmentField(rule, facts)),
    ...(facts.activities.length === 0
      ? []
      : [
          {
            kind: "many",
            name: "activities",
            label: FIELD_TEXTS.activities,
            help: FIELD_TEXTS.activitiesHelp,
            required: false,
            options: facts.activities,
          } as const,
        ]),
    ...(facts.seats.length === 0
      ? []
      : [
          {
            kind: "choice",
            name: "meeting",
            label: FIELD_TEXTS.meeting,
            help: FIELD_TEXTS.meetingHelp,
            required: false,
            options: facts.seats,
            initial: facts.seats[0]!.value,
          } as const,
        ]),
    {
      kind: "day",
      name: "on",
      label: FIELD_TEXTS.agreedOn,
      required: true,
      to: facts.today,
      initial: facts.today,
    },
    { kind: "yes-no", name: "personHeard", label: FIELD_TEXTS.heard, required: true },
  ];
}

/** Name of the group of a commitment. */
export function commitmentName(code: string): string {
  return `impegno-${code}`;
}

function commitmentField(rule: Commitment, facts: PactFormFacts): FormField {
  const written = facts.earlier?.commitments.find(({ code }) => code === rule.code);
  const out = facts.earlier?.leftOut.find(({ code }) => code === rule.code);
  const isIn = { field: "agreed-in", in: [true] };
  return {
    kind: "group",
    name: commitmentName(rule.code),
    label: rule.text,
    required: true,
    fields: [
      {
        kind: "yes-no",
        name: "agreed-in",
        label: FIELD_TEXTS.inPact,
        required: false,
        initial: out === undefined,
      },
      ...ofKind(rule, written, facts.today).map((field) => ({ ...field, when: isIn })),
      {
        kind: "text",
        name: "reason",
        label: FIELD_TEXTS.leftOutFor,
        required: true,
        shortest: 5,
        longest: 300,
        when: { field: "agreed-in", in: [false] },
        initial: out?.reason ?? "",
      },
    ],
  };
}

/** Only what the kind of the commitment asks to be agreed. */
function ofKind({ kind }: Commitment, written: PactCommitment | undefined, today: IsoDate): FormField[] {
  const times = (usual: number): FormField => ({
    kind: "number",
    name: "timesAWeek",
    label: FIELD_TEXTS.timesAWeek,
    required: true,
    min: 1,
    max: MOST_TIMES_A_WEEK,
    whole: true,
    initial: written !== undefined && "timesAWeek" in written ? written.timesAWeek : usual,
  });
  switch (kind) {
    case "skills-balance": {
      const last = toIsoDate(addMonths(toDayNumber(today), FURTHEST_MONTHS));
      const by =
        written?.kind === "skills-balance" && written.by >= today
          ? written.by
          : addDays(today, USUAL.balanceWithinDays);
      return [
        {
          kind: "day",
          name: "by",
          label: FIELD_TEXTS.by,
          required: true,
          from: today,
          to: last,
          initial: by,
        },
      ];
    }
    case "platform":
      return [times(USUAL.platformTimes)];
    case "job-search":
      return [
        times(USUAL.searchTimes),
        {
          kind: "choice",
          name: "shownBy",
          label: FIELD_TEXTS.shownBy,
          required: true,
          options: Object.entries(SHOWN_BY).map(([value, label]) => ({ value, label })),
          initial: written?.kind === "job-search" ? written.shownBy : USUAL.shownBy,
        },
      ];
    case "training":
      return [
        {
          kind: "text",
          name: "agreed",
          label: FIELD_TEXTS.agreed,
          required: true,
          longest: 500,
          lines: 2,
          initial: written?.kind === "training" ? written.agreed : FIELD_TEXTS.agreedUsual,
        },
      ];
    default:
      return [];
  }
}

/** The content as the act takes it; texts and numbers of the measure are put in by the act itself. */
export function pactContent(
  values: FormValues,
  measure: PactMeasure,
  activities: readonly FormOption[],
): PactContent {
  const chosen = activities
    .filter(({ value }) => Array.isArray(values["activities"]) && values["activities"].includes(value))
    .map(({ label, hint }) => [label, hint].filter(Boolean).join(", "));
  const commitments: PactCommitment[] = [];
  const leftOut: LeftOut[] = [];
  for (const { code, kind } of measure.commitments) {
    const group = (values[commitmentName(code)] ?? {}) as FormValues;
    if (group["agreed-in"] === false) leftOut.push({ code, reason: textOf(group["reason"]) });
    else commitments.push({ code, kind, text: "", ...agreedIn(kind, group, chosen) } as PactCommitment);
  }
  return {
    responsible: textOf(values["responsible"]),
    meetEveryDays: Number(values["meetEveryDays"] ?? 0),
    commitments,
    leftOut,
  };
}

function agreedIn(kind: Commitment["kind"], group: FormValues, activities: readonly string[]): object {
  if (kind === "skills-balance") return { by: group["by"] };
  if (kind === "platform") return { timesAWeek: group["timesAWeek"] };
  if (kind === "job-search") return { timesAWeek: group["timesAWeek"], shownBy: group["shownBy"] };
  return kind === "training" ? { agreed: [group["agreed"], ...activities].join("; ") } : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
