// The columns of the worklist: those that always stand, and those that a filter or the user brings.

export const COLUMN_NAMES = [
  "due",
  "operator",
  "taxCode",
  "reach",
  "appointment",
  "phone",
  "benefit",
  "protocol",
  "municipality",
  "justify",
  "exemptUntil",
  "activityUntil",
  "assignedOn",
  "wait",
  "note",
  "birthDate",
  "citizenship",
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];

export type Scope = "mio" | "sede";

/** Shown while no filter and no user asks for others; the person and what is pending always stand. */
export const FIRST_COLUMNS: Readonly<Record<Scope, readonly ColumnName[]>> = {
  mio: ["due", "taxCode", "appointment", "reach"],
  sede: ["due", "taxCode", "operator", "reach"],
};
/** More than these are not shown by themselves. */
const MOST = 4;

export function isColumnName(text: string): text is ColumnName {
  return (COLUMN_NAMES as readonly string[]).includes(text);
}

/** The columns of a choice that names none: the deadline, what the filters bring, then the first ones, up to a readable number. */
export function columnsOf(scope: Scope, brought: readonly (readonly ColumnName[])[]): ColumnName[] {
  return [...new Set<ColumnName>(["due", ...brought.flat(), ...FIRST_COLUMNS[scope]])].slice(0, MOST);
}
