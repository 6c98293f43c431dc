// From the dossier to what a paper says: the item as it stands, the person, the office, the measure in force when the benefit was granted.

import { hash } from "node:crypto";
import type { PoolClient } from "pg";
import type { ActivityData } from "../../domain/activities/data.ts";
import type { AvailabilityData, AvailabilityState } from "../../domain/availability/types.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import type { ExemptionData, ExemptionState } from "../../domain/duties/exemption/types.ts";
import type { HandOverData, HandOverState } from "../../domain/hand-over/types.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { PactData } from "../../domain/pact/data.ts";
import type { PactState } from "../../domain/pact/types.ts";
import type { PaperContent, PaperKind } from "../../domain/papers/blocks.ts";
import { declarationPaper } from "../../domain/papers/declaration-paper.ts";
import { exemptionPaper } from "../../domain/papers/exemption-paper.ts";
import type { PaperFacts } from "../../domain/papers/facts.ts";
import { handOverPaper, mayIssueHandOver } from "../../domain/papers/hand-over-paper.ts";
import { mayIssuePact, pactPaper } from "../../domain/papers/pact-paper.ts";
import type { PaperActivity } from "../../domain/papers/pact-paper.ts";
import { slipPaper } from "../../domain/papers/slip-paper.ts";
import type { SummonsData } from "../../domain/summons/data.ts";
import type { SummonsState } from "../../domain/summons/types.ts";
import { businessNow } from "../../store/clock.ts";
import { readCase } from "../../store/items.ts";
import type { Item } from "../../store/items.ts";
import { heldSlips, municipalityNames, readPaperPerson } from "../../store/papers.ts";
import { canonicalJson } from "../../store/register.ts";
import { SUMMONS_TABLE } from "../acts/bindings/summons-rows.ts";
import type { CaseFacts } from "../acts/binding.ts";
import { readFacts } from "../acts/facts.ts";
import type { Reference } from "../reference.ts";
import { PAPER_TEXTS } from "./texts.ts";

/** What could be issued of an item now. */
export interface ComposedPaper {
  readonly content: PaperContent;
  /** SHA-256 of the content, in hexadecimal: printed on the paper, kept in the register. */
  readonly digest: string;
  readonly item: Pick<Item, "id" | "version" | "state">;
  /** Final: false while it may only be looked at. */
  readonly mayIssue: boolean;
  /** Opened only by who may open what is restricted. */
  readonly restricted: boolean;
  readonly facts: CaseFacts;
  readonly now: string;
}

/** The paper of a procedure; absent for those that have none. */
const PAPER_OF: Readonly<Record<string, PaperKind>> = {
  patto: "patto",
  did: "did",
  esonero: "esonero",
  convocazione: "appuntamento",
  "invio-al-comune": "invio-al-comune",
};

/** What the written reasons of a passage say may be of health or of hardship. */
const RESTRICTED: ReadonlySet<PaperKind> = new Set(["invio-al-comune"]);

/** Refusals: CASO_NON_VISIBILE, PRATICA_ASSENTE, DOCUMENTO_SENZA_CONTENUTO, SEDE_MANCANTE. The transaction sees one office's cases. */
export async function composePaper(
  client: PoolClient,
  reference: Reference,
  { caseId, itemId }: { readonly caseId: string; readonly itemId: string },
): Promise<Outcome<ComposedPaper>> {
  const read = await papersItems(client, caseId);
  if (read === null) return refuse("CASO_NON_VISIBILE", PAPER_TEXTS.caseNotHere);
  const item = read.items.find(({ id }) => id === itemId);
  return item === undefined ? refuse("PRATICA_ASSENTE", PAPER_TEXTS.itemNotHere) : composeItem(client, reference, read.facts, item);
}

/** The items of a case that may become a paper; null when the case is not one of this office. */
export async function papersItems(client: PoolClient, caseId: string): Promise<{ readonly facts: CaseFacts; readonly items: readonly Item[] } | null> {
  const row = await readCase(client, caseId);
  if (row === null) return null;
  const facts = await readFacts(client, row);
  const summonses = await SUMMONS_TABLE.read(client, caseId, { kind: "person", id: row.personId });
  return { facts, items: [...facts.items, ...summonses].filter(({ procedure }) => Object.hasOwn(PAPER_OF, procedure)) };
}

