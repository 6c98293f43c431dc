// Small counts never shown, nor anything from which they follow: primary and complementary suppression over sums.

/** Counts by name, and which of them are the sum of which others. */
export interface Counts {
  readonly cells: ReadonlyMap<string, number>;
  readonly sums: readonly Sum[];
}
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
}

export interface Suppressed {
  readonly hidden: ReadonlySet<string>;
  readonly leaks: readonly string[];
}

/**
 * The counts to hide, so that none between 1 and `threshold` − 1 can be read or worked out from those that are left: every sum keeps
 * none or several hidden counts, several hidden parts make at least `threshold` together, and no hidden count is the only solution of the sums
 * taken together. Nought is shown. What is smallest is hidden first. The same counts, the same answer.
 * `open`: counts that are known anyhow and cannot be hidden; then a small one may be left that follows from them, and is named in `leaks`.
 * `closed`: counts hidden from the beginning.
 */
export function suppress(
  { cells, sums }: Counts,
  threshold: number,
  { open = new Set(), closed = [] }: { readonly open?: ReadonlySet<string>; readonly closed?: Iterable<string> } = {},
): Suppressed {
  const hidden = new Set<string>(closed);
  for (const [name, count] of cells) if (count > 0 && count < threshold && !open.has(name)) hidden.add(name);
  const hide = (names: readonly string[]): boolean => hideSmallest(names, cells, hidden, open);
  for (;;) {
    while (sums.some((sum) => widen(sum, cells, hidden, threshold, hide))) {
      // Each turn hides one count more, and there are only so many.
    }
    const leaks = determined(sums, hidden, cells);
    const beside = (name: string): boolean => sums.some(({ total, parts }) => (total === name || parts.includes(name)) && hide([...parts, total]));
    if (!leaks.some(beside)) return { hidden, leaks };
  }
}

/** Hides one count more where a sum gives a hidden one away. */
function widen(
  { total, parts }: Sum,
  cells: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
  threshold: number,
  hide: (names: readonly string[]) => boolean,
): boolean {
  const covered = parts.filter((part) => hidden.has(part));
  if (hidden.has(total)) return covered.length === 0 && hide(parts);
  if (covered.length === 0) return false;
  const together = covered.reduce((sum, part) => sum + (cells.get(part) ?? 0), 0);
  if (covered.length > 1 && together >= threshold) return false;
  return hide(parts) || hide([total]);
}

/** Nought hides nothing. */
function hideSmallest(names: readonly string[], cells: ReadonlyMap<string, number>, hidden: Set<string>, open: ReadonlySet<string>): boolean {
  let best: string | null = null;
  for (const name of names) {
    const count = cells.get(name) ?? 0;
    if (count > 0 && !hidden.has(name) && !open.has(name) && (best === null || count < (cells.get(best) ?? 0))) best = name;
  }
  if (best !== null) hidden.add(best);
  return best !== null;
}

/** A prime: sums are solved in whole numbers below it, without rounding. Coefficients are ±1. */
const FIELD = 1_000_003;

/** The hidden counts that the sums, taken together, leave only one value for. */
function determined(sums: readonly Sum[], hidden: ReadonlySet<string>, cells: ReadonlyMap<string, number>): string[] {
  const names = [...hidden];
  const column = new Map(names.map((name, index) => [name, index]));
  const rows = sums.flatMap(({ total, parts }) => {
    const row = new Float64Array(names.length);
    const at = column.get(total);
    if (at !== undefined) row[at] = FIELD - 1;
    for (const part of parts) {
      const place = column.get(part);
      if (place !== undefined) row[place] = 1;
    }
    return row.some((value) => value !== 0) ? [row] : [];
  });
  return reduce(rows, names.length).flatMap(([row, pivot]) => {
    const name = names[pivot]!;
    return (cells.get(name) ?? 0) > 0 && rows[row]!.every((value, index) => index === pivot || value === 0) ? [name] : [];
  });
}

/** Gauss and Jordan, in place; each row with its leading column. */
function reduce(rows: Float64Array[], width: number): (readonly [row: number, column: number])[] {
  const pivots: [number, number][] = [];
  for (let column = 0; column < width && pivots.length < rows.length; column += 1) {
    const top = pivots.length;
    const found = rows.findIndex((row, index) => index >= top && row[column] !== 0);
    if (found === -1) continue;
    [rows[top], rows[found]] = [rows[found]!, rows[top]!];
    const lead = rows[top];
    const scale = inverse(lead[column]!);
    for (let at = column; at < width; at += 1) lead[at] = (lead[at]! * scale) % FIELD;
    for (const [index, row] of rows.entries()) {
      const factor = row[column]!;
      if (index === top || factor === 0) continue;
      for (let at = column; at < width; at += 1) if (lead[at] !== 0) row[at] = (row[at]! + (FIELD - factor) * lead[at]!) % FIELD;
    }
    pivots.push([top, column]);
  }
  return pivots;
}

function inverse(value: number): number {
  let result = 1;
  let base = value;
  for (let power = FIELD - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % FIELD;
    base = (base * base) % FIELD;
  }
  return result;
}
