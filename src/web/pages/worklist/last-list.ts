// The list that was looked at last in this tab: from a person's page one goes back to it, with its filters.

let last = "/lavoro";

export function rememberList(search: string): void {
  last = `/lavoro${search}`;
}

export function lastList(): string {
  return last;
}
