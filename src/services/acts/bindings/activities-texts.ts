// What pacts and activities say to the desk and to whoever asks for an act, beyond their tables.

import { dayText } from "../day-text.ts";

export const ACTIVITY_TEXTS = {
  entryUnknown: "Questa attività non è nel catalogo: ricaricare la pagina e sceglierla di nuovo.",
  unfit: (reasons: readonly string[]): string => `La persona non può iscriversi: ${reasons.join(" ")}`,
  signedOnScreen:
    "La firma sullo schermo si registra dal documento emesso, con il codice mandato al telefono della persona: da qui si registrano le altre.",
  commitments: (problems: readonly string[]): string => `Gli impegni non sono completi: ${problems.join(" ")}`,
  fact: (title: string, what: string, day: string): string =>
    `${title}: ${what} il ${dayText(day)}. Valutare se registrare il fatto nella condizionalità: nulla è segnalato da solo.`,
  factFallen: (title: string, day: string): string => `${title}: il fatto del ${dayText(day)} non sussiste più.`,
  factReview: (title: string, day: string): string => `${title}: rileggere il procedimento aperto sul fatto del ${dayText(day)}.`,
  absent: "assenza ingiustificata",
  hoursShort: "ore non recuperate nel mese che finisce",
  refusedActivity: "attività rifiutata",
  abandoned: "attività abbandonata",
  refusedOffer: "offerta congrua rifiutata",
  missedPresence: "presenza periodica mancata entro",
  noChoice: "soggetto non scelto entro",
  refusedPact: "rifiuto di firmare",
  placeFree: (title: string): string => `Si è liberato un posto in «${title}»: chi aspetta da più tempo è questa persona. Assegnarlo.`,
  closeForJob: "La persona è stata assunta: chiudere per lavoro le attività ancora aperte e rivedere il patto.",
  reviewActivities: "Il patto non è più in vigore: chiudere le attività ancora aperte, oppure riportarle in un altro patto.",
  pactEnded: "il patto non è più in vigore",
} as const;
