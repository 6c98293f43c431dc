// Where SMS gateways hand over their receipts: answered only once they are stored.

import { z } from "zod";
import { isAuthenticCallback } from "../../channels/callback-auth.ts";
import { readKannelReceipt } from "../../channels/sms-http/kannel-receipts.ts";
import { parseReceipts } from "../../channels/sms-http/receipts.ts";
import type { ReceiptsRead } from "../../channels/sms-http/receipts.ts";
import { storeReceipts } from "../../services/receipts.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem } from "../problems.ts";
import { receiptCollector } from "../../services/receipt-collector.ts";
import type { StoreReceipts } from "../../services/receipt-collector.ts";
import { TEXTS } from "../texts.ts";

const LARGEST_CALLBACK = 8 * 1024 * 1024;

export function registerReceipts(app: App, { services, receiptsToken }: ServerContext): void {
  const collect = receiptCollector(async (gatewayId, receipts) => {
    await storeReceipts(services, gatewayId, receipts);
  });
  registerKannel(app, collect, receiptsToken);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.post(
    "/receipts/sms/:gateway",
    {
      bodyLimit: LARGEST_CALLBACK,
      schema: { summary: "Ricevute di un gateway SMS", params: z.object({ gateway: z.string().max(100) }) },
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { authorization } = request.headers;
      if (!isAuthenticCallback({ kind: "token", token: receiptsToken }, { authorization }, body))
        throw new HttpProblem(401, "GATEWAY_NON_RICONOSCIUTO", TEXTS.badToken);
      const { receipts, unreadable } = read(body);
      if (receipts.length === 0 && unreadable > 0)
        throw new HttpProblem(400, "RICEVUTE_ILLEGGIBILI", TEXTS.receiptsUnreadable);
      if (receipts.length > 0) await collect(request.params.gateway, receipts);
      return reply.send({ stored: receipts.length, unreadable });
    },
  );
}

/** Kannel's way: a GET for each receipt, proved by the user and password in the address it was given. */
function registerKannel(app: App, collect: StoreReceipts, receiptsToken: string): void {
  app.get(
    "/receipts/sms/:gateway/kannel",
    {
      schema: {
        summary: "Ricevute di un gateway SMS in forma Kannel",
        params: z.object({ gateway: z.string().max(100) }),
        querystring: z.object({ key: z.string().max(100), type: z.string().max(3), answer: z.string().max(2000).default(""), id: z.string().max(200).default("") }),
      },
    },
    async (request, reply) => {
      const { authorization } = request.headers;
      if (!isAuthenticCallback({ kind: "token", token: receiptsToken }, { authorization }, "")) throw new HttpProblem(401, "GATEWAY_NON_RICONOSCIUTO", TEXTS.badToken);
      const receipt = readKannelReceipt(request.query);
      if (receipt === null) throw new HttpProblem(400, "RICEVUTE_ILLEGGIBILI", TEXTS.receiptsUnreadable);
      await collect(request.params.gateway, [receipt]);
      return reply.send({ stored: 1, unreadable: 0 });
    },
  );
}

function read(body: Buffer): ReceiptsRead {
  try {
    return parseReceipts(body);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new HttpProblem(400, "RICEVUTE_ILLEGGIBILI", TEXTS.badReceipts);
    throw cause;
  }
}
