// The desk at which this computer stands, remembered by the browser: one calls to one's own desk all day.

const keyOf = (office: string): string => `convoca.sportello.${office}`;

/** The desk chosen last time, if the office still has it. */
export function keptDesk(office: string, desks: readonly number[]): number | null {
  try {
    const kept = Number(localStorage.getItem(keyOf(office)) ?? Number.NaN);
    return desks.includes(kept) ? kept : null;
  } catch {
    // Storage may be forbidden: then one chooses each time.
    return null;
  }
}

export function keepDesk(office: string, desk: number | null): void {
  try {
    if (desk === null) localStorage.removeItem(keyOf(office));
    else localStorage.setItem(keyOf(office), String(desk));
  } catch {
    // Forbidden: nothing to remember with.
  }
}
