// Which office serves a person: domicile first, then residence; what cannot be decided goes to a person, with the reason.

import { inForce } from "../calendar/days.ts";
import type { Address, IsoDate } from "../notices/types.ts";
import { lacksPostalReach } from "../people/fictitious-address.ts";
import type {
  Basin,
  MunicipalityCode,
  MunicipalityRegion,
  Office,
  OfficeId,
  Successor,
  ZipBasin,
} from "./types.ts";

export type RoutingRule = "domicile" | "residence" | "residence-domicile-outside";

export type UnroutableReason =
  | "no-municipality"
  | "unknown-municipality"
  | "suppressed-municipality"
  | "abroad"
  | "outside-region"
  | "zip-unknown"
  | "no-office-on-day";

/**
 * Where a person goes. `successorOf` is the code of a municipality that no longer exists, when its successor was used.
 * `noPostalReach` marks an address at which no letter can be received (homeless, fictitious residence); it never blocks routing.
 */
export type Routing =
  | {
      readonly kind: "office";
      readonly officeId: OfficeId;
      readonly rule: RoutingRule;
      readonly noPostalReach: boolean;
      readonly successorOf?: MunicipalityCode;
    }
  | {
      readonly kind: "queue";
      readonly reason: UnroutableReason;
      /** Which of the two addresses could not be used. */
      readonly address: "domicile" | "residence";
      readonly noPostalReach: boolean;
    };

export interface CompetenceRows {
  /** Name of the region this node serves, as written in the municipality tables. */
  readonly region: string;
  readonly offices: readonly Office[];
  readonly basins: readonly Basin[];
  readonly zipBasins: readonly ZipBasin[];
  /** Municipalities that exist today. */
  readonly municipalities: readonly MunicipalityRegion[];
  /** Municipalities ever: tells a suppressed one from one that never was. */
  readonly formerMunicipalities: readonly MunicipalityRegion[];
  readonly successors: readonly Successor[];
}

type Standing = "in-region" | "outside-region" | "suppressed" | "suppressed-outside";

export interface CompetenceTable {
  readonly standing: ReadonlyMap<MunicipalityCode, Standing>;
  readonly basins: ReadonlyMap<MunicipalityCode, readonly Basin[]>;
  readonly zips: ReadonlyMap<MunicipalityCode, ReadonlyMap<string, readonly ZipBasin[]>>;
  readonly successors: ReadonlyMap<MunicipalityCode, Successor>;
  readonly offices: ReadonlyMap<OfficeId, Office>;
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const list = groups.get(key(row));
    if (list) list.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** Puts the rows in order once, so that routing one person is a few look-ups. */
export function buildCompetenceTable(rows: CompetenceRows): CompetenceTable {
  const standing = new Map<MunicipalityCode, Standing>();
  for (const past of rows.formerMunicipalities)
    if (standing.get(past.code) !== "suppressed")
      standing.set(past.code, past.region === rows.region ? "suppressed" : "suppressed-outside");
  for (const now of rows.municipalities)
    standing.set(now.code, now.region === rows.region ? "in-region" : "outside-region");
  const zips = new Map<MunicipalityCode, Map<string, ZipBasin[]>>();
  for (const [code, list] of grouped(rows.zipBasins, (row) => row.municipalityCode))
    zips.set(
      code,
      grouped(list, (row) => row.zip),
    );
  return {
    standing,
    basins: grouped(rows.basins, (row) => row.municipalityCode),
    zips,
    successors: new Map(rows.successors.map((row) => [row.code, row])),
    offices: new Map(rows.offices.map((office) => [office.id, office])),
  };
}

/** What one address alone gives: an office, a reason, or "outside" when it is no business of this region. */
type AddressAnswer =
  | { readonly found: OfficeId; readonly successorOf?: MunicipalityCode }
  | { readonly outside: "abroad" | "outside-region" }
  | { readonly reason: UnroutableReason };

const FOREIGN_STATE = /^Z\d{3}$/;

/** Longer chains of successors than this are a circle in the table. */
const LONGEST_CHAIN = 5;

function resolve(address: Address, table: CompetenceTable, on: IsoDate): AddressAnswer {
  const written = address.municipalityCode?.trim().toUpperCase() ?? "";
  if (written === "") {
    // A name that no table knows is an unknown place, not a missing one.
    return {
      reason: (address.municipalityName?.trim() ?? "") === "" ? "no-municipality" : "unknown-municipality",
    };
  }
  if (FOREIGN_STATE.test(written)) return { outside: "abroad" };
  let code = written;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const standing = table.standing.get(code);
    if (standing === undefined) return { reason: "unknown-municipality" };
    if (standing === "outside-region" || standing === "suppressed-outside")
      return { outside: "outside-region" };
    if (standing === "in-region") return competent(code, written, address.zip, table, on);
    const successor = table.successors.get(code);
    if (successor === undefined) return { reason: "suppressed-municipality" };
    code = successor.successorCode;
  }
  return { reason: "suppressed-municipality" };
}

function competent(
  code: MunicipalityCode,
  written: MunicipalityCode,
  zip: string | undefined,
  table: CompetenceTable,
  on: IsoDate,
): AddressAnswer {
  let candidates: readonly Basin[] | undefined = table.basins.get(code);
  const byZip = table.zips.get(code);
  if (byZip !== undefined) {
    candidates = byZip.get(zip?.trim() ?? "");
    if (candidates === undefined) return { reason: "zip-unknown" };
  }
  for (const basin of candidates ?? []) {
    if (!inForce(basin, on)) continue;
    const office = table.offices.get(basin.officeId);
    if (office === undefined || !inForce(office, on)) continue;
    return written === code ? { found: office.id } : { found: office.id, successorOf: written };
  }
  return { reason: "no-office-on-day" };
}

function toOffice(
  answer: { readonly found: OfficeId; readonly successorOf?: MunicipalityCode },
  rule: RoutingRule,
  noPostalReach: boolean,
): Routing {
  const routing = { kind: "office", officeId: answer.found, rule, noPostalReach } as const;
  return answer.successorOf === undefined ? routing : { ...routing, successorOf: answer.successorOf };
}

/** A domicile counts as given when it names a place; a lone street does not say where. */
function names(address: Address | undefined): address is Address {
  return address !== undefined && (address.municipalityCode?.trim() ?? "") !== "";
}

/**
 * The office competent for a person on a day: that of the domicile where one is given, otherwise that of the residence. A domicile
 * outside the region (or abroad) leaves the residence's office competent; both outside, the person stands in the queue. A domicile that
 * names an unusable place is not passed over in silence: it could send the person to the wrong office, so someone decides.
 * Post goes to the domicile where there is one: it is that address that says whether a letter can arrive.
 */
export function route(
  facts: { readonly domicile?: Address; readonly residence: Address },
  table: CompetenceTable,
  on: IsoDate,
): Routing {
  let rule: RoutingRule = "residence";
  const noPostalReach = lacksPostalReach(facts.domicile?.street ?? facts.residence.street);
  if (names(facts.domicile)) {
    const domicile = resolve(facts.domicile, table, on);
    if ("found" in domicile) return toOffice(domicile, "domicile", noPostalReach);
    if ("reason" in domicile)
      return { kind: "queue", reason: domicile.reason, address: "domicile", noPostalReach };
    rule = "residence-domicile-outside";
  }
  const residence = resolve(facts.residence, table, on);
  if ("found" in residence) return toOffice(residence, rule, noPostalReach);
  const reason = "reason" in residence ? residence.reason : residence.outside;
  return { kind: "queue", reason, address: "residence", noPostalReach };
}
