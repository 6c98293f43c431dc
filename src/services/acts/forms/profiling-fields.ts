// The questionnaire and the sheet of profiling as fields: what the notices say, and what was written before, already in them.

import { romeDay } from "../../../domain/calendar/rome-time.ts";
import { questionnaireFields } from "../../../domain/interview/questionnaire-fields.ts";
import type { Known } from "../../../domain/interview/questionnaire-fields.ts";
import { FIELD_TEXTS, SOURCES_OF_VALUES } from "../../../domain/interview/texts.ts";
import { yearsBetween } from "../../../domain/interview/years.ts";
import type { FormField } from "../../../domain/procedure/form-types.ts";
import { PROFILING_RULES } from "../../../domain/profiling/facts.ts";
import { SOURCES } from "../../../domain/profiling/qualitative.ts";
import { questionnaireOn } from "../../../domain/profiling/questionnaire.ts";
import type { ProfilingData } from "../../../domain/profiling/types.ts";
import { readProfileFacts, readProvinces } from "../../../store/read/interview.ts";
import { dayText } from "../day-text.ts";
import type { FormContext } from "./form-context.ts";

export function recordIndexFields(askedOn: string, today: string): FormField[] {
  const { min, max } = PROFILING_RULES.indexRange;
  return [
    {
      kind: "number",
      name: "value",
      label: FIELD_TEXTS.indexValue,
      help: FIELD_TEXTS.indexHelp(min, max),
      required: true,
      min,
      max,
      whole: false,
    },
    {
      kind: "text",
      name: "method",
      label: FIELD_TEXTS.indexMethod,
      help: FIELD_TEXTS.indexMethodHelp,
      required: true,
      longest: 40,
      initial: `${today.slice(0, 4)}-1`,
    },
    {
      kind: "day",
      name: "computedOn",
      label: FIELD_TEXTS.indexOn,
      required: true,
      from: askedOn,
      to: today,
      initial: today,
    },
  ];
}

/** The questionnaire in force, with what the notices say already in it. Null when no version is in force. */
export async function indexFields(
  { client, moment }: Pick<FormContext, "client" | "moment">,
  complete = true,
): Promise<FormField[] | null> {
  const questionnaire = questionnaireOn(PROFILING_RULES.questionnaires, moment.today);
  if (questionnaire === null) return null;
  return questionnaireFields(questionnaire, {
    lists: { provinces: await readProvinces(client) },
    known: await knownOf(client, moment),
    complete,
  });
}

async function knownOf(
  client: FormContext["client"],
  { facts, today }: FormContext["moment"],
): Promise<Record<string, Known>> {
  const read = await readProfileFacts(client, facts.personId);
  const source = read === null ? null : SOURCES_OF_VALUES.notice(dayText(romeDay(read.dataAsOf)));
  const minors = facts.members.filter(
    ({ birthDate, caseId }) => caseId !== facts.caseId && yearsBetween(birthDate, today) < 18,
  ).length;
  const italian =
    read === null
      ? undefined
      : ["IT", "ITA", "000", "Z000"].includes(read.citizenship)
        ? "italian"
        : undefined;
  const earlier = facts.items.findLast(
    ({ procedure, closedAt }) => procedure === "profilazione" && closedAt !== null,
  )?.data as unknown as ProfilingData | undefined;
  const before = Object.fromEntries(
    Object.entries(earlier?.request?.answers ?? {}).map(([name, value]) => [
      name,
      { value, source: SOURCES_OF_VALUES.earlier },
    ]),
  );
  return {
    ...before,
    age: { value: yearsBetween(facts.birthDate, today), source: SOURCES_OF_VALUES.birth },
    ...(read?.sex === "M" || read?.sex === "F" ? { sex: { value: read.sex, source } } : {}),
    ...(italian === undefined ? {} : { citizenship: { value: italian, source } }),
    ...(read?.province == null ? {} : { province: { value: read.province, source } }),
    householdSize: { value: facts.members.length, source: SOURCES_OF_VALUES.household },
    dependentChildren: { value: minors, source: SOURCES_OF_VALUES.household },
    ...(before["inCourse"] === undefined ? { inCourse: { value: false, source: null } } : {}),
  };
}

/** The sheet in force, with the draft that stands already in it; sources ticked. */
export async function assessmentFields(
  today: string,
  data: ProfilingData | undefined,
  complete: boolean,
): Promise<FormField[]> {
  const sheet = questionnaireOn(PROFILING_RULES.sheets, today);
  if (sheet === null) return [];
  const written = data?.assessment?.answers ?? {};
  const known = Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name, { value, source: null }]),
  );
  const fields = questionnaireFields(sheet, {
    lists: { provinces: [] },
    known: { outcome: { value: "pact", source: null }, ...known },
    complete,
  });
  return [
    ...fields.map((field) => (field.name === "reasons" && complete ? { ...field, required: false } : field)),
    {
      kind: "many",
      name: "sources",
      label: FIELD_TEXTS.sources,
      required: complete,
      options: Object.entries(SOURCES).map(([value, label]) => ({ value, label })),
      initial: data?.assessment?.sources ?? ["interview", "did"],
    },
  ];
}
