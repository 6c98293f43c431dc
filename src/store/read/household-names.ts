// The members of a household by name, for the choices of a form.

import type { FormOption } from "../../domain/procedure/form-types.ts";
import type { Queryable } from "./query.ts";

/** Those whom the office may see: person id and name, the person of the case first. */
export async function readNames(db: Queryable, benefitId: string, caseId: string): Promise<FormOption[]> {
  const { rows } = await db.query<{ value: string; label: string; hint: string }>(
    `select p.id as value, p.surname || ' ' || p.name as label, to_char(p.birth_date, 'DD/MM/YYYY') as hint
     from case_file f join person p on p.id = f.person_id where f.benefit_id = $1 order by f.id <> $2, p.birth_date`,
    [benefitId, caseId],
  );
  return rows.map(({ value, label, hint }) => ({ value, label, hint }));
}
