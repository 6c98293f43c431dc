// Who of today is meant by what was typed: first letters of surname, name or tax code, in any order, accents forgiven.

export interface Nameable {
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
}

/** Small letters, without accents and apostrophes: "NICCOLO' D'ANGELO" and "Niccolò D’Angelo" are the same. */
export function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/['’`]/g, "").toLowerCase().trim();
}

/** Every word typed begins a word of the name, or the tax code. Nothing typed means nobody. */
export function matches(person: Nameable, typed: string): boolean {
  const words = folded(typed)
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return false;
  const names = folded(`${person.surname} ${person.name}`).split(/[\s-]+/u);
  const joined = folded(person.surname).replaceAll(/\s/gu, "");
  const code = person.taxCode.toLowerCase();
  return words.every(
    (word) => code.startsWith(word) || joined.startsWith(word) || names.some((name) => name.startsWith(word)),
  );
}

/** Whether a scanner may have typed it: long, without blanks, with digits or our mark. A name goes on being looked for as it is typed. */
export function looksScanned(typed: string): boolean {
  return /^cv[^a-z0-9]?[a-z0-9]{4}[^a-z0-9]?[a-z0-9]{4}[^a-z0-9]?[a-z0-9]{8}$/i.test(typed.trim());
}
