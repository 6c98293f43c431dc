// From one record to one staged notice: validated, routed, its term computed, its contact points read. No database here.

import { hash } from "node:crypto";
import { conveneTerm, didTerm } from "../domain/calendar/terms.ts";
import { MEASURES, measureOf } from "../domain/measures/catalogue.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import { canonicalNotice } from "../domain/notices/canonical.ts";
import type { IsoInstant, Notice, RawNotice, Rejection } from "../domain/notices/types.ts";
import { validateNotice } from "../domain/notices/validate.ts";
import type { NoticeContacts, ValidationContext } from "../domain/notices/validate.ts";
import { route } from "../domain/offices/competence.ts";
import { isBound } from "../domain/people/household.ts";
import { reachability } from "../domain/people/reachability.ts";
import { newId } from "../store/ids.ts";
import type { StagedContact, StagedNotice } from "../store/intake.ts";
import type { Reference } from "./reference.ts";

export type Judged =
  | { readonly ok: true; readonly staged: StagedNotice; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly rejections: readonly Rejection[] };

export interface JudgeOptions {
  readonly reference: Reference;
  readonly measure: string;
  readonly receivedAt: IsoInstant;
  readonly defaultSentAt: IsoInstant;
}

/** The terms that run from the recognition: to convene, and to give the DID where the measure has it. */
interface GrantTerms {
  readonly start: string;
  readonly due: string;
  readonly did: { readonly start: string; readonly due: string } | null;
}

/** A judge for one batch: keeps what is the same for many records (terms by grant date). */
export class Judge {
  readonly #options: JudgeOptions;
  readonly #context: ValidationContext;
  readonly #terms = new Map<string, GrantTerms>();

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#context = {
      places: options.reference.places,
      receivedAt: options.receivedAt,
      measures: MEASURES,
      defaultMeasure: options.measure,
      defaultSentAt: options.defaultSentAt,
    };
  }

  judge(raw: RawNotice, line: number): Judged {
    const judgement = validateNotice(raw, this.#context);
    if (!judgement.ok) return { ok: false, rejections: judgement.rejections };
    return {
      ok: true,
      staged: this.#stage(judgement.notice, judgement.contacts, line),
      warnings: judgement.warnings.map((warning) => warning.code),
    };
  }

  #stage(notice: Notice, contacts: NoticeContacts, line: number): StagedNotice {
    const measure = measureOf(notice.measure, notice.grantedOn)!;
    const day = notice.sentAt.slice(0, 10);
    const routing = route(notice, this.#options.reference.competence, day);
    // Judged on the day the notice was sent, so that the same notice always gives the same answer.
    const bound = isBound(notice, measure, day);
    const term = this.#termOf(notice, measure);
    const { domicile } = notice;
    const residence = JSON.stringify(notice.residence);
    return {
      line,
      taxCode: notice.taxCode,
      provisional: notice.taxCode.length === 11,
      protocol: notice.protocol,
      previousProtocol: notice.previousProtocol ?? null,
      role: notice.role,
      measure: notice.measure,
      applicantTaxCode: notice.applicantTaxCode,
      applicationState: notice.applicationState,
      applicationDate: notice.applicationDate,
      grantedOn: notice.grantedOn,
      surname: notice.surname,
      name: notice.name,
      birthDate: notice.birthDate,
      sex: notice.sex ?? null,
      birthPlace: notice.birthPlaceName ?? notice.birthPlaceCode ?? null,
      citizenship: notice.citizenship,
      residence,
      domicile: domicile === undefined ? null : domicile === notice.residence ? residence : JSON.stringify(domicile),
      postal: contacts.some((contact) => contact.kind === "postal" && contact.usable) && !routing.noPostalReach,
      reach: reachability(contacts),
      sentAt: notice.sentAt,
      digest: digestOf(notice),
      payload: JSON.stringify(notice),
      bound: bound.bound,
      notBoundReason: bound.reason ?? null,
      officeId: routing.kind === "office" ? routing.officeId : null,
      routeRule: routing.kind === "office" ? routing.rule : null,
      queueReason: routing.kind === "queue" ? routing.reason : null,
      queueDetail: routing.kind === "queue" ? routing.address : null,
      termStart: term.start,
      termDue: term.due,
      didStart: term.did?.start ?? null,
      didDue: term.did?.due ?? null,
      contacts: stagedContacts(contacts),
      personId: newId(),
      benefitId: newId(),
      caseId: newId(),
      noticeId: newId(),
      taskId: newId(),
    };
  }

  #termOf(notice: Notice, measure: MeasureParameters): GrantTerms {
    const key = `${notice.measure}/${notice.grantedOn}`;
    let term = this.#terms.get(key);
    if (term === undefined) {
      const { reference } = this.#options;
      const on = [notice.grantedOn, reference.suspensions(notice.measure), reference.workingCalendar(null)] as const;
      const { start, due } = conveneTerm(measure, ...on);
      term = { start, due, did: didTerm(measure, ...on) };
      this.#terms.set(key, term);
    }
    return term;
  }
}

/** By way of a text: a buffer made by `hash` is memory outside the heap, one at a time, and costs more than the hash. */
function digestOf(notice: Notice): Uint8Array {
  return Buffer.from(hash("sha256", canonicalNotice(notice), "latin1"), "latin1");
}

function stagedContacts(contacts: NoticeContacts): StagedContact[] {
  const staged: StagedContact[] = [];
  const seen = new Set<string>();
  for (const contact of contacts) {
    if (contact.kind === "postal" || seen.has(`${contact.kind}/${contact.value}`)) continue;
    seen.add(`${contact.kind}/${contact.value}`);
    staged.push({ kind: contact.kind, value: contact.value, raw: contact.raw, usable: contact.usable, problem: contact.problem ?? null });
  }
  return staged;
}
