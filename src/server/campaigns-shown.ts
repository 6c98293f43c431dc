// Campaigns as the pages and the files show them: words for states and reasons, who may do what now.

import type { Campaign, CampaignPerson, CampaignPreview, CampaignSummary } from "../contract/campaigns.ts";
import { may } from "../domain/access/permissions.ts";
import type { Role } from "../domain/access/roles.ts";
import { clockText, romeTime } from "../domain/calendar/rome-time.ts";
import { leversOf } from "../domain/campaigns/life.ts";
import type { Lever } from "../domain/campaigns/life.ts";
import { PERSON_TEXTS, REASON_TEXTS } from "../domain/campaigns/texts.ts";
import type { PersonState } from "../domain/campaigns/types.ts";
import { SUMMONS_STATES } from "../domain/summons/texts.ts";
import { csvFile } from "../domain/worklist/csv.ts";
import { FILTER_TEXTS } from "../domain/worklist/texts.ts";
import { choiceOf } from "../services/campaigns/chosen.ts";
import { isOwn } from "../services/campaigns/steer.ts";
import type { Actor } from "../services/context.ts";
import type { Reference } from "../services/reference.ts";
import type { CampaignRow } from "../store/campaigns.ts";
import type { ListedPerson } from "../store/read/campaigns.ts";

const people = (count: number): string => (count === 1 ? "1 persona" : `${count} persone`);

export const CAMPAIGN_SAYS = {
  previewed: (ready: number): string => `Anteprima pronta: ${people(ready)} a cui scrivere.`,
  proposed: "Mandata in approvazione: la vede chi può approvarla.",
  removed: "Campagna buttata.",
  approved: (count: number): string => `Approvata: ${people(count)}. Parte da sola, a partire da adesso.`,
  sentBack: "Rimandata a chi l’ha preparata.",
  paused: "In pausa: ciò che non è ancora partito aspetta.",
  resumed: "Ripresa.",
  stopped: "Fermata: ciò che non è partito viene ritirato; ciò che è partito resta.",
  wholeOffice: "Tutta la sede",
  ownLoad: "Il carico di chi l’ha preparata",
  lookedFor: (text: string): string => `Cerca «${text}»`,
  csvHead: ["Cognome", "Nome", "Codice fiscale", "Esito", "Motivo", "Che cosa fare", "Appuntamento", "Sportello", "Messaggio preparato il", "Messaggi", "Convocazione"],
  officeHead: ["Sede", "Esito", "Motivo", "Persone"],
} as const;

interface Seer {
  readonly actor: Actor;
  readonly names: ReadonlyMap<string, string>;
  readonly reference: Reference;
}

export function summaryOf(row: CampaignRow, { actor, names, reference }: Seer): CampaignSummary {
  return {
    id: row.id, name: row.name, own: isOwn(row, actor), region: row.officeId === null,
    office: row.officeId === null ? null : (reference.offices.get(row.officeId)?.shortName ?? row.officeId),
    action: row.action, state: row.state, made: { name: names.get(row.madeBy) ?? row.madeBy, at: row.madeAt }, people: row.people, told: row.told,
  };
}

interface CampaignSeer extends Seer {
  readonly role: Role;
  readonly outcomes: Campaign["outcomes"];
  readonly ends: readonly { readonly reason: string; readonly people: number }[];
}

export function campaignShown(row: CampaignRow, seer: CampaignSeer): Campaign {
  const { actor, names, reference } = seer;
  const who = (login: string | null, at: string | null) => (login === null || at === null ? null : { name: names.get(login) ?? login, at });
  const approved = who(row.approvedBy, row.approvedAt);
  const nameOf = (office: string): string => reference.offices.get(office)?.shortName ?? office;
  return {
    ...summaryOf(row, seer),
    choice: row.choice,
    filters: inWords(row),
    offices: row.offices.map((id) => ({ id, name: nameOf(id) })),
    limits: row.limits,
    preview: previewShown(row, nameOf),
    proposed: who(row.proposedBy, row.proposedAt),
    approved: approved === null ? null : { ...approved, reason: row.approvalReason ?? "" },
    ended: row.endedAt === null ? null : { name: row.endedBy === null ? "" : (names.get(row.endedBy) ?? row.endedBy), at: row.endedAt },
    releaseSeats: row.releaseSeats,
    planned: row.planned, skipped: row.skipped, withdrawn: row.withdrawn, messages: row.messages, parts: row.parts,
    nextAt: row.state === "running" ? row.nextAt : null,
    outcomes: seer.outcomes,
    ends: seer.ends.map((one) => ({ ...one, ...wordsOf(one.reason) })),
    levers: leversFor(row, seer),
    showsPeople: actor.office !== undefined,
    ownWork: row.madeBy === actor.id || row.proposedBy === actor.id,
  };
}

