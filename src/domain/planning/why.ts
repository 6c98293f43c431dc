// Why a seat was given: kept with the seat in few words, said in Italian when somebody looks.

import { toDayNumber } from "../calendar/days.ts";
import { dayText } from "./texts.ts";
import { CRITERIA, CRITERION_RULES, MEETING_KINDS, SKILL_NAMES } from "./rules.ts";
import type { Criterion, MeetingKind, Skill } from "./rules.ts";

export interface SeatReason {
  /** The date that the plan was to keep, and whose it is. */
  readonly due: string;
  readonly dueOf: "law" | "region";
  /** Points by criterion. */
  readonly points: Readonly<Partial<Record<Criterion, number>>>;
  /** Skills or languages for which this desk was taken. */
  readonly needs: readonly string[];
  readonly kind: MeetingKind;
  /** Whether others of the household are seen on the same day by the rule of the plan. */
  readonly oneDay: boolean;
  /** The best that any plan of this office could do was shown to be this. */
  readonly proved: boolean;
}

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  en: "l’inglese", fr: "il francese", es: "lo spagnolo", ro: "il rumeno", uk: "l’ucraino", ar: "l’arabo",
};

/** One to five short sentences. `day`: the day of the seat. */
export function whySentences(reason: SeatReason, day: string): string[] {
  const late = toDayNumber(day) - toDayNumber(reason.due);
  const date = `${reason.dueOf === "law" ? "termine di legge" : "obiettivo della Regione"}: ${dayText(toDayNumber(reason.due))}`;
  const points = CRITERIA.flatMap((criterion) => {
    const given = reason.points[criterion];
    return given === undefined ? [] : [`${CRITERION_RULES[criterion].title.toLocaleLowerCase("it")} ${given}`];
  });
  const total = Object.values(reason.points).reduce((sum, one) => sum + one, 0);
  return [
    late > 0 ? `Data da rispettare (${date}), superata di ${late === 1 ? "un giorno" : `${late} giorni`}: prima non c’era posto senza farla mancare ad altri.` : `Data da rispettare (${date}).`,
    points.length === 0 ? "Nessun punto di precedenza." : `Precedenza ${total}: ${points.join(", ")}.`,
    ...reason.needs.map((need) => needSentence(need)),
    ...(reason.kind === "ordinary" ? [] : [`${MEETING_KINDS[reason.kind].title}: ${MEETING_KINDS[reason.kind].seats} posti di seguito.`]),
    ...(reason.oneDay ? ["Nello stesso giorno delle altre persone del nucleo, in un’altra ora."] : []),
    reason.proved
      ? "È il primo giorno possibile secondo l’ordine di precedenza: nessun altro piano della sede tiene più date o fa aspettare meno."
      : "Il piano della sede è vicino al migliore possibile; quanto, è detto nel piano.",
  ];
}

function needSentence(need: string): string {
  const language = LANGUAGE_NAMES[need];
  return language === undefined ? `Sportello scelto per: ${SKILL_NAMES[need as Skill].toLocaleLowerCase("it")}.` : `Sportello scelto perché chi vi lavora parla ${language}.`;
}
