// A chunk of notices taken apart: parts that share no person and no benefit can be stored side by side.

/** What ties one notice to others of its chunk. */
export interface Ties {
  readonly taxCode: string;
  readonly measure: string;
  readonly protocol: string;
  readonly previousProtocol: string | null;
}

/**
 * Takes `notices` apart into at most `parts` lists of about the same length. Notices of one person, of one benefit, or of a benefit
 * and its renewal stay together, and keep their order.
 */
export function takeApart<T extends Ties>(notices: readonly T[], parts: number): T[][] {
  if (parts === 1) return [[...notices]];
  const groups = groupsOf(notices);
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const lists: T[][] = Array.from({ length: parts }, () => []);
  const loads = lists.map(() => 0);
  const partOf = new Map<number, number>();
  for (const [at, notice] of notices.entries()) {
    const group = groups[at]!;
    let part = partOf.get(group);
    if (part === undefined) {
      part = loads.indexOf(Math.min(...loads));
      loads[part]! += sizes.get(group)!;
      partOf.set(group, part);
    }
    lists[part]!.push(notice);
  }
  return lists.filter((list) => list.length > 0);
}

/** For each notice the first one that it is tied to, directly or through others. */
function groupsOf(notices: readonly Ties[]): number[] {
  const first = notices.map((_, at) => at);
  const root = (at: number): number => {
    let found = at;
    while (first[found] !== found) found = first[found] = first[first[found]!]!;
    return found;
  };
  const seen = new Map<string, number>();
  const tie = (at: number, key: string): void => {
    const other = seen.get(key);
    if (other === undefined) seen.set(key, at);
    else {
      const [a, b] = [root(at), root(other)];
      first[Math.max(a, b)] = Math.min(a, b);
    }
  };
  for (const [at, { taxCode, measure, protocol, previousProtocol }] of notices.entries()) {
    tie(at, taxCode);
    tie(at, `${measure}/${protocol}`);
    if (previousProtocol !== null) tie(at, `${measure}/${previousProtocol}`);
  }
  return notices.map((_, at) => root(at));
}
