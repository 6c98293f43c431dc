// Forms of the acts of the pact: its content with the commitments of the measure, the agreement, the signatures, its end.

import { addDays } from "../../../domain/calendar/days.ts";
import { USUAL } from "../../../domain/interview/pact-fields.ts";
import { FIELD_TEXTS } from "../../../domain/interview/texts.ts";
import { COMMITMENT_KINDS } from "../../../domain/measures/words.ts";
import type { PactContent, PactData } from "../../../domain/pact/data.ts";
import { END_REASONS, SHOWN_BY, SIGNING_WAYS } from "../../../domain/pact/texts.ts";
import type { PactAct } from "../../../domain/pact/types.ts";
import type { FormField } from "../../../domain/procedure/form-types.ts";
import { CONSEQUENCES_TOLD, day, form, optionsOf, REASON, SIGNED, told } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";
import { PACT_LABELS } from "./pact-texts.ts";

export const PACT_FORMS: ProcedureForms<PactAct> = {
  draft: (context) => told(PACT_LABELS.draftLead, contentField(context)),
  agree: ({ moment }) =>
    form(on(moment.today, PACT_LABELS.agreedOn), {
      kind: "yes-no",
      name: "personHeard",
      label: FIELD_TEXTS.heard,
      required: true,
    }),
  "sign-person": ({ moment }) => form(...signature(moment.today)),
  "sign-office": ({ moment, item }) =>
    form(...signature(moment.today, { ...SIGNED, label: PACT_LABELS.officeSigned }), ...documentField(item)),
  "record-communicated": () =>
    form({
      kind: "text",
      name: "platformNumber",
      label: PACT_LABELS.platformNumber,
      required: true,
      longest: 60,
    }),
  revise: (context) => told(PACT_LABELS.reviseLead, contentField(context), REASON),
  "drop-revision": () => form(REASON),
  "record-refusal": ({ moment }) =>
    told(PACT_LABELS.refusalLead, on(moment.today, PACT_LABELS.refusedOn), CONSEQUENCES_TOLD, REASON),
  "correct-refusal": () => form(REASON),
  reopen: () => form(REASON),
  drop: () => form(REASON),
  end: ({ moment }) =>
    form(on(moment.today, PACT_LABELS.endedOn), {
      kind: "choice",
      name: "endReason",
      label: PACT_LABELS.endReason,
      required: true,
      options: optionsOf(END_REASONS),
    }),
  annul: () => form(REASON),
};

function on(today: string, label: string): FormField {
  return day("on", label, { to: today, initial: today });
}

/** Asked for only where the person did not sign a paper of this program: that one has its number already. */
function documentField(item: FormContext["item"]): FormField[] {
  const data = item?.data as unknown as PactData | undefined;
  if (data?.personSignature?.evidence !== undefined) return [];
  return [
    {
      kind: "text",
      name: "document",
      label: PACT_LABELS.document,
      help: PACT_LABELS.documentHelp,
      required: true,
      longest: 80,
    },
  ];
}

function signature(today: string, signed = SIGNED): FormField[] {
  return [
    on(today, PACT_LABELS.signedOn),
    {
      kind: "choice",
      name: "how",
      label: PACT_LABELS.how,
      required: true,
      options: optionsOf(SIGNING_WAYS),
      initial: "paper",
    },
    signed,
  ];
}

