// What the desk reads of the steps of telling a person.

import { WHY_LEFT_OUT } from "../../domain/channel-policy/texts.ts";
import type { LeftOut } from "../../domain/channel-policy/types.ts";
import type { ToldSubject } from "../../domain/measures/channel-types.ts";
import { SUMMONS_CHANNELS, TOLD_SUBJECTS } from "../../domain/measures/words.ts";

const leftOutText = (leftOut: readonly LeftOut[]): string =>
  leftOut.map(({ channel, why }) => `${SUMMONS_CHANNELS[channel]} (${WHY_LEFT_OUT[why]})`).join("; ");

export const ESCALATION_TEXTS = {
  call: (subject: ToldSubject): string =>
    `Telefonare alla persona per ${TOLD_SUBJECTS[subject]}: gli avvisi scritti non risultano arrivati. Annotare l’esito con «Annota una telefonata».`,
  confirmCall:
    "Telefonare alla persona, che non ha ancora confermato la presenza. Annotare l’esito con «Annota una telefonata».",
  desk: (subject: ToldSubject, leftOut: readonly LeftOut[]): string =>
    `Non restano altre vie per ${TOLD_SUBJECTS[subject]}${leftOut.length === 0 ? "" : `: ${leftOutText(leftOut)}`}. Appena possibile far firmare l’appuntamento allo sportello, oppure cercare un recapito.`,
  callReference: (outcome: string, number: string | null): string =>
    `telefonata${number === null ? "" : ` al ${number}`}: ${outcome}`,
} as const;

export const STANDING_TEXTS = {
  title: (subject: ToldSubject): string => `Come si avvisa la persona: ${TOLD_SUBJECTS[subject]}`,
  needed: (proof: string): string => `Per registrare un’assenza serve: ${proof}.`,
  call: (number: string | null): string => (number === null ? "Telefonata" : `Telefonata al ${number}`),
  leftOut: (why: string): string => `non usata: ${why}`,
  asked: "compito dello sportello",
  handWait: (next: string): string =>
    `Tocca allo sportello telefonare e annotare l’esito. Se non basta, poi: ${next}.`,
  wait: (next: string): string =>
    `Si attende la ricevuta, o che la persona risponda. Se non arriva, poi: ${next}.`,
  blindWait: (next: string): string =>
    `Il fornitore non dà ricevute: il silenzio non vuol dire che il messaggio non sia arrivato. Si attende l’appuntamento; se il messaggio fallisce, prima: ${next}.`,
  confirmWait: (next: string): string => `Il recapito è provato. Se la persona non conferma, poi: ${next}.`,
  begin: (step: string): string => `Sta per cominciare: ${step}.`,
  desk: "Non restano altre vie: appena possibile far firmare l’appuntamento allo sportello, oppure cercare un recapito.",
} as const;
