// What `convoca user` and `convoca provider` say.

import { isRole, roleTitle } from "../domain/access/roles.ts";

interface Listed {
  readonly login: string;
  readonly name: string;
  readonly kind: string;
  readonly stopped: boolean;
  readonly roles: readonly string[];
  readonly secondFactor: boolean;
  readonly lastLogin: string | null;
}

const role = (name: string, office: string | null): string =>
  `${isRole(name) ? roleTitle(name) : name}${office === null ? "" : ` (${office})`}`;

export const USER_TEXTS = {
  usage: `Uso: convoca user add UTENTE --name "Nome e cognome" --role RUOLO [--office SEDE] [--from DATA] [--to DATA]
     convoca user give-role|take-role UTENTE --role RUOLO [--office SEDE] [--from DATA] [--to DATA]
     convoca user reset|send-out UTENTE
     convoca user tax-code UTENTE --code CODICE_FISCALE
     convoca user stop|readmit UTENTE [--because MOTIVO]
     convoca user list | send-out-all
Ruoli con una sede (--office, i codici sono in reference/offices.csv): operator, day-sheet-clerk, office-manager, second-officer.
Ruoli senza sede: regional, administrator, auditor.`,
  noReason: "senza motivo indicato",
  added: (login: string, password: string, hours: number) =>
    `Utente «${login}» registrato.\nPassword provvisoria, da cambiare al primo accesso entro ${hours} ore (non si rivede più):\n\n  ${password}\n`,
  reset: (login: string, password: string, hours: number) =>
    `Utente «${login}»: sessioni chiuse, secondo fattore azzerato.\nPassword provvisoria, da cambiare al primo accesso entro ${hours} ore (non si rivede più):\n\n  ${password}\n`,
  taxCodeSet: (login: string) => `Utente «${login}»: codice fiscale registrato. Lo portano le segnalazioni che invia.`,
  roleGiven: (login: string, name: string, office: string | null) =>
    `Utente «${login}»: ruolo concesso, ${role(name, office)}.`,
  roleTaken: (login: string, name: string, office: string | null) =>
    `Utente «${login}»: ruolo tolto, ${role(name, office)}. Le sue sessioni sono chiuse.`,
  stopped: (login: string) => `Utente «${login}» fermato: le sue sessioni sono chiuse e non può più entrare.`,
  readmitted: (login: string) => `Utente «${login}» riammesso.`,
  sentOut: (count: number) => (count === 1 ? "1 sessione chiusa." : `${count} sessioni chiuse.`),
  listed: ({ login, name, kind, stopped, roles, secondFactor, lastLogin }: Listed) =>
    [
      login,
      name,
      kind === "local" ? "locale" : "gestore di identità",
      roles.length === 0 ? "nessun ruolo" : roles.join(", "),
      kind === "local" ? (secondFactor ? "secondo fattore attivo" : "senza secondo fattore") : null,
      lastLogin === null ? "mai entrato" : `ultimo accesso ${lastLogin.slice(0, 16).replace("T", " ")} UTC`,
      stopped ? "FERMATO" : null,
    ]
      .filter((part) => part !== null)
      .join(" · "),
} as const;
