// What the public sees of the control room: anonymous counts by place, week of notice and class of persons, small ones left out together.

import { STAGE_RULES, STAGES, TRAIT_NAMES, TRAITS } from "./texts.ts";
import type { Stage, Trait } from "./texts.ts";
import { suppress } from "./suppress.ts";
import type { Sum } from "./suppress.ts";

export const REGION = "Campania";

export interface PublicCounts {
  readonly offices: readonly { readonly id: string; readonly name: string; readonly province: string; readonly count: (stage: Stage) => number }[];
  readonly provinces: Readonly<Record<string, string>>;
  /** Of the whole Region. */
  readonly weeks: readonly { readonly week: string; readonly count: (stage: Stage) => number }[];
  readonly trait: (trait: Trait, of: string, stage: Stage) => number;
}

export interface PublicRow {
  readonly section: "territory" | "week" | "trait";
  readonly place: string;
  readonly placeName: string;
  readonly key: string;
  readonly keyName: string;
  readonly stage: Stage;
  readonly stageName: string;
  readonly count: number | null;
  readonly of: Stage | null;
  readonly ofCount: number | null;
}

interface Group {
  readonly section: PublicRow["section"];
  readonly place: string;
  readonly placeName: string;
  readonly key: string;
  readonly keyName: string;
  readonly stages: readonly Stage[];
  readonly count: (stage: Stage) => number;
}

const TRAIT_STAGES: readonly Stage[] = ["bound", "convened", "delivered", "seen", "pact", "absent"];
const cellOf = (group: Pick<Group, "place" | "key">, step: string): string => `${group.place}|${group.key}|${step}`;

/** Rows in order: the Region, its provinces, its offices; the weeks; the classes. Null where a count is not published. */
export function publicRows(counts: PublicCounts, threshold: number): PublicRow[] {
  const groups = [...territory(counts), ...weeks(counts), ...traits(counts)];
  const hidden = hiddenOf(groups, counts, threshold);
  return groups.flatMap((group) => {
    const shown = (stage: Stage): number | null => (hidden.has(cellOf(group, stage)) ? null : group.count(stage));
    return group.stages.map((stage): PublicRow => {
      const { title, of } = STAGE_RULES[stage];
      const within = of !== null && group.stages.includes(of) ? of : null;
      const { section, place, placeName, key, keyName } = group;
      return { section, place, placeName, key, keyName, stage, stageName: title, count: shown(stage), of: within, ofCount: within === null ? null : shown(within) };
    });
  });
}

function territory({ offices, provinces }: PublicCounts): Group[] {
  const total = (of: typeof offices) => (stage: Stage): number => of.reduce((sum, office) => sum + office.count(stage), 0);
  const group = (place: string, placeName: string, count: Group["count"]): Group => ({ section: "territory", place, placeName, key: "", keyName: "", stages: STAGES, count });
  return [
    group(REGION, REGION, total(offices)),
    ...Object.entries(provinces).map(([id, name]) => group(id, name, total(offices.filter(({ province }) => province === id)))),
    ...offices.map(({ id, name, count }) => group(id, name, count)),
  ];
}

function weeks(counts: PublicCounts): Group[] {
  return counts.weeks.map(({ week, count }) => ({ section: "week", place: REGION, placeName: REGION, key: week, keyName: week, stages: STAGES, count }));
}

function traits({ trait: countOf }: PublicCounts): Group[] {
  return TRAIT_NAMES.flatMap((trait) =>
    Object.entries<string>(TRAITS[trait].classes).map(([of, name]): Group => ({
      section: "trait", place: REGION, placeName: REGION, key: `${trait}:${of}`, keyName: `${TRAITS[trait].title}: ${name}`, stages: TRAIT_STAGES,
      count: (stage) => countOf(trait, of, stage),
    })),
  );
}

/** Steps and what is left of their whole, summed up over places, over weeks and over the classes of each trait. */
function hiddenOf(groups: readonly Group[], { offices, provinces }: PublicCounts, threshold: number): ReadonlySet<string> {
  const cells = new Map<string, number>();
  const sums: Sum[] = [];
  for (const group of groups) {
    for (const stage of group.stages) cells.set(cellOf(group, stage), group.count(stage));
    for (const stage of group.stages) {
      const { of } = STAGE_RULES[stage];
      if (of === null || !group.stages.includes(of)) continue;
      cells.set(cellOf(group, `${stage}-not`), group.count(of) - group.count(stage));
      sums.push({ total: cellOf(group, of), parts: [cellOf(group, stage), cellOf(group, `${stage}-not`)] });
    }
  }
  const add = (total: Pick<Group, "place" | "key">, parts: readonly Pick<Group, "place" | "key">[], stages: readonly Stage[]): void => {
    for (const stage of stages)
      for (const step of [stage, `${stage}-not`]) {
        const present = parts.map((part) => cellOf(part, step)).filter((name) => cells.has(name));
        if (present.length > 0 && cells.has(cellOf(total, step))) sums.push({ total: cellOf(total, step), parts: present });
      }
  };
  const region = { place: REGION, key: "" };
  const routed = [...Object.keys(provinces)].map((place) => ({ place, key: "" }));
  add(region, [...routed, ...offices.filter(({ province }) => provinces[province] === undefined).map(({ id }) => ({ place: id, key: "" }))], STAGES);
  for (const province of Object.keys(provinces)) add({ place: province, key: "" }, offices.filter((one) => one.province === province).map(({ id }) => ({ place: id, key: "" })), STAGES);
  add(region, groups.filter(({ section }) => section === "week"), STAGES);
  for (const trait of TRAIT_NAMES) add(region, groups.filter(({ key }) => key.startsWith(`${trait}:`)), TRAIT_STAGES);
  return suppress({ cells, sums }, threshold).hidden;
}
