// Italian sentences of the agenda by hand: refusals, tasks, what is told about a replan.

import { clockText, romeTime } from "../../domain/calendar/rome-time.ts";

const day = (date: string): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

/** "14/10/2019 alle 09:30" */
export function whenText(instant: string): string {
  const { date, minutes } = romeTime(instant);
  return `${day(date)} alle ${clockText(minutes)}`;
}

const list = (seats: readonly string[]): string =>
  seats.length === 0 ? " Nelle prossime settimane non ci sono altri posti liberi." : ` I posti liberi più vicini: ${seats.join("; ")}.`;

export const AGENDA_TEXTS = {
  taken: (who: string | null, at: string | null, next: readonly string[]): string =>
    who === null
      ? `Il posto è appena stato preso.${list(next)}`
      : `Il posto è appena stato preso: lo ha dato ${who}${at === null ? "" : ` il ${whenText(at)}`}.${list(next)}`,
  stale: (who: string | null, at: string | null, now: string | null): string =>
    now === null
      ? "La persona non ha più questo appuntamento: la pagina non era aggiornata. Non è stato cambiato nulla."
      : `La pagina non era aggiornata: l'appuntamento è già ${whenText(now)}${who === null ? "" : `, spostato da ${who}${at === null ? "" : ` il ${whenText(at)}`}`}. Non è stato cambiato nulla.`,
  noAppointment: "La persona non ha un appuntamento in agenda.",
  appointmentOver: "L'appuntamento è già cominciato o passato: non si sposta più.",
  noSeat: "In quell'ora lo sportello non è aperto: scegliere un posto tra quelli liberi.",
  reasonMissing: "Scrivere il motivo (almeno 5 caratteri): resta nel registro degli atti.",
  deskChanged: "Spostato a un altro sportello, alla stessa ora: la persona non riceve messaggi, per lei non cambia nulla.",
  movedUntold: "Appuntamento spostato. La persona non era ancora stata avvisata, oppure non c'è un recapito: nell'ultimo caso c'è un'attività allo sportello.",
  seatHeld: "Posto tenuto. La persona non sa ancora nulla: leggere il messaggio e convocarla.",
  convened: "La persona è convocata: il messaggio parte alla prima ora consentita.",
  changeEntered: (people: number): string =>
    people === 0 ? "Orario cambiato." : people === 1 ? "Orario cambiato: 1 persona viene spostata." : `Orario cambiato: ${people} persone vengono spostate.`,
  alreadyEntered: "Era già stato inserito: non è cambiato nulla.",
  weekCopied: (entered: number): string => (entered === 1 ? "1 eccezione copiata." : `${entered} eccezioni copiate.`),
  officeUnknown: "Questa sede non ha orari nelle tabelle: caricarli prima di cambiarli.",
  deskUnknown: "Lo sportello indicato non è di questa sede.",
  changedMeanwhile: "Nel frattempo l'agenda è cambiata: guardare di nuovo le proposte prima di approvarle.",
  idUsed: "La richiesta è già servita per un'altra eccezione: ricaricare la pagina.",
  replanUnknown: "Lo spostamento indicato non è di questa sede.",
  moveReason: (kind: "opening" | "closure", reason: string): string =>
    kind === "closure" ? `Chiusura della sede: ${reason}` : `Apertura ritirata dalla sede: ${reason}`,
  noPlace: (startsAt: string): string =>
    `L'appuntamento di ${whenText(startsAt)} cade in ore in cui la sede è chiusa e non c'è un altro posto libero: trovare un posto (anche aprendo più ore) e avvisare la persona.`,
  notMoved: (startsAt: string, why: string): string =>
    `L'appuntamento di ${whenText(startsAt)} cade in ore in cui la sede è chiusa e non si è potuto spostare da solo: ${why}`,
  copySame: "Scegliere una settimana diversa da quella che si copia.",
  copyEmpty: "In quella settimana non ci sono eccezioni da copiare.",
  copyHits: (people: number): string =>
    people === 1
      ? "C'è 1 persona con l'appuntamento in quelle ore: inserire la chiusura da sola, per vedere dove spostarla."
      : `Ci sono ${people} persone con l'appuntamento in quelle ore: inserire la chiusura da sola, per vedere dove spostarle.`,
  copyNothing: "Nessuna eccezione si può copiare nelle settimane scelte.",
  alreadyBooked: "La persona ha già un appuntamento: usare «Sposta».",
} as const;
