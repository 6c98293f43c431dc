// A campaign while it is being typed: texts as they stand in the fields, and the request that they become.

import { readChoice, writeChoice } from "../../../contract/worklist-choice.ts";
import type { Campaign, CampaignRequest } from "../../../contract/campaigns.ts";
import type { Choice } from "../../../domain/worklist/types.ts";

export interface Draft {
  readonly name: string;
  readonly action: CampaignRequest["action"];
  readonly choice: Choice;
  /** Null: all of them. */
  readonly offices: readonly string[] | null;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly sendFrom: string;
  readonly sendTo: string;
  readonly messagesPerHour: string;
  readonly peoplePerDay: string;
  readonly perPhonePerDay: string;
  readonly perPhonePerHour: string;
  /** Euros, as Italians write them. */
  readonly price: string;
}

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 60;

function inDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** From the filters in the address; what has to be sent has usual limits. */
export function newDraft(params: URLSearchParams, today: string): Draft {
  const choice = readChoice((name) => params.get(name));
  const reminds = choice.filters.some((name) => name === "senza-risposta" || name.startsWith("convocati-"));
  return {
    name: "",
    action: reminds ? "remind" : "convene",
    choice: choice.filters.length === 0 && choice.text === "" ? { ...choice, filters: ["da-convocare"] } : choice,
    offices: null,
    firstDay: inDays(today, 1),
    lastDay: inDays(today, WINDOW_DAYS),
    sendFrom: "09:00",
    sendTo: "19:00",
    messagesPerHour: "2000",
    peoplePerDay: "5000",
    perPhonePerDay: "2",
    perPhonePerHour: "1",
    price: "0,045",
  };
}

export function draftOf(campaign: Campaign): Draft {
  const values = new URLSearchParams(campaign.choice);
  const { limits } = campaign;
  return {
    name: campaign.name,
    action: campaign.action,
    choice: readChoice((name) => values.get(name)),
    offices: campaign.offices.map((one) => one.id),
    firstDay: limits.firstDay,
    lastDay: limits.lastDay,
    sendFrom: limits.sendFrom,
    sendTo: limits.sendTo,
    messagesPerHour: String(limits.messagesPerHour),
    peoplePerDay: String(limits.peoplePerDay),
    perPhonePerDay: String(limits.perPhonePerDay),
    perPhonePerHour: String(limits.perPhonePerHour),
    price: String(limits.partPrice / 1000).replace(".", ","),
  };
}

/** What is no number travels as zero, which the server names. */
function whole(text: string): number {
  const value = Number(text);
  return Number.isInteger(value) ? value : 0;
}

export function requestOf(draft: Draft, everyOffice: readonly string[]): CampaignRequest {
  const { ordine: _, colonne: __, ...values } = writeChoice(draft.choice);
  return {
    name: draft.name.trim(),
    action: draft.action,
    choice: new URLSearchParams(values).toString(),
    offices: [...(draft.offices ?? everyOffice)],
    limits: {
      firstDay: draft.firstDay,
      lastDay: draft.lastDay,
      sendFrom: draft.sendFrom,
      sendTo: draft.sendTo,
      messagesPerHour: whole(draft.messagesPerHour),
      peoplePerDay: whole(draft.peoplePerDay),
      perPhonePerDay: whole(draft.perPhonePerDay),
      perPhonePerHour: whole(draft.perPhonePerHour),
      partPrice: Math.round(Number(draft.price.replace(",", ".")) * 1000) || 0,
    },
  };
}
