// What another system may be allowed; each is given one by one, with the offices behind whose walls it works.

export const API_SCOPES = {
  cases: "Vedere i casi della sede: stato dei procedimenti, termini, convocazioni e loro prove",
  people: "Vedere codice fiscale, nome e cognome delle persone di quei casi",
  agenda: "Vedere gli appuntamenti della sede",
  replies: "Registrare la risposta di una persona alla convocazione",
  presence: "Registrare che una persona si è presentata",
} as const satisfies Record<string, string>;
export type ApiScope = keyof typeof API_SCOPES;

export function isApiScope(text: string): text is ApiScope {
  return Object.hasOwn(API_SCOPES, text);
}
