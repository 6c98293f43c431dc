// The values of XSD that services use, judged as xmllint judges them.

/** How white space is seen before a restriction looks at the text; "own" and "typed" look by themselves. */
export interface ValueCheck {
  readonly space: "preserve" | "replace" | "collapse" | "own" | "typed";
  readonly accepts: (text: string) => boolean;
}

const EDGES = /^[\t\n\r ]+|[\t\n\r ]+$/gu;
const DATE = /^-?(\d{4,})-(\d\d)-(\d\d)(Z|[+-]\d\d:\d\d)?$/u;
const DATE_TIME = /^-?(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/u;
/** Years are counted, elsewhere, in numbers that end. */
const LONGEST_YEAR = 9;
const WIDEST_ZONE_MINUTES = 14 * 60;

const anything = (): boolean => true;
const typed = (test: (text: string) => boolean): ValueCheck => ({ space: "typed", accepts: (text) => test(text.replaceAll(EDGES, "")) });

const BUILTIN: Readonly<Record<string, ValueCheck>> = {
  string: { space: "preserve", accepts: anything },
  normalizedString: { space: "replace", accepts: anything },
  token: { space: "collapse", accepts: anything },
  date: typed(isDate),
  dateTime: typed(isDateTime),
  boolean: typed((text) => /^(?:true|false|0|1)$/u.test(text)),
  int: typed((text) => isBetween(text, -(2 ** 31), 2 ** 31 - 1)),
  short: typed((text) => isBetween(text, -(2 ** 15), 2 ** 15 - 1)),
};

/** The check of a type that XSD itself has, or undefined for those not met in services of this kind. */
export function builtinType(name: string): ValueCheck | undefined {
  return Object.hasOwn(BUILTIN, name) ? BUILTIN[name] : undefined;
}

function isDate(text: string): boolean {
  const found = DATE.exec(text);
  return found !== null && isDay(found[1]!, Number(found[2]), Number(found[3])) && isZone(found[4]);
}

function isDateTime(text: string): boolean {
  const found = DATE_TIME.exec(text);
  if (found === null || !isDay(found[1]!, Number(found[2]), Number(found[3])) || !isZone(found[8])) return false;
  const [hours, minutes, seconds] = [Number(found[4]), Number(found[5]), Number(found[6])];
  // Midnight may be told as the end of its day.
  if (hours === 24) return minutes === 0 && seconds === 0 && Number(found[7] ?? 0) === 0;
  return hours < 24 && minutes < 60 && seconds < 60;
}

function isDay(year: string, month: number, day: number): boolean {
  const number = Number(year);
  if (number === 0 || year.length > LONGEST_YEAR || (year.length > 4 && year.startsWith("0"))) return false;
  const isLeap = number % 4 === 0 && (number % 100 !== 0 || number % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

function isZone(zone: string | undefined): boolean {
  if (zone === undefined || zone === "Z") return true;
  const minutes = Number(zone.slice(4));
  return minutes < 60 && Number(zone.slice(1, 3)) * 60 + minutes <= WIDEST_ZONE_MINUTES;
}

function isBetween(text: string, least: number, most: number): boolean {
  return /^[+-]?\d{1,20}$/u.test(text) && Number(text) >= least && Number(text) <= most;
}
