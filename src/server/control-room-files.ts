// The control room as a table, one line a figure with its whole beside it; and as a document to print.

import type { ControlRoom, StageCounts } from "../contract/control-room.ts";
import { romeTime } from "../domain/calendar/rome-time.ts";
import { ABSENCES, COMPARED, STAGE_RULES, STAGES, TRAITS } from "../domain/control-room/texts.ts";
import type { Stage } from "../domain/control-room/texts.ts";
import type { EvidenceContent } from "../domain/evidence/narrative.ts";
import type { Cell } from "../exchange/ods/sheet.ts";
import { CONTROL_ROOM_TEXTS as T } from "./control-room-texts.ts";

const DESK_STAGES = ["planned", "convened", "seen", "absent"] as const satisfies readonly Stage[];
const DAY_STAGES = ["convened", "seen", "did", "pact"] as const satisfies readonly Stage[];

type Line = readonly [section: string, key: string, step: string, count: number | null, whole: number | null, of: string];

export async function* roomRows(room: ControlRoom): AsyncGenerator<readonly Cell[]> {
  for (const [section, key, step, count, whole, of] of linesOf(room)) {
    const shown = (value: number | null): Cell => value ?? (of === "" && value === whole ? "" : T.hidden);
    yield [room.scope.name, section, key, step, count ?? T.hidden, whole === null && of === "" ? "" : shown(whole), of];
  }
}

function stageLines(section: string, key: string, counts: StageCounts): Line[] {
  return STAGES.map((stage) => {
    const { title, of } = STAGE_RULES[stage];
    return [section, key, title, counts[stage] ?? 0, of === null ? null : (counts[of] ?? 0), of === null ? "" : STAGE_RULES[of].title];
  });
}

function linesOf(room: ControlRoom): Line[] {
  const { sections } = T;
  const plain = (section: string, key: string, step: string, count: number): Line => [section, key, step, count, null, ""];
  return [
    ...stageLines(sections.counts, room.scope.name, room.counts),
    ...room.weeks.flatMap(({ week, counts }) => stageLines(sections.weeks, week, counts)),
    ...room.below.flatMap(({ name, counts }) => stageLines(sections.below, name, counts)),
    ...room.desks.flatMap((desk) => DESK_STAGES.map((stage) => plain(sections.desks, T.desk(desk.number), STAGE_RULES[stage].title, desk[stage]))),
    ...room.days.flatMap((day) => DAY_STAGES.map((stage) => plain(sections.days, day.day, STAGE_RULES[stage].title, day[stage]))),
    ...room.load.flatMap(({ day, used, seats }) => [plain(sections.load, day, T.loadUsed, used), plain(sections.load, day, T.loadSeats, seats)]),
    ...room.absences.map(({ cause, count }) => plain(sections.absences, ABSENCES[cause], STAGE_RULES.absent.title, count)),
    ...(["messages", "single", "parts"] as const).map((key) => plain(sections.sms, T.sms[key], "", room.sms[key])),
    ...(room.traits ?? []).flatMap(({ trait, rows }) =>
      rows.flatMap((row) =>
        COMPARED.map(({ stage, of }): Line => [
          sections.traits, `${TRAITS[trait].title}: ${(TRAITS[trait].classes as Readonly<Record<string, string>>)[row.class] ?? row.class}`, STAGE_RULES[stage].title,
          row.counts[stage] ?? null, row.counts[of] ?? null, STAGE_RULES[of].title,
        ]),
      ),
    ),
  ];
}

const number = new Intl.NumberFormat("it-IT", { useGrouping: "always" as never });
const percent = new Intl.NumberFormat("it-IT", { style: "percent", maximumFractionDigits: 1 });
const said = (value: number | null): string => (value === null ? T.hidden : number.format(value));
const share = (part: number | null, whole: number | null): string => (part === null || whole === null ? T.hidden : whole === 0 ? "–" : percent.format(part / whole));

/** What is read at a table: the steps with their definitions, the places, the weeks, the classes. */
export function roomDocument(room: ControlRoom): EvidenceContent {
  const when = romeTime(room.asOf);
  const table = (head: readonly string[], widths: readonly number[], rows: readonly (readonly string[])[]) => ({ kind: "table" as const, head, widths, rows });
  const section = (title: string) => ({ kind: "section" as const, title });
  const steps = (counts: StageCounts): string[][] =>
    STAGES.map((stage) => {
      const { title, of, counts: who } = STAGE_RULES[stage];
      return [title, said(counts[stage] ?? 0), of === null ? "" : `${share(counts[stage] ?? 0, counts[of] ?? 0)} di «${STAGE_RULES[of].title}»`, who];
    });
  const WAY = ["notified", "bound", "convened", "delivered", "seen", "did", "pact"] as const;
  const across = (name: string, rows: readonly { readonly name: string; readonly counts: StageCounts }[]) =>
    table([name, ...WAY.map((stage) => STAGE_RULES[stage].title)], [3, ...WAY.map(() => 1.4)], rows.map((row) => [row.name, ...WAY.map((stage) => said(row.counts[stage] ?? 0))]));
  const { sections } = T;
  return {
    title: T.title,
    subtitle: room.scope.name,
    blocks: [
      { kind: "paragraph", text: T.counted(`${when.date.split("-").toReversed().join("/")}, ${String(Math.floor(when.minutes / 60)).padStart(2, "0")}:${String(when.minutes % 60).padStart(2, "0")}`) },
      { kind: "small", lines: [T.how, room.threshold.note] },
      section(sections.counts),
      table([T.head[3], T.head[4], T.head[5], ""], [2.2, 1.1, 2.4, 4], steps(room.counts)),
      ...(room.below.length === 0 ? [] : [section(sections.below), across(sections.below, room.below)]),
      section(sections.weeks),
      across(sections.weeks, room.weeks.map(({ week, counts }) => ({ name: week.split("-").toReversed().join("/"), counts }))),
      section(sections.absences),
      table([T.head[2], T.head[4]], [4, 1], room.absences.map(({ cause, count }) => [ABSENCES[cause], said(count)])),
      ...(room.traits ?? []).flatMap(({ trait, rows }) => [
        section(TRAITS[trait].title),
        table(
          ["", STAGE_RULES.bound.title, ...COMPARED.map(({ stage }) => STAGE_RULES[stage].title)],
          [2.4, 1.2, ...COMPARED.map(() => 1.2)],
          rows.map((row) => [
            (TRAITS[trait].classes as Readonly<Record<string, string>>)[row.class] ?? row.class, said(row.counts.bound ?? null),
            ...COMPARED.map(({ stage, of }) => share(row.counts[stage] ?? null, row.counts[of] ?? null)),
          ]),
        ),
      ]),
    ],
  };
}
