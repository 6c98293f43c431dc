// Which of some elements lies next in the direction of an arrow: what is straight ahead before what is aside.

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** A step aside counts as so many ahead. */
const ASIDE = 3;

export interface Boxed {
  getBoundingClientRect(): { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** Null for another key, or where nothing lies that way. */
export function nearestInDirection<E extends Boxed>(key: string, from: Boxed, among: readonly E[]): E | null {
  const direction = DIRECTIONS[key];
  if (direction === undefined) return null;
  const [dx, dy] = direction;
  const start = middleOf(from);
  let best: E | null = null;
  let least = Infinity;
  for (const one of among) {
    if ((one as Boxed) === from) continue;
    const end = middleOf(one);
    const ahead = (end.x - start.x) * dx + (end.y - start.y) * dy;
    if (ahead <= 1) continue;
    const aside = Math.abs((end.x - start.x) * dy) + Math.abs((end.y - start.y) * dx);
    const cost = ahead + aside * ASIDE;
    if (cost < least) {
      best = one;
      least = cost;
    }
  }
  return best;
}

function middleOf(element: Boxed): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
