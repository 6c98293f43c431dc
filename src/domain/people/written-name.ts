// A name as a letter writes it: registries keep names in capitals, and a greeting in capitals shouts.

/** «De' Medici», «Da' Pozzo»: here the apostrophe stands for letters left out, not for an accent. */
const ELIDED: ReadonlySet<string> = new Set(["de'", "da'", "ne'", "co'"]);
const ACCENTED: Readonly<Record<string, string>> = { a: "à", e: "è", i: "ì", o: "ò", u: "ù" };

/**
 * «NICCOLO' D'ANGELO» becomes «Niccolò D'Angelo», «DE LUCA-ROSSI» «De Luca-Rossi». A name that has a small letter was written
 * by someone who knew how: it stays as it is, and so does one in a script without capitals.
 */
export function writtenName(name: string): string {
  if (name !== name.toUpperCase() || name === name.toLowerCase()) return name;
  return name.toLowerCase().split(" ").map(word).join(" ");
}

function word(lower: string): string {
  const last = lower.at(-2) ?? "";
  const accented = /['’]$/.test(lower) && !ELIDED.has(lower) ? ACCENTED[last] : undefined;
  const whole = accented === undefined ? lower : lower.slice(0, -2) + accented;
  return whole.replace(
    /(^|['’-])(\p{Letter})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
