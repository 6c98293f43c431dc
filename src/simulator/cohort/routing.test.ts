// Households are routed by the rules of competence to the office that the truth says, or stand in the queue for the reason it says.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "csv-parse/sync";
import type { Address, RawNotice } from "../../domain/notices/types.ts";
import { buildCompetenceTable, route } from "../../domain/offices/competence.ts";
import {
  parseBasins,
  parseMunicipalities,
  parseMunicipalityHistory,
  parseOffices,
  parseSuccessors,
  parseZipBasins,
} from "../../domain/offices/reference-tables.ts";
import { generateHouseholds } from "./generate.ts";
import type { AddressOddity } from "./household.ts";
import { REFERENCE, REFERENCE_FOLDER } from "./model-intake.test-data.ts";

const ON = "2019-09-02";
const table = buildCompetenceTable({
  region: "Campania",
  offices: parseOffices(rows("offices")).rows,
  basins: parseBasins(rows("basins")).rows,
  zipBasins: parseZipBasins(rows("napoli-zip-offices")).rows,
  municipalities: parseMunicipalities(rows("municipalities")).rows,
  formerMunicipalities: parseMunicipalityHistory(rows("municipalities-history")).rows.map((each) => ({
    code: each.code,
    name: each.name,
    region: each.region ?? "",
  })),
  successors: parseSuccessors(rows("municipality-successors")).rows,
});

function rows(name: string): Record<string, string>[] {
  return parse(readFileSync(join(REFERENCE_FOLDER, `${name}.csv`)), { columns: true });
}

function addresses(raw: RawNotice): { residence: Address; domicile?: Address } {
  const residence = {
    street: raw.des_indirizzo_residenza ?? "",
    zip: raw.cod_cap_residenza ?? "",
    municipalityCode: raw.cod_comune_residenza ?? "",
  };
  if ((raw.cod_comune_domicilio ?? "") === "") return { residence };
  const domicile = {
    street: raw.des_indirizzo_domicilio ?? "",
    zip: raw.cod_cap_domicilio ?? "",
    municipalityCode: raw.cod_comune_domicilio ?? "",
  };
  return { residence, domicile };
}

const QUEUED: Readonly<Partial<Record<AddressOddity, string>>> = {
  abroad: "abroad",
  "unknown-municipality": "unknown-municipality",
  "generic-zip": "zip-unknown",
};

test("every household goes to its office, or to the queue with its reason", () => {
  const run = generateHouseholds({ seed: 5, households: 12_000, asOf: ON, reference: REFERENCE });
  const queued: Record<string, number> = { abroad: 0, "unknown-municipality": 0, "zip-unknown": 0 };
  for (;;) {
    const next = run.next();
    if (next.done === true) {
      assert.deepEqual(queued, { ...next.value.queued });
      assert.ok(Object.values(queued).every((count) => count > 0));
      return;
    }
    const { household, first } = next.value;
    const row = first.rows.find((each) => each.defect === null);
    if (row === undefined) {
      const reason = QUEUED[household.oddity];
      if (reason !== undefined) queued[reason] = (queued[reason] ?? 0) + 1;
      continue;
    }
    const routing = route(addresses(row.raw), table, ON);
    const text = `${household.oddity} ${JSON.stringify(routing)} ${JSON.stringify(addresses(row.raw))}`;
    const expected = QUEUED[household.oddity];
    if (expected === undefined) {
      assert.ok(routing.kind === "office" && routing.officeId === household.officeId, text);
    } else {
      assert.ok(routing.kind === "queue" && routing.reason === expected, text);
      queued[expected] = (queued[expected] ?? 0) + 1;
    }
    assert.equal(routing.noPostalReach, household.oddity === "homeless", text);
  }
});
