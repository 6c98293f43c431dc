// The cells that every table of accesses shares: who, in which role and office, why.

import type { AccessRow } from "../../../contract/access.ts";
import { REASON_TEXTS, SUBSTITUTION_TEXTS } from "../../../domain/access/texts.ts";
import { ROLES, label } from "../../texts/common.ts";

type Actor = Pick<AccessRow, "actor" | "actorName" | "role" | "onBehalfOf" | "office">;

/** The procedures know the day-sheet clerk by a shorter name. */
const roleName = (role: string): string => label(ROLES, role === "clerk" ? "day-sheet-clerk" : role);

export function Who({ row }: { readonly row: Actor }) {
  const hand = row.onBehalfOf === null ? row.actor : SUBSTITUTION_TEXTS.onBehalf(row.actor, row.onBehalfOf);
  return (
    <>
      <span className="cv-wrap">{row.actorName ?? hand}</span>
      {row.actorName !== null && <span className="cv-sub cv-wrap">{hand}</span>}
    </>
  );
}

export function RoleAndOffice({ row }: { readonly row: Actor }) {
  return (
    <>
      {roleName(row.role)}
      {row.office !== null && <span className="cv-sub">{row.office}</span>}
    </>
  );
}

/** The register keeps which document was opened before the reason; nobody reads it as a number. */
const DOCUMENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}: /;

export function Why({ kind, note }: { readonly kind: string | null; readonly note?: string | null }) {
  if (kind === null && (note === undefined || note === null)) return "–";
  return (
    <>
      {kind !== null && label(REASON_TEXTS, kind)}
      {note !== undefined && note !== null && <span className="cv-sub cv-wrap">{note.replace(DOCUMENT_ID, "")}</span>}
    </>
  );
}
