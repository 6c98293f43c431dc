// The offices' clock in a form: an instant in UTC as day and hour of Rome, and back.

const ROME = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Rome",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** "2019-09-02T08:00:00.000Z" → "2019-09-02T10:00", as a field of day and hour takes it; "" for what is no instant. */
export function romeClock(instant: unknown): string {
  if (typeof instant !== "string" || instant === "") return "";
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? "" : ROME.format(at).replace(" ", "T");
}

/** "2019-09-02T10:00" → "2019-09-02T08:00:00.000Z"; null for what is no day and hour. An hour that comes twice is the first. */
export function instantOfRome(local: string): string | null {
  if (!LOCAL.test(local)) return null;
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const ahead = (epoch: number): number => Date.parse(`${romeClock(new Date(epoch).toISOString())}:00Z`) - epoch;
  // The larger offset first: right in the repeated hour.
  const [early, late] = [asUtc - ahead(asUtc - 12 * 3_600_000), asUtc - ahead(asUtc + 12 * 3_600_000)].toSorted((a, b) => a - b) as [number, number];
  const right = [early, late].find((epoch) => epoch + ahead(epoch) === asUtc);
  return new Date(right ?? late).toISOString();
}
