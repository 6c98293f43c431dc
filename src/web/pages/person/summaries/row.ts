// What the data of an item say, line by line: the shape of a summary, and how days, persons and reasons are written in it.

import type { Person } from "../../../../contract/person.ts";
import { shortDay } from "../../../format.ts";
import { SUMMARY } from "../../../texts/item-data.ts";

/** What a summary may look at besides the item: names of the household, appointments with their desks. */
export interface About {
  /** By person id. */
  readonly names: ReadonlyMap<string, string>;
  readonly appointments: Person["appointments"];
}

/** A label, and what stands beside it; null or empty: the line is left out. */
export type Row<D> = readonly [label: string, of: (data: Partial<D>, about: About) => string | null | undefined];
export type Summary<D> = readonly Row<D>[];

export interface Line {
  readonly label: string;
  readonly value: string;
}

/** The lines of a summary that have something to say. */
export function linesOf(summary: Summary<never>, data: Readonly<Record<string, unknown>>, about: About): Line[] {
  return summary.flatMap(([label, of]) => {
    const value = of(data as never, about);
    return value === null || value === undefined || value === "" ? [] : [{ label, value }];
  });
}

export function on(day: string | null | undefined): string | null {
  return day === null || day === undefined || day === "" ? null : shortDay(day.slice(0, 10));
}

export function said(text: string | null | undefined): string | null {
  return text === null || text === undefined || text === "" ? null : `«${text}»`;
}

export function fromTo(from: string | null | undefined, to: string | null | undefined): string | null {
  const start = on(from);
  return start === null ? null : SUMMARY.fromTo(start, on(to));
}

export function whoIs(personId: string | null | undefined, { names }: About): string | null {
  return personId === null || personId === undefined ? null : (names.get(personId) ?? SUMMARY.somebody);
}