/** Refusals: PRATICA_ASSENTE, DOCUMENTO_SENZA_CONTENUTO, SEDE_MANCANTE. */
export async function composeItem(client: PoolClient, reference: Reference, facts: CaseFacts, item: Item): Promise<Outcome<ComposedPaper>> {
  const paper = PAPER_OF[item.procedure];
  if (paper === undefined) return refuse("PRATICA_ASSENTE", PAPER_TEXTS.itemNotHere);
  const now = await businessNow(client);
  const officeId = paper === "appuntamento" ? ((item.data as unknown as SummonsData).appointment?.officeId ?? facts.officeId) : facts.officeId;
  const head = await headOf(client, reference, facts, officeId, romeDay(now));
  if (!head.ok) return head;
  const content = await CONTENT[paper](client, head.value, item, facts);
  if (content === null) return refuse("DOCUMENTO_SENZA_CONTENUTO", PAPER_TEXTS.nothingToSay);
  return accept({
    content,
    digest: digestOf(content),
    item: { id: item.id, version: item.version, state: item.state },
    mayIssue: isFinal(paper, item.state),
    restricted: RESTRICTED.has(paper),
    facts,
    now,
  });
}

function digestOf(content: PaperContent): string {
  return hash("sha256", canonicalJson(content), "hex");
}

async function headOf(
  client: PoolClient,
  reference: Reference,
  facts: CaseFacts,
  officeId: string | null,
  day: string,
): Promise<Outcome<PaperFacts>> {
  const office = officeId === null ? undefined : reference.offices.get(officeId);
  const seat = officeId === null ? null : reference.seatOn(officeId, day);
  const person = await readPaperPerson(client, facts.personId);
  if (person === null) return refuse("CASO_NON_VISIBILE", PAPER_TEXTS.caseNotHere);
  if (office === undefined || seat === null) return refuse("SEDE_MANCANTE", PAPER_TEXTS.noSeat(office?.name ?? officeId ?? ""));
  return accept({
    office: { name: office.name, address: seat.address, municipality: seat.municipality, phone: seat.phone, email: seat.email },
    person,
    benefit: { protocol: facts.protocol, grantedOn: facts.grantedOn },
    measure: facts.parameters,
  });
}

function isFinal(paper: PaperKind, state: string): boolean {
  if (paper === "patto") return mayIssuePact(state as PactState);
  return paper !== "invio-al-comune" || mayIssueHandOver(state as HandOverState);
}

type Writer = (client: PoolClient, head: PaperFacts, item: Item, facts: CaseFacts) => Promise<PaperContent | null>;

const CONTENT: Readonly<Record<PaperKind, Writer>> = {
  patto: async (client, head, item, facts) => {
    const [next] = await heldSlips(client, facts.caseId);
    return pactPaper({
      ...head,
      state: item.state as PactState,
      data: item.data as unknown as PactData,
      activities: await activitiesOf(client, item, facts),
      next: next === undefined ? null : { startsAt: next.startsAt },
    });
  },
  did: async (_client, head, item) =>
    declarationPaper({ ...head, state: item.state as AvailabilityState, data: item.data as unknown as AvailabilityData }),
  esonero: async (_client, head, item) =>
    exemptionPaper({ ...head, state: item.state as ExemptionState, data: item.data as unknown as ExemptionData }),
  appuntamento: async (client, head, item, facts) => {
    const slip = (await heldSlips(client, facts.caseId)).find(({ summonsId }) => summonsId === item.id);
    if (slip === undefined) return null;
    return slipPaper({
      ...head,
      state: item.state as SummonsState,
      data: item.data as unknown as SummonsData,
      reference: slip.reference,
      desk: slip.desk,
    });
  },
  "invio-al-comune": async (client, head, item) => {
    const data = item.data as unknown as HandOverData;
    const code = data.municipality;
    const names = await municipalityNames(client, code === null ? [] : [code]);
    return handOverPaper({
      ...head,
      state: item.state as HandOverState,
      data,
      municipality: code === null ? residenceTown(head) : (names.get(code) ?? code),
    });
  },
};

/** Before it is sent: the town where the person lives, which is where it will go. */
function residenceTown({ person }: PaperFacts): string {
  return person.residence.replace(/^.*, /, "").replace(/^\d{5} /, "");
}

/** Activities over, and those that came to nothing, are in the dossier and not in the pact. */
const STANDING: ReadonlySet<string> = new Set(["proposed", "waiting", "enrolled", "started", "suspended"]);

async function activitiesOf(client: PoolClient, pact: Item, facts: CaseFacts): Promise<PaperActivity[]> {
  const standing = facts.items
    .filter(({ procedure, state }) => procedure === "attivita" && STANDING.has(state))
    .map(({ data }) => data as unknown as ActivityData)
    .filter((data) => data.pactId === null || data.pactId === pact.id);
  const codes = standing.flatMap(({ entry }) => (entry?.municipalityId == null ? [] : [entry.municipalityId]));
  const names = await municipalityNames(client, codes);
  return standing.flatMap(({ entry, weeklyMinutes }) =>
    entry === null
      ? []
      : [{ entry, weeklyMinutes, municipality: entry.municipalityId === null ? null : (names.get(entry.municipalityId) ?? entry.municipalityId) }],
  );
}
