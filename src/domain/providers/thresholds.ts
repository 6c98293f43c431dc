// When a provider counts as ill, slow or well again: numbers with their reasons, each of which a Region may set otherwise.

export interface ProviderThresholds {
  readonly drainAfterSeconds: number;
  readonly errorWindowSeconds: number;
  readonly errorLeast: number;
  readonly errorPercent: number;
  readonly refusalPercent: number;
  readonly slowAfterSeconds: number;
  readonly slowWindowSeconds: number;
  readonly slowLeast: number;
  readonly slowPercent: number;
  readonly inTimePercent: number;
  readonly relapseSeconds: number;
}

export type ProviderThreshold = keyof ProviderThresholds;

export interface ThresholdRule {
  /** What a person calls it. */
  readonly title: string;
  readonly unit: "s" | "%" | "messaggi";
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  /** Why this number and not another. */
  readonly why: string;
}

export const PROVIDER_RULES: Readonly<Record<ProviderThreshold, ThresholdRule>> = {
  drainAfterSeconds: {
    title: "Messaggi in attesa passati all’altro fornitore dopo", unit: "s", usual: 5, least: 1, most: 3_600,
    why: "Un’interruzione di pochi secondi passa da sola; con le dieci secondi che può durare il silenzio su un messaggio restano meno di trenta in tutto.",
  },
  errorWindowSeconds: {
    title: "Errori contati negli ultimi", unit: "s", usual: 30, least: 10, most: 600,
    why: "Abbastanza per non decidere su un momento, abbastanza poco per accorgersene subito.",
  },
  errorLeast: {
    title: "Invii necessari per giudicare gli errori", unit: "messaggi", usual: 20, least: 5, most: 10_000,
    why: "Su meno messaggi una percentuale non dice nulla.",
  },
  errorPercent: {
    title: "Fornitore fermato oltre questa quota di invii senza risposta, rimandati o irraggiungibili", unit: "%", usual: 50, least: 5, most: 100,
    why: "Chi non prende un messaggio su due tarda più di quanto porti; «troppo in fretta» non conta, perché dipende da noi.",
  },
  refusalPercent: {
    title: "Fornitore fermato oltre questa quota di rifiuti", unit: "%", usual: 80, least: 20, most: 100,
    why: "Un numero sbagliato è rifiutato a ragione, e non è mai così spesso: oltre questa quota il fornitore rifiuta noi, e ogni messaggio andrebbe perduto.",
  },
  slowAfterSeconds: {
    title: "Ricevuta in ritardo dopo", unit: "s", usual: 300, least: 10, most: 86_400,
    why: "Un telefono acceso risponde in pochi secondi; cinque minuti lasciano tempo a una rete carica.",
  },
  slowWindowSeconds: {
    title: "Ritardi contati sui messaggi degli ultimi", unit: "s", usual: 900, least: 20, most: 86_400,
    why: "Un quarto d’ora oltre il ritardo ammesso mostra un rallentamento, non un istante.",
  },
  slowLeast: {
    title: "Messaggi necessari per giudicare i ritardi", unit: "messaggi", usual: 50, least: 5, most: 100_000,
    why: "Alcuni telefoni sono sempre spenti: servono molti messaggi per dire che è il fornitore.",
  },
  slowPercent: {
    title: "Fornitore lento oltre questa quota di ricevute in ritardo", unit: "%", usual: 25, least: 2, most: 100,
    why: "I telefoni spenti o lontani dalla rete sono meno di uno su cinque.",
  },
  inTimePercent: {
    title: "Fornitore di nuovo puntuale sotto questa quota", unit: "%", usual: 10, least: 1, most: 99,
    why: "Più bassa di quella che lo dichiara lento, perché non passi di continuo da uno stato all’altro.",
  },
  relapseSeconds: {
    title: "Ricaduta, se si ferma di nuovo entro", unit: "s", usual: 300, least: 10, most: 86_400,
    why: "Chi ricade riposa più a lungo della volta prima, fino a un minuto: così non si apre e chiude di continuo.",
  },
};

const NAMES = Object.keys(PROVIDER_RULES) as readonly ProviderThreshold[];

export const USUAL_THRESHOLDS = Object.fromEntries(NAMES.map((name) => [name, PROVIDER_RULES[name].usual])) as unknown as ProviderThresholds;

export function isProviderThreshold(name: string): name is ProviderThreshold {
  return Object.hasOwn(PROVIDER_RULES, name);
}

/** A threshold as somebody writes it; null when it is no whole number within its limits. */
export function readThreshold(name: ProviderThreshold, text: string): number | null {
  const { least, most } = PROVIDER_RULES[name];
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

function usable(name: ProviderThreshold, given: unknown): number {
  return (typeof given === "number" ? readThreshold(name, String(given)) : null) ?? PROVIDER_RULES[name].usual;
}

/** Those given by the installation where they can be meant, the usual ones for the rest. */
export function thresholdsOf(given: Readonly<Record<string, unknown>>): ProviderThresholds {
  const chosen = NAMES.map((name) => [name, usable(name, given[name])] as const);
  const thresholds = Object.fromEntries(chosen) as unknown as ProviderThresholds;
  // Who is slow must be able to become in time again, and a window must reach past the delay that it looks for.
  return {
    ...thresholds,
    inTimePercent: Math.min(thresholds.inTimePercent, thresholds.slowPercent - 1),
    slowWindowSeconds: Math.max(thresholds.slowWindowSeconds, thresholds.slowAfterSeconds * 2),
  };
}
