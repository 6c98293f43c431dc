// What the engine of acts says itself: everything else is in the tables of law.

import { romeTime, clockText } from "../../domain/calendar/rome-time.ts";
import { dayText } from "./day-text.ts";

const when = (instant: string): string => {
  const { date, minutes } = romeTime(instant);
  return `${dayText(date)} alle ${clockText(minutes)}`;
};

export const ACT_TEXTS = {
  noOffice: "Per compiere un atto occorre lavorare per una sede.",
  notVisible: "Il fascicolo non è tra quelli di questa sede.",
  itemNotHere: "La pratica non è in questo fascicolo: ricaricare la pagina.",
  procedureUnknown: "Questo procedimento non esiste.",
  actUnknown: "Questo atto non esiste nel procedimento.",
  actIdUnreadable: "L’identificativo dell’atto non è leggibile: ricaricare la pagina e riprovare.",
  actIdUsed: "Questo identificativo è già servito per un altro atto: ricaricare la pagina e riprovare.",
  fieldUnreadable: (name: string): string => `Il campo «${name}» non è leggibile: ricaricare la pagina e compilare di nuovo.`,
  reviewDuties: "È cambiato un fatto: rileggere le esclusioni e gli esoneri della persona.",
  conveneAgain: "La persona torna fra quelle da convocare: verificare se va convocata subito.",
  openPath: "La persona, esclusa, ha aderito volontariamente: si può invitare. La sua assenza non si segnala.",
  cancelledByHand: "La convocazione è annullata e la persona non era stata avvisata per messaggio: dirglielo di persona o per telefono.",
  anotherDate: (why: string): string => `La persona ha chiesto un’altra data: ${why}. Spostare l’appuntamento, oppure mantenere la data.`,
  declined: (why: string): string =>
    `La persona ha risposto che non verrà${why === "" ? "" : ` (${why})`}: sentirla, spostare l’appuntamento oppure mantenere la data.`,
  notProven: "La persona non si è presentata e il recapito della convocazione non è provato: non è un’assenza, va convocata di nuovo.",
  breachOfSummons: "L’assenza alla convocazione è ingiustificata: valutare se segnalarla.",
  absenceFallen: "L’assenza è stata giustificata o corretta.",
  signedIn: (actId: string): string => `foglio firmato allo sportello, atto ${actId}`,
  seatMissing: "Indicare un posto dell’agenda.",
  exclusionThere: "Per questo fatto c’è già un’esclusione aperta: aggiornare o contestare quella.",
  cancelledForExclusion: "la persona è esclusa dagli obblighi nel giorno dell’appuntamento",
  cancelledForExemption: "la persona è esonerata nel giorno dell’appuntamento",
  breachOfDid: "La persona ha rifiutato di rendere la DID: valutare se registrare il fatto nella condizionalità.",
  breachToReview: "La DID ora è resa: rileggere il procedimento aperto sul rifiuto.",
  breachFallen: "Il rifiuto di rendere la DID era stato registrato per errore.",
  inputUnreadable: "I dati dell’atto non sono leggibili: ricaricare la pagina e compilare di nuovo.",
  documentTooLarge: (kilobytes: number): string =>
    `I dati dell’atto superano ${kilobytes} KB: allegare un documento più piccolo, o indicarne solo gli estremi.`,
  dateImpossible: (text: string): string => `La data «${text}» non esiste: controllarla.`,
  dateWrongYear: (text: string, from: string, to: string): string =>
    `La data «${text}» non può essere: deve stare fra ${dayText(from)} e ${dayText(to)}. Controllare l’anno.`,
  alreadyThere: "In questo fascicolo c’è già una pratica aperta di questo procedimento: ricaricare la pagina.",
  changed: (who: string, act: string, at: string, state: string): string =>
    `Nel frattempo ${who} ha compiuto «${act}» (${when(at)}): ora lo stato è «${state}». Ricaricare la pagina e decidere di nuovo.`,
  changedUnknown: "Nel frattempo la pratica è cambiata: ricaricare la pagina e decidere di nuovo.",
  measureUnknown: (code: string): string => `La misura «${code}» non è tra quelle configurate.`,
  termTask: (title: string, acts: readonly string[]): string => `È scaduto un termine: ${title}. Una persona deve decidere: ${acts.join(", oppure ")}.`,
  termActRefused: (title: string, why: string): string => `È scaduto un termine: ${title}. L’atto che ne segue non si è potuto compiere: ${why}`,
  effectTask: (title: string, act: string): string => `${title}: dopo «${act}» lo sportello deve provvedere.`,
  tellPerson: (title: string, act: string): string => `${title}: informare la persona di «${act}».`,
} as const;
