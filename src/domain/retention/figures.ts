// Numbers of erased dossiers that may be shown: a small one may point at somebody, and so may the difference of two large ones.

/** How many, of one group (one measure, one year, one thing counted), in one place. */
export interface Cell {
  readonly group: string;
  readonly place: string;
  readonly amount: number;
}

export interface ShownCell {
  readonly group: string;
  readonly place: string;
  /** Null: held back. */
  readonly amount: number | null;
}

export interface ShownGroup {
  readonly group: string;
  /** Null: held back, because it would give away the one number that it is made of. */
  readonly total: number | null;
  readonly cells: readonly ShownCell[];
}

/** Under so many nobody is shown. */
export const SMALLEST_SHOWN = 5;

/**
 * Holds back every number under `smallest`. Where what is held back of a group would together come out of its total as a number that small,
 * or as that of one place alone, the next larger is held back as well; where no other is left, the total is.
 */
export function shownFigures(cells: readonly Cell[], smallest: number = SMALLEST_SHOWN): ShownGroup[] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) groups.set(cell.group, [...(groups.get(cell.group) ?? []), cell]);
  return [...groups.entries()]
    .map(([group, own]) => shownGroup(group, own, smallest))
    .toSorted((a, b) => (a.group < b.group ? -1 : 1));
}

function shownGroup(group: string, cells: readonly Cell[], smallest: number): ShownGroup {
  const rising = cells.toSorted((a, b) => a.amount - b.amount || (a.place < b.place ? -1 : 1));
  let held = rising.filter((cell) => cell.amount < smallest).length;
  const heldSum = (): number => rising.slice(0, held).reduce((sum, cell) => sum + cell.amount, 0);
  while (held > 0 && held < rising.length && (held === 1 || heldSum() < smallest)) held += 1;
  const back = new Set(rising.slice(0, held).map((cell) => cell.place));
  const gives = held > 0 && (held === 1 || heldSum() < smallest);
  return {
    group,
    total: gives ? null : cells.reduce((sum, cell) => sum + cell.amount, 0),
    cells: cells
      .map(({ place, amount }) => ({ group, place, amount: back.has(place) ? null : amount }))
      .toSorted((a, b) => (a.place < b.place ? -1 : 1)),
  };
}
