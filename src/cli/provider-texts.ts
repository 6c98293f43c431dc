// What `convoca provider` says.

interface Rule {
  readonly id: string;
  readonly claim: string;
  readonly value: string;
  readonly role: string;
  readonly office: string | null;
  readonly officeClaim: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export const PROVIDER_TEXTS = {
  usage: `Uso: convoca provider set ID --name NOME --issuer https://… --client-id ID [--secret-file FILE | --secret-env NOME | --key-file FILE] [--post]
                     [--scopes "openid profile"] [--name-claim name]
     convoca provider rule ID --claim NOME --value VALORE --role RUOLO [--office SEDE | --office-claim NOME] [--from DATA] [--to DATA]
     convoca provider rules ID | drop-rule ID REGOLA | list | stop ID`,
  badId: "L'identificativo del gestore ha da 2 a 40 lettere minuscole, cifre e trattini.",
  badIssuer: "L'indirizzo del gestore (issuer) deve essere https; http solo su questa stessa macchina.",
  unknown: (id: string) => `Il gestore «${id}» non esiste.`,
  set: (id: string) =>
    `Gestore «${id}» registrato. Senza regole non dà alcun ruolo: aggiungerle con «convoca provider rule ${id} …».`,
  stopped: (id: string) => `Gestore «${id}» chiuso: nessuno vi entra più, e chi ne veniva è fuori.`,
  listed: (id: string, name: string, issuer: string) => `${id} · ${name} · ${issuer}`,
  rule: ({ id, claim, value, role, office, officeClaim, from, to }: Rule) =>
    `${id} · ${claim} = «${value}» → ${role}${office === null ? "" : ` nella sede ${office}`}${officeClaim === null ? "" : ` nelle sedi di «${officeClaim}»`} · ${from ?? "sempre"}–${to ?? "senza fine"}`,
  ruleAdded: (id: string) => `Regola registrata: ${id}. Vale dal prossimo accesso.`,
  ruleUnknown: "Questa regola non esiste.",
  ruleRemoved:
    "Regola tolta. Chi è già dentro resta con i ruoli presi: per farlo uscire, «convoca user send-out».",
} as const;
