// A row of the table of permissions, and the norms that many rows stand on.

import type { CitationKey } from "../law/citation.ts";
import type { Role } from "./roles.ts";

export interface Permission {
  /** What it allows, as the page for readers says it. */
  readonly title: string;
  /** "read": shows something. "administer": changes something that is no act of a procedure. */
  readonly kind: "read" | "administer";
  /** Whether what it shows or touches names persons. */
  readonly persons: boolean;
  readonly roles: readonly Role[];
  /** Why these roles and no others. */
  readonly why: string;
  readonly law: readonly [CitationKey, ...CitationKey[]];
}

export const permission = (
  kind: Permission["kind"],
  title: string,
  roles: readonly Role[],
  why: string,
  law: Permission["law"],
  persons = true,
): Permission => ({ kind, title, roles, why, law, persons });

export const SELECTIVE = ["DM_2_9_2019_ART2_C8", "GDPR_ART5"] as const;
export const DESIGNATED = ["DLGS196_ART2QUATERDECIES"] as const;
export const SAFE = ["GDPR_ART32"] as const;
export const LOGGED = ["GARANTE_ADMINISTRATORS", "GDPR_ART32"] as const;
