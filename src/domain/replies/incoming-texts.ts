// Italian of what comes back by SMS: what the desk reads, and what a gateway is refused with.

export const INCOMING_TEXTS = {
  askedBySms: "chiesta con un SMS",
  noGateway: "Nessun gateway SMS ha questo nome.",
  unreadable: "La richiesta non contiene SMS leggibili: servono id, from e text.",
  task: {
    unclear: (text: string): string => `Ha risposto per SMS: «${text}». Leggere e, se serve, telefonare.`,
    shared: (text: string): string => `Un numero di più persone ha risposto per SMS: «${text}». Sentire chi ha risposto: nulla è stato deciso.`,
    refused: (text: string): string => `Ha risposto per SMS: «${text}», ma l’atto non è possibile nello stato attuale. Sentire la persona.`,
  },
} as const;