/** The content as a list of typed commitments, each with the fields of its kind; those of the measure are there already. */
function contentField(context: FormContext): FormField {
  const { moment } = context;
  const { today, facts } = moment;
  const codes = facts.parameters.commitments.map(({ code, text }) => ({
    value: code,
    label: `${code} – ${text}`,
  }));
  const written = writtenBefore(context);
  const kind = (...kinds: readonly string[]) => ({ field: "kind", in: kinds });
  return {
    kind: "group",
    name: "content",
    label: PACT_LABELS.content,
    required: true,
    fields: [
      {
        kind: "text",
        name: "responsible",
        label: FIELD_TEXTS.responsible,
        required: true,
        longest: 120,
        initial: written?.responsible ?? context.actorName,
      },
      {
        kind: "number",
        name: "meetEveryDays",
        label: FIELD_TEXTS.meetEveryDays,
        required: true,
        min: 1,
        max: 180,
        whole: true,
        unit: FIELD_TEXTS.days,
        initial: written?.meetEveryDays ?? USUAL.meetEveryDays,
      },
      {
        kind: "list",
        name: "commitments",
        label: PACT_LABELS.commitments,
        required: true,
        least: 1,
        most: 20,
        add: PACT_LABELS.addCommitment,
        fields: [
          {
            kind: "choice",
            name: "kind",
            label: PACT_LABELS.kind,
            required: true,
            options: optionsOf(COMMITMENT_KINDS),
          },
          {
            kind: "choice",
            name: "code",
            label: PACT_LABELS.ofMeasure,
            help: PACT_LABELS.ofMeasureHelp,
            required: false,
            options: codes,
          },
          {
            kind: "text",
            name: "text",
            label: PACT_LABELS.text,
            help: PACT_LABELS.textHelp,
            required: false,
            longest: 500,
            lines: 2,
          },
          day("by", FIELD_TEXTS.by, { when: kind("skills-balance") }),
          {
            kind: "number",
            name: "timesAWeek",
            label: FIELD_TEXTS.timesAWeek,
            required: true,
            min: 1,
            max: 21,
            whole: true,
            when: kind("platform", "job-search"),
          },
          {
            kind: "choice",
            name: "shownBy",
            label: FIELD_TEXTS.shownBy,
            required: true,
            options: optionsOf(SHOWN_BY),
            when: kind("job-search"),
          },
          {
            kind: "text",
            name: "agreed",
            label: FIELD_TEXTS.agreed,
            required: true,
            longest: 500,
            lines: 2,
            when: kind("training"),
          },
        ],
        initial: written?.commitments ?? usual(context),
      },
      {
        kind: "list",
        name: "leftOut",
        label: PACT_LABELS.leftOut,
        required: false,
        least: 0,
        most: 20,
        add: PACT_LABELS.addLeftOut,
        fields: [
          { kind: "choice", name: "code", label: PACT_LABELS.commitment, required: true, options: codes },
          {
            kind: "text",
            name: "reason",
            label: FIELD_TEXTS.leftOutFor,
            required: true,
            shortest: 5,
            longest: 300,
          },
        ],
        initial: written?.leftOut ?? [],
      },
    ],
  };

  function usual({ moment: { facts: own } }: FormContext): object[] {
    return own.parameters.commitments.map(({ code, kind: of, text }) => ({
      kind: of,
      code,
      text,
      ...USUALLY[of]?.(today),
    }));
  }
}

const USUALLY: Readonly<Record<string, (today: string) => object>> = {
  "skills-balance": (today) => ({ by: addDays(today, USUAL.balanceWithinDays) }),
  platform: () => ({ timesAWeek: USUAL.platformTimes }),
  "job-search": () => ({ timesAWeek: USUAL.searchTimes, shownBy: USUAL.shownBy }),
  training: () => ({ agreed: FIELD_TEXTS.agreedUsual }),
};

/** What is proposed, else what was last signed; without what the act puts in by itself. */
function writtenBefore({ item }: FormContext): PactContent | null {
  const data = item?.data as unknown as PactData | undefined;
  const content = data?.proposal ?? data?.versions.at(-1)?.content ?? null;
  if (content === null) return null;
  // How many offers there are is the measure's: no form asks for it.
  const commitments = content.commitments.map((one) => {
    if (one.kind !== "offers") return one;
    const { of: _of, ...rest } = one;
    return rest;
  });
  return { ...content, commitments: commitments as PactContent["commitments"] };
}
