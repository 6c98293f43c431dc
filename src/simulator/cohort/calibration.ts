// Every share the cohort is drawn with: those of reference/cohort-parameters.csv, and our own where no source was found.

/** Keys that must stand in reference/cohort-parameters.csv, with their source. */
const REFERENCE_KEYS = [
  "bound-persons-per-household",
  "household-size-1",
  "household-size-2",
  "household-size-3",
  "household-size-4",
  "household-size-5",
  "household-size-6-plus",
  "applicant-not-bound-share",
  "women-share",
  "age-18-29",
  "age-30-39",
  "age-40-64",
  "citizenship-italian",
  "citizenship-eu",
  "citizenship-non-eu",
  "citizenship-family-member",
  "contact-applicant-mobile-share",
  "contact-member-mobile-share",
  "contact-landline-only-share",
  "contact-email-share",
  "contact-no-contact-share",
  "contact-phone-malformed-share",
  "contact-phone-shared-share",
  "contact-phone-dead-share",
  "contact-email-malformed-share",
  "contact-email-bounce-share",
  "notice-domicile-differs-share",
  "notice-domicile-outside-region-share",
  "notice-residence-abroad-share",
  "notice-homeless-share",
  "notice-napoli-generic-zip-share",
  "notice-suppressed-municipality-share",
  "notice-provisional-tax-code-share",
  "notice-omocodia-share",
  "notice-rejected-row-share",
  "notice-repeated-notice-share",
  "notice-late-out-of-order-share",
  "granted-2019-04",
  "granted-2019-05",
  "granted-2019-06",
  "granted-2019-07",
] as const;

interface OwnShare {
  readonly value: number;
  /** Italian, as in the reference table: what it is. None of these has a source: all are the project's own calibration. */
  readonly note: string;
}

/**
 * Shares for which no source was found. A row with the same key in reference/cohort-parameters.csv wins, so that an observed
 * figure can replace them without touching the code.
 */
