// What every paper is given: the office, the person, the benefit, the version of the measure that rules. And the parts that all papers have.

import type { CitationKey } from "../law/citation.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import { writtenName } from "../people/written-name.ts";
import type { Block, Fact, PaperContent, PaperKind, PaperOffice } from "./blocks.ts";
import { COMMON, PAPER_TITLES, REGION_NAME } from "./texts.ts";
import { drawable, fullName, longDay, normTexts, rulesMeasure } from "./words.ts";

export interface PaperFacts {
  readonly office: {
    readonly name: string;
    readonly address: string;
    readonly municipality: string;
    readonly phone: string | null;
    readonly email: string | null;
  };
  readonly person: {
    readonly surname: string;
    readonly name: string;
    readonly taxCode: string;
    readonly birthDate: IsoDate;
    readonly birthPlace: string | null;
    /** Street, postal code and municipality, as far as they are known. */
    readonly residence: string;
  };
  readonly benefit: { readonly protocol: string; readonly grantedOn: IsoDate };
  readonly measure: MeasureParameters;
}

export function personFacts({ person, benefit, measure }: PaperFacts): Fact[] {
  const place = person.birthPlace === null ? "" : writtenName(person.birthPlace);
  return [
    [COMMON.person, fullName(person)],
    [COMMON.taxCode, person.taxCode],
    [COMMON.born, COMMON.bornAt(longDay(person.birthDate), place)],
    [COMMON.residence, person.residence === "" ? COMMON.unknown : person.residence],
    [COMMON.benefit, COMMON.benefitText(measure.name, benefit.protocol)],
    [COMMON.grantedOn, longDay(benefit.grantedOn)],
  ];
}

export function contactsOf({ office }: PaperFacts): string {
  return [office.phone === null ? null : COMMON.phone(office.phone), office.email]
    .filter((one) => one !== null)
    .join(" · ");
}

export function placeOf({ office }: PaperFacts): string {
  return `${office.address}, ${office.municipality}`;
}

/** The norms that rule this measure, at the foot of the paper. */
export function lawBlocks(keys: readonly (CitationKey | null)[], { measure }: PaperFacts): Block[] {
  const ruling = keys.filter((key) => key !== null && rulesMeasure(key, measure.code));
  return ruling.length === 0
    ? []
    : [
        { kind: "section", title: COMMON.law },
        { kind: "small", lines: normTexts(ruling) },
      ];
}

export function section(title: string, ...blocks: readonly Block[]): Block[] {
  return [{ kind: "section", title }, ...blocks];
}

export function paragraphs(...texts: readonly string[]): Block[] {
  return texts.map((text) => ({ kind: "paragraph", text }));
}

/** The paper as it is kept: every text in it can be drawn. */
export function paperOf(
  paper: PaperKind,
  subtitle: string,
  facts: PaperFacts,
  blocks: readonly Block[],
): PaperContent {
  const office: PaperOffice = {
    region: REGION_NAME,
    name: facts.office.name,
    address: placeOf(facts),
    contacts: contactsOf(facts),
  };
  return drawn({ paper, title: PAPER_TITLES[paper], subtitle, office, blocks });
}

/** The same tree with every text drawable. */
function drawn<T>(value: T): T {
  if (typeof value === "string") return drawable(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => drawn(one)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, drawn<unknown>(one)])) as T;
}
