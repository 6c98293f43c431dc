// The page of roles and permissions, made from the table that the server asks.

import { PERMISSIONS } from "../domain/access/permissions.ts";
import type { Permission } from "../domain/access/permission-row.ts";
import { ROLE_RULES, ROLES, roleTitle } from "../domain/access/roles.ts";
import { ACCESS_TEXTS } from "../domain/access/texts.ts";
import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import { ACTORS } from "../domain/procedure/types.ts";
import { PAGES } from "./docs-texts.ts";

/** Markdown of the whole page. */
export function accessPage(): string {
  return [
    `# ${ACCESS_TEXTS.pageTitle}`,
    PAGES.generated,
    ACCESS_TEXTS.pageIntro,
    `## ${ACCESS_TEXTS.rolesTitle}`,
    [ACCESS_TEXTS.rolesHead, ...ROLES.map(roleRow)].join("\n"),
    ...section(ACCESS_TEXTS.readTitle, "read"),
    ...section(ACCESS_TEXTS.administerTitle, "administer"),
    `## ${ACCESS_TEXTS.substitutionTitle}`,
    ...ACCESS_TEXTS.substitution,
  ].join("\n\n");
}

/** Each norm that the table stands on, with what it is for. */
export function accessLaw(): { readonly key: CitationKey; readonly where: string }[] {
  return Object.values<Permission>(PERMISSIONS).flatMap(({ law }) =>
    law.map((key) => ({ key, where: ACCESS_TEXTS.pageTitle })),
  );
}

function roleRow(role: (typeof ROLES)[number]): string {
  const { purpose, office, actsAs } = ROLE_RULES[role];
  const actor = actsAs === null ? ACCESS_TEXTS.actsAsNobody : ACTORS[actsAs];
  return `| **${roleTitle(role)}** | ${purpose} | ${yesOrNo(office)} | ${actor} |`;
}

function section(title: string, kind: Permission["kind"]): string[] {
  const rows = Object.values<Permission>(PERMISSIONS)
    .filter((row) => row.kind === kind)
    .map(({ title: what, persons, roles, why, law }) => {
      const norms = law.map((key) => CITATIONS[key].text).join("; ");
      return `| ${what} | ${yesOrNo(persons)} | ${roles.map(roleTitle).join(", ")} | ${why} | ${norms} |`;
    });
  return [`## ${title}`, [ACCESS_TEXTS.permissionHead, ...rows].join("\n")];
}

function yesOrNo(value: boolean): string {
  return value ? ACCESS_TEXTS.yes : ACCESS_TEXTS.no;
}