export const OWN_SHARES = {
  "household-without-bound-share": { value: 0.002, note: "Nuclei notificati in cui nessuno è tenuto" },
  "extra-not-bound-member-share": {
    value: 0.02,
    note: "Nuclei con un componente adulto notificato come non tenuto",
  },
  "not-bound-by-age-share": {
    value: 0.6,
    note: "Fra i non tenuti, chi ha 65 anni o più; gli altri hanno una pensione diretta",
  },
  "bound-flag-missing-share": {
    value: 0.1,
    note: "Notifiche che tacciono se la persona è tenuta (decide solo l'età)",
  },
  "other-bound-weight-2": {
    value: 0.35,
    note: "Peso: probabilità che il secondo componente sia adulto e tenuto, prima della taratura",
  },
  "other-bound-weight-3": {
    value: 0.25,
    note: "Come sopra, per ciascun altro componente di un nucleo di tre",
  },
  "other-bound-weight-4-plus": {
    value: 0.2,
    note: "Come sopra, per ciascun altro componente di un nucleo di quattro o più",
  },
  "member-age-18-29": { value: 0.6, note: "Componenti diversi dal richiedente: in prevalenza figli adulti" },
  "member-age-30-39": {
    value: 0.12,
    note: "Come sopra; i richiedenti prendono il resto delle quote di età dei tenuti",
  },
  "member-same-surname-share": { value: 0.6, note: "Componenti con lo stesso cognome del richiedente" },
  "birth-own-municipality-share": { value: 0.5, note: "Nati nel comune di residenza" },
  "birth-provincial-capital-share": { value: 0.38, note: "Nati nel capoluogo di provincia (ospedali)" },
  "birth-suppressed-municipality-share": { value: 0.003, note: "Nati in un comune campano oggi soppresso" },
  "birth-elsewhere-in-italy-share": { value: 0.03, note: "Italiani nati fuori dalla Campania" },
  "birth-abroad-of-italians-share": {
    value: 0.02,
    note: "Italiani nati all'estero (emigrazione di ritorno)",
  },
  "birth-ceased-state-share": {
    value: 0.5,
    note: "Nati in URSS o Iugoslavia prima della fine: codice dello Stato cessato invece dell'attuale",
  },
  "notice-residence-outside-domicile-inside-share": {
    value: 0.004,
    note: "Residenti fuori regione con domicilio in Campania",
  },
  "notice-unknown-municipality-share": { value: 0.0008, note: "Codice di comune che non esiste" },
  "notice-suppressed-in-merged-share": {
    value: 0.2,
    note: "Nei comuni nati da fusione recente: notifiche ancora con il comune di prima",
  },
  "notice-title-case-share": {
    value: 0.08,
    note: "Nomi scritti in minuscolo con iniziali maiuscole; gli altri in maiuscolo",
  },
  "notice-apostrophe-accent-share": { value: 0.4, note: "Accenti finali scritti come apostrofo (NICCOLO')" },
  "notice-newline-in-address-share": { value: 0.001, note: "Indirizzi con un a capo dentro la cella" },
  "contact-member-email-share": { value: 0.25, note: "Componenti con una loro e-mail" },
  "contact-phone-written-oddly-share": {
    value: 0.15,
    note: "Numeri buoni scritti in modo da ripulire (0039, barre, spazi, due numeri, .0)",
  },
  "contact-foreign-mobile-share": { value: 0.006, note: "Cellulari stranieri, fra chi ha un cellulare" },
  "contact-phone-intermediary-share": {
    value: 0.008,
    note: "Numero del patronato o del CAF al posto di quello della persona",
  },
  "correction-household-share": { value: 0.04, note: "Nuclei con novità nel file successivo" },
  "correction-moved-weight": { value: 0.35, note: "Peso fra le novità: cambio di indirizzo" },
  "correction-phone-weight": { value: 0.33, note: "Peso fra le novità: cambio di telefono" },
  "correction-role-weight": { value: 0.08, note: "Peso fra le novità: il componente diventa richiedente" },
  "correction-renewal-weight": {
    value: 0.12,
    note: "Peso fra le novità: nuova domanda che segue la precedente",
  },
  "correction-stale-weight": {
    value: 0.12,
    note: "Peso fra le novità: notifica più vecchia arrivata in ritardo",
  },
  "correction-of-defective-share": {
    value: 0.5,
    note: "Righe difettose che tornano corrette nel file successivo",
  },
  "notice-repeated-newer-share": {
    value: 0.5,
    note: "Fra le ripetizioni non in ritardo: quelle più recenti, con un altro telefono; le altre sono identiche",
  },
  "notice-address-semicolon-share": { value: 0.04, note: "Indirizzi con un punto e virgola" },
  "notice-address-quotes-share": { value: 0.02, note: "Indirizzi con virgolette" },
  "notice-address-bis-share": { value: 0.04, note: "Numeri civici con «/BIS»" },
  "contact-landline-slash-share": {
    value: 0.3,
    note: "Numeri fissi scritti con la barra dopo il prefisso (081/…)",
  },
  "contact-foreign-double-zero-share": { value: 0.5, note: "Numeri stranieri scritti con 00 invece di +" },
} as const satisfies Record<string, OwnShare>;

export type ShareKey = (typeof REFERENCE_KEYS)[number] | keyof typeof OWN_SHARES;
export type Shares = Readonly<Record<ShareKey, number>>;

/** Joins the table's values with our own. @throws Error naming the keys that the table lacks or that are not numbers. */
export function sharesFrom(table: ReadonlyMap<string, string>): Shares {
  const found: Record<string, number> = {};
  for (const [key, own] of Object.entries(OWN_SHARES)) found[key] = own.value;
  for (const key of [...REFERENCE_KEYS, ...Object.keys(OWN_SHARES)]) {
    const written = table.get(key);
    if (written !== undefined) found[key] = Number(written);
  }
  const bad = [...REFERENCE_KEYS, ...Object.keys(OWN_SHARES)].filter((key) => !Number.isFinite(found[key]));
  if (bad.length > 0)
    throw new Error(`reference/cohort-parameters.csv: missing or not a number: ${bad.join(", ")}`);
  return found as Shares;
}
