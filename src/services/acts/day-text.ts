// A day as an operator reads it.

/** "2 settembre 2019" would be long in a refusal: "02/09/2019". */
export function dayText(date: string): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}
