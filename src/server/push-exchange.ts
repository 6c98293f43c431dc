// One push notice of the national node: checked against its schema, taken in, answered.

import { UNNAMED_MEASURE } from "../domain/measures/catalogue.ts";
import { pushAnswer, validatePushNotice } from "../exchange/national-node/push-notice.ts";
import { SYSTEM } from "../services/context.ts";
import { importPushNotice } from "../services/intake.ts";
import type { Actor, Services } from "../services/context.ts";
import type { ReferenceNow } from "./reference-now.ts";
import { describeError } from "./problems.ts";

export const NATIONAL_NODE: Actor = { ...SYSTEM, id: "nodo-nazionale" };

export interface PushReply {
  readonly status: number;
  readonly xml: string;
}

/** 101 taken in (a row refused by our checks is kept and shown to the Region), 99 not valid against the schema, 999 our fault. */
export async function answerPush(
  services: Services,
  reference: () => Promise<ReferenceNow>,
  body: Uint8Array,
): Promise<PushReply> {
  try {
    const notice = await validatePushNotice(body);
    if (!notice.ok) return { status: 200, xml: pushAnswer("99", notice.refusal.message) };
    await importPushNotice(services, {
      reference: (await reference()).reference,
      raw: notice.value,
      measure: notice.value.cod_misura ?? UNNAMED_MEASURE,
      actor: NATIONAL_NODE,
    });
    return { status: 200, xml: pushAnswer("101") };
  } catch (error) {
    return { status: 200, xml: pushAnswer("999", describeError(error).detail) };
  }
}
