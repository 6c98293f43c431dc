// Where SMS gateways hand over what people write back: answered once it is kept and read.

import { z } from "zod";
import { isAuthenticCallback } from "../../channels/callback-auth.ts";
import { INCOMING_TEXTS } from "../../domain/replies/incoming-texts.ts";
import { resumeIncoming, takeIncoming } from "../../services/replies/incoming.ts";
import type { IncomingSms } from "../../services/replies/incoming.ts";
import { tokenBuckets } from "../limits.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const LARGEST_CALLBACK = 64 * 1024;
const MOST_IN_ONE = 100;
/** What one gateway may hand over: a whole Region answering within minutes. */
const BY_GATEWAY = { burst: 1_000, perSecond: 100 } as const;
const RESUME_MS = 60_000;

const text = (most: number) => z.string().max(most).refine((given) => !given.includes("\0") && given.isWellFormed());
const Sms = z.object({ id: text(200).min(1), from: text(40).min(1), text: text(2000), at: z.iso.datetime({ offset: true }).optional() });
const Body = z.union([Sms, z.array(Sms).min(1).max(MOST_IN_ONE)]);

export function registerIncoming(app: App, context: ServerContext): void {
  const bucket = tokenBuckets(BY_GATEWAY);
  const desk = async () => ({ services: context.services, reference: (await context.reference()).reference });
  resumeNowAndThen(app, async () => void (await resumeIncoming(await desk())));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.post(
    "/incoming/sms/:gateway",
    { bodyLimit: LARGEST_CALLBACK, schema: { summary: "Risposte per SMS consegnate da un gateway", params: z.object({ gateway: z.string().max(100) }) } },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { authorization } = request.headers;
      if (!isAuthenticCallback({ kind: "token", token: context.receiptsToken }, { authorization }, body))
        throw new HttpProblem(401, "GATEWAY_NON_RICONOSCIUTO", TEXTS.badToken);
      const { gateway } = request.params;
      const messages = read(body);
      const wait = bucket(gateway, messages.length, performance.now());
      if (wait > 0) throw new HttpProblem(429, "TROPPE_RICHIESTE", TEXTS.tooMany, undefined, wait);
      const at = await desk();
      for (const sms of messages) orProblem(await takeIncoming(at, gateway, sms), 404);
      return reply.send({ taken: messages.length });
    },
  );
}

function read(body: Buffer): IncomingSms[] {
  let given: unknown;
  try {
    given = JSON.parse(body.toString("utf8"));
  } catch {
    throw new HttpProblem(400, "RISPOSTA_ILLEGGIBILE", INCOMING_TEXTS.unreadable);
  }
  const parsed = Body.safeParse(given);
  if (!parsed.success) throw new HttpProblem(400, "RISPOSTA_ILLEGGIBILE", INCOMING_TEXTS.unreadable);
  return [parsed.data].flat().map(({ id, from, text: said, at }) => ({ reference: id, sender: from, text: said, sentAt: at ?? null }));
}

/** What was kept when the program fell is read while the server runs; a database that is away is asked the next time. */
function resumeNowAndThen(app: App, resume: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook("onListen", async () => {
    timer = setInterval(() => void resume().catch(() => undefined), RESUME_MS).unref();
  });
  app.addHook("onClose", async () => clearInterval(timer));
}
