// Use case: letters are written. Words, address and code are fixed here and never change; the sheet is drawn from them afterwards.

import { hash } from "node:crypto";
import type { ClientBase } from "pg";
import { toDayNumber } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { countWorkingDays } from "../../domain/calendar/working-days.ts";
import { letterCode } from "../../domain/letters/letter-code.ts";
import { LETTER_TEMPLATE_VERSION, letterContent, letterText } from "../../domain/letters/letter-text.ts";
import type { LetterKind } from "../../domain/letters/letter-text.ts";
import { postalAddress } from "../../domain/letters/postal-address.ts";
import type { PostalAddress } from "../../domain/letters/postal-address.ts";
import { PRODUCTS } from "../../domain/letters/products.ts";
import type { LetterProduct } from "../../domain/letters/products.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome, Refusal } from "../../domain/outcome.ts";
import { REGION_NAME } from "../../domain/papers/texts.ts";
import { longDay } from "../../domain/papers/words.ts";
import { letterPaper } from "../../exchange/typst/letter-job.ts";
import { queueAgain, reissueOf } from "../../store/contacts.ts";
import { newId } from "../../store/ids.ts";
import { addressesOf, insertLetters, lettersOf } from "../../store/letters.ts";
import type { NewLetter, StoredAddress, WrittenLetter } from "../../store/letters.ts";
import { queueMessages, summonsToTell } from "../../store/messages.ts";
import type { NewMessage, SummonsToWrite } from "../../store/messages.ts";
import { lockSummonses } from "../../store/outcomes.ts";
import { appendActs } from "../../store/register.ts";
import type { Actor } from "../context.ts";
import { measureParameters, planWriting } from "../writing.ts";
import type { WritingDesk, WritingPlan } from "../writing.ts";
import { houseFor, printHouses } from "./gateways.ts";
import type { PrintHouse } from "./gateways.ts";
import { LETTER_SERVICE_TEXTS } from "./texts.ts";

export interface LetterOrder {
  readonly summonsIds: readonly string[];
  readonly product: LetterProduct;
  readonly kind: LetterKind;
  readonly actor: Actor;
  /** Business time of writing. */
  readonly now: string;
  /** From when it may leave; by default at once. */
  readonly dueAt?: string;
  /** 0 an operator waits for it, 9 bulk. */
  readonly priority?: number;
}

export interface LettersWritten {
  readonly written: readonly { readonly summonsId: string; readonly caseId: string; readonly messageId: string; readonly code: string }[];
  /** Who cannot be written to by letter, and why: for the desk. */
  readonly refused: readonly { readonly summonsId: string; readonly caseId: string; readonly refusal: Refusal }[];
}

const OPEN: ReadonlySet<string> = new Set(["issued", "not-delivered", "confirmed", "asks-another-date", "declined"]);
const OVER: ReadonlySet<string> = new Set(["failed", "withdrawn"]);
const BULK = 9;

/**
 * Writes a letter for each of these summonses, in the caller's transaction. One of a kind and product for an appointment: asked again, it is refused.
 * Refusals by summons: STAMPATORE_ASSENTE, CONVOCAZIONE_NON_APERTA, LETTERA_GIA_SCRITTA, LETTERA_TARDI, and those of {@link postalAddress}.
 */
export async function writeLetters(client: ClientBase, desk: WritingDesk, order: LetterOrder): Promise<LettersWritten> {
  const house = houseFor(await printHouses(client), order.product);
  await lockSummonses(client, order.summonsIds.toSorted());
  const rows = await summonsToTell(client, order.summonsIds);
  const addresses = await addressesOf(client, rows.map(({ personId }) => personId));
  const run: Run = { desk, order, house, before: await lettersOf(client, order.summonsIds) };
  const composed: Composed[] = [];
  const refused: LettersWritten["refused"][number][] = [];
  for (const plan of planWriting(desk, rows, order.now)) {
    const { summonsId, caseId, personId } = plan.summons;
    const made = composeOne(run, plan, addresses.get(personId) ?? []);
    if (made.ok) composed.push(made.value);
    else refused.push({ summonsId, caseId, refusal: made.refusal });
  }
  await store(client, run, composed);
  return {
    written: composed.map(({ message, letter }) => ({ summonsId: message.summonsId!, caseId: message.caseId, messageId: message.id, code: letter.code })),
    refused,
  };
}

interface Run {
  readonly desk: WritingDesk;
  readonly order: LetterOrder;
  readonly house: PrintHouse | undefined;
  /** Letters that these summonses have already. */
  readonly before: readonly WrittenLetter[];
}

