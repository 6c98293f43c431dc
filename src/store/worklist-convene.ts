// Query of the people chosen for convening, with all that speaks against it: as the planner sees them, of one office.

import type { ClientBase } from "pg";
import { maskOf } from "../domain/worklist/pending.ts";

export interface ConveneCandidate {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  /** By what the person would be written to; null: by nothing. */
  readonly way: "message" | "pec" | "letter" | null;
  readonly reach: string;
  readonly measure: string;
  readonly bound: boolean;
  /** Exempt, excluded, or elsewhere. */
  readonly released: boolean;
  readonly superseded: boolean;
}

/** Those of these cases for which the office is competent, by name. */
export async function conveneCandidates(client: ClientBase, office: string, caseIds: readonly string[]): Promise<ConveneCandidate[]> {
  const { rows } = await client.query<ConveneCandidate>(
    `select f.id as "caseId", p.surname, p.name, p.reach, told_way(b.measure, p.reach, p.postal) as way, b.measure, f.bound, w.pending & ${maskOf(["exempt", "excluded", "gone"])} <> 0 as released,
       w.pending & ${maskOf(["superseded"])} <> 0 as superseded
     from competence c join worklist w on w.case_id = c.case_id join case_file f on f.id = c.case_id
     join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
     where c.case_id = any($2::uuid[]) and c.office_id = $1 order by w.sort_key, f.id`,
    [office, caseIds],
  );
  return rows;
}