const BY_APPROVER: ReadonlySet<Lever> = new Set(["approve", "send-back", "pause", "resume", "stop"]);

function leversFor(row: CampaignRow, { actor, role }: CampaignSeer): Lever[] {
  if (!isOwn(row, actor)) return [];
  const mayApprove = may(role, actor.office === undefined ? "approve-regional-campaigns" : "approve-campaigns");
  return leversOf(row.state).filter((lever) => {
    if (BY_APPROVER.has(lever) && !mayApprove) return false;
    if (lever === "propose") return (row.preview?.ready ?? 0) > 0;
    return lever !== "approve" || (row.madeBy !== actor.id && row.proposedBy !== actor.id);
  });
}

function inWords(row: CampaignRow): string[] {
  const { scope, filters, text } = choiceOf(row);
  const words = [...filters.map((name) => FILTER_TEXTS[name].title), ...(text === "" ? [] : [CAMPAIGN_SAYS.lookedFor(text)])];
  if (scope === "mio") return [CAMPAIGN_SAYS.ownLoad, ...words];
  return words.length === 0 ? [CAMPAIGN_SAYS.wholeOffice] : words;
}

function wordsOf(reason: string): { readonly title: string; readonly mend: string | null } {
  return REASON_TEXTS[reason] ?? { title: reason, mend: null };
}

function counted(counts: Readonly<Record<string, number>>): CampaignPreview["out"] {
  return Object.entries(counts)
    .map(([reason, count]) => ({ reason, ...wordsOf(reason), people: count }))
    .toSorted((a, b) => b.people - a.people || (a.reason < b.reason ? -1 : 1));
}

function previewShown({ preview, previewedAt, digest }: CampaignRow, nameOf: (office: string) => string): CampaignPreview | null {
  if (preview === null || previewedAt === null || digest === null) return null;
  return {
    ...preview,
    pec: preview.pec ?? 0,
    letters: preview.letters ?? 0,
    cannot: counted(preview.cannot),
    out: counted(preview.out),
    offices: preview.offices.map((one) => ({ ...one, name: nameOf(one.officeId) })),
    days: [...preview.days],
    at: previewedAt,
    digest,
  };
}

export function personShown(row: ListedPerson): CampaignPerson {
  const state = row.state as PersonState;
  const reason = row.reason === null ? null : wordsOf(row.reason);
  const { caseId, surname, name, taxCode, startsAt, sendsAt, toldAt, late } = row;
  return {
    caseId, surname, name, taxCode, startsAt, sendsAt, toldAt, late, state, stateTitle: PERSON_TEXTS[state], reason: reason?.title ?? null, mend: reason?.mend ?? null,
    messages: [...row.messages],
  };
}

function moment(at: string | null): string {
  if (at === null) return "";
  const { date, minutes } = romeTime(at);
  return `${date.split("-").toReversed().join("/")} ${clockText(minutes)}`;
}

const MESSAGE_WORDS: Readonly<Record<string, string>> = {
  due: "da inviare", claimed: "in partenza", accepted: "accettato", delivered: "consegnato", failed: "non consegnato", uncertain: "incerto", withdrawn: "ritirato",
};
const CHANNEL_WORDS: Readonly<Record<string, string>> = { sms: "SMS", email: "e-mail", pec: "PEC", letter: "lettera" };

/** Person by person, with the outcome. */
export function peopleCsv(rows: readonly ListedPerson[], desks: ReadonlyMap<number, number>): string {
  return csvFile([
    CAMPAIGN_SAYS.csvHead,
    ...rows.map((row) => {
      const reason = row.reason === null ? null : wordsOf(row.reason);
      const told = row.messages.map(({ channel, state }) => `${CHANNEL_WORDS[channel] ?? channel}: ${MESSAGE_WORDS[state] ?? state}`).join(", ");
      const summons = row.summonsState === null ? "" : (SUMMONS_STATES[row.summonsState as keyof typeof SUMMONS_STATES] ?? row.summonsState);
      return [
        row.surname, row.name, row.taxCode, PERSON_TEXTS[row.state as PersonState], reason?.title ?? "", reason?.mend ?? "", moment(row.startsAt),
        row.deskId === null ? "" : String(desks.get(row.deskId) ?? row.deskId), moment(row.toldAt), told, summons,
      ];
    }),
  ]);
}

/** Office by office: numbers, no name. */
export function byOfficeCsv(rows: readonly { readonly officeId: string; readonly state: string; readonly reason: string | null; readonly people: number }[], reference: Reference): string {
  return csvFile([
    CAMPAIGN_SAYS.officeHead,
    ...rows.map((row) => [
      reference.offices.get(row.officeId)?.name ?? row.officeId, PERSON_TEXTS[row.state as PersonState], row.reason === null ? "" : wordsOf(row.reason).title, String(row.people),
    ]),
  ]);
}