interface Composed {
  readonly message: NewMessage;
  readonly letter: NewLetter;
  readonly address: PostalAddress;
  readonly source: StoredAddress["source"];
}

function composeOne({ desk, order, house, before }: Run, { summons: row, input }: WritingPlan, stored: readonly StoredAddress[]): Outcome<Composed> {
  const { product, kind, now } = order;
  if (house === undefined) return refuse("STAMPATORE_ASSENTE", LETTER_SERVICE_TEXTS.noGateway(PRODUCTS[product].title));
  if (kind !== "cancelled" && !OPEN.has(row.state)) return refuse("CONVOCAZIONE_NON_APERTA", LETTER_SERVICE_TEXTS.notOpen);
  const isThere = before.some((one) => one.appointmentId === row.appointmentId && one.kind === kind && one.product === product && !OVER.has(one.state));
  if (isThere) return refuse("LETTERA_GIA_SCRITTA", LETTER_SERVICE_TEXTS.alreadyWritten);
  if (kind !== "cancelled" && isTooLate(desk, order, row)) return refuse("LETTERA_TARDI", LETTER_SERVICE_TEXTS.tooLate(longDay(row.day)));
  const found = addressOf(row, stored);
  if (!found.ok) return found;
  const { address, source } = found.value;
  const id = newId();
  const code = letterCode(id);
  const content = letterContent(input, {
    kind, product, code, recipient: address, region: REGION_NAME, writtenOn: romeDay(now), measure: measureParameters(row.measure, row.grantedOn),
  });
  const raw = letterPaper(content, house.settings.layout, now);
  const message: NewMessage = {
    id, caseId: row.caseId, summonsId: row.summonsId, appointmentId: row.appointmentId, kind, channel: "letter", gatewayId: house.id,
    priority: order.priority ?? BULK, recipient: content.recipient.join("\n"), template: `${kind}-letter`, templateVersion: LETTER_TEMPLATE_VERSION,
    encoding: "pdf", parts: 1, dueAt: order.dueAt ?? now, expiresAt: row.startsAt, sender: house.sender, subject: content.subject,
    body: letterText(content), raw, digest: hash("sha256", raw, "buffer"),
  };
  return accept({ message, letter: { messageId: id, caseId: row.caseId, gatewayId: house.id, product, code }, address, source });
}

/** The first of the person's addresses that the post can reach; of none, what is wrong with the first. */
function addressOf(row: SummonsToWrite, stored: readonly StoredAddress[]): Outcome<{ address: PostalAddress; source: StoredAddress["source"] }> {
  const none: StoredAddress = { personId: row.personId, source: "residence", street: null, zip: null, municipality: null, province: null };
  const judged = (stored.length === 0 ? [none] : stored).map(({ street, zip, municipality, province, source }) => ({
    source,
    outcome: postalAddress({
      name: row.name, surname: row.surname, street, zip, municipality: municipality === null || province === null ? null : { name: municipality, province },
    }),
  }));
  for (const { source, outcome } of judged) if (outcome.ok) return accept({ address: outcome.value, source });
  const [first] = judged;
  return first!.outcome as Outcome<never>;
}

function isTooLate({ reference }: WritingDesk, { product, now, dueAt }: LetterOrder, row: SummonsToWrite): boolean {
  const from = toDayNumber(romeDay(dueAt ?? now));
  return countWorkingDays(reference.workingCalendar(null), from, toDayNumber(row.day)) <= PRODUCTS[product].usualDays;
}

async function store(client: ClientBase, { order: { actor, now }, before }: Run, composed: readonly Composed[]): Promise<void> {
  const first: NewMessage[] = [];
  for (const { message } of composed) {
    const isAgain = before.some(({ appointmentId, kind }) => appointmentId === message.appointmentId && kind === message.kind);
    if (!isAgain) first.push(message);
    else await queueAgain(client, message, await reissueOf(client, message.appointmentId!, message.kind, message.channel));
  }
  await queueMessages(client, first);
  await insertLetters(client, composed.map(({ letter }) => letter));
  await appendActs(client, actor, composed.map(({ message, letter, address, source }) => ({
    subjectId: message.caseId,
    subjectKind: "case",
    kind: "letter-written",
    happenedAt: now,
    citation: "DL4_2019_ART4_C15QUINQUIES",
    payload: {
      summons: message.summonsId, appointment: message.appointmentId, message: message.id, letter: letter.code, product: letter.product, address: address.lines,
      addressFrom: source, template: `${message.template}@${message.templateVersion}`, digest: Buffer.from(message.digest).toString("hex"),
    },
  })));
}
