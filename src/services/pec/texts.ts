// What is said to offices about certified mail.

import type { CertifiedSilence } from "../../domain/messages/certified-mail.ts";

const silent: Readonly<Record<CertifiedSilence, string>> = {
  "no-acceptance": "Da più di un’ora il gestore della nostra PEC non ha dato la ricevuta di accettazione: non è detto che il messaggio sia partito.",
  "no-delivery-12h": "Da più di dodici ore non c’è né la ricevuta di consegna né un avviso di mancata consegna.",
  "no-delivery-24h": "È passato più di un giorno senza ricevuta di consegna né avviso di mancata consegna: la consegna non è provata, usare un altro modo.",
};

export const PEC_TEXTS = { silent } as const;
