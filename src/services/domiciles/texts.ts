// Italian sentences of the search of digital domiciles.

export const LOOKUP_TEXTS = {
  tooLong: "Il registro non ha preparato l’elenco nel tempo concesso: lo si chiede di nuovo.",
  nobodyLeft: "Delle persone di questo elenco non c’è più il fascicolo.",
} as const;
