// Recognises the addresses that registry offices give to people without a home: no letter reaches them.

/**
 * Streets that exist only in the registry (D.P.R. 223/1989, L. 1228/1954 art. 2 c. 3: homeless people are registered at the municipality's own
 * address or at a street that does not exist), and what people write in their place. Tested on capitals.
 */
const FICTITIOUS = [
  /\bSENZA\s+(?:FISSA\s+)?(?:DIMORA|TETTO|CASA|RESIDENZA)\b/,
  // Not the initials before an apostrophe: "Via S.F. d'Assisi" is a real street.
  /\bS\.?\s?F\.?\s?D\b(?!['’`])/,
  /\b(?:VIA|PIAZZA|VICO|LARGO)\s+(?:DELLA\s+|DEL\s+)?CASA\s+COMUNALE\b/,
  /\bC\/O\s+(?:LA\s+)?(?:CASA\s+COMUNALE|COMUNE|MUNICIPIO)\b/,
  /\bPRESSO\s+(?:LA\s+|IL\s+)?(?:CASA\s+COMUNALE|COMUNE|MUNICIPIO)\b/,
  /^\s*CASA\s+COMUNALE\b/,
  /\bFITTIZI[AO]\b/,
  /\bINESISTENTE\b/,
  /\bIRREPERIBILE\b/,
  /\bSENZA\s+INDIRIZZO\b/,
];

const ONE_PASS = new RegExp(FICTITIOUS.map((pattern) => pattern.source).join("|"));

// Pure memory: one street is asked about several times in a row, for the letter, for the office, for the next of the household.
let lastStreet = "";
let lastLacks = false;

/** True when the street is one at which post cannot be received. An absent street says nothing, so it is false. */
export function lacksPostalReach(street: string | undefined): boolean {
  if (street === undefined) return false;
  if (street !== lastStreet) {
    lastLacks = ONE_PASS.test(street.toUpperCase());
    lastStreet = street;
  }
  return lastLacks;
}
