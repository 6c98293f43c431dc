// Hands SMS to a JSON gateway over kept-alive connections, with as little work per message as HTTP allows.

import type {
  AskOutcome,
  ChannelDescriptor,
  ListOutcome,
  OutgoingMessage,
  ProbeOutcome,
  SendOutcome,
  Sender,
} from "../channel.ts";
import { readAsk, readList } from "./answers.ts";
import { AnswerHandler, closePool, dispatch, MAX_ANSWER_BYTES, openPool, outcomeOf } from "./exchange.ts";
import type { Exchange } from "./exchange.ts";

const MAX_LIST_BYTES = 8 * 1024 * 1024;

/** Opens the pool. `callbackUrl` and `token` go with every message. See `channel.ts` for the protocol. */
export function openSmsSender(descriptor: ChannelDescriptor, token: string, callbackUrl: string): Sender {
  const base = new URL(descriptor.address);
  const root = base.pathname.replace(/\/+$/, "");
  const pool = openPool(descriptor);
  const authorization = `Bearer ${token}`;
  const tail = `,"callback":${JSON.stringify(callbackUrl)}}`;
  const messages = `${root}/messages`;
  const exchange = (path: string, limit: number): Promise<Exchange> =>
    new Promise((resolve) => {
      const handler = new AnswerHandler(resolve, limit);
      dispatch(pool, { path, method: "GET", headers: ["authorization", authorization] }, handler);
    });

  const sender: Sender = {
    send: (message) =>
      new Promise<SendOutcome>((resolve) => {
        const handler = new AnswerHandler(
          (ended) => resolve(outcomeOf(ended, message.key)),
          MAX_ANSWER_BYTES,
        );
        const headers = ["authorization", authorization, "content-type", "application/json"];
        headers.push("idempotency-key", message.key);
        dispatch(pool, { path: messages, method: "POST", headers, body: bodyOf(message, tail) }, handler);
      }),
    probe: async (): Promise<ProbeOutcome> => {
      const ended = await exchange(`${root}/health`, MAX_ANSWER_BYTES);
      if (ended.status >= 200 && ended.status < 300) return { kind: "up" };
      return { kind: "down", detail: ended.status === 0 ? ended.error : `HTTP ${ended.status}` };
    },
    close: () => closePool(pool, descriptor.timeoutMs),
  };
  if (descriptor.canBeAsked) {
    sender.ask = async (key): Promise<AskOutcome> => {
      const ended = await exchange(`${messages}/${encodeURIComponent(key)}`, MAX_ANSWER_BYTES);
      return ended.status === 0
        ? { kind: "no-answer", detail: ended.error }
        : readAsk(ended.status, ended.body);
    };
  }
  if (descriptor.canBeListed) {
    sender.listSince = async (since, cursor): Promise<ListOutcome> => {
      const from = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const ended = await exchange(`${messages}?since=${encodeURIComponent(since)}${from}`, MAX_LIST_BYTES);
      return ended.status === 0
        ? { kind: "no-answer", detail: ended.error }
        : readList(ended.status, ended.body);
    };
  }
  return sender;
}

// Only the text can hold characters that JSON must escape; the other fields are ours, but a quote would break the frame.
function bodyOf(message: OutgoingMessage, tail: string): string {
  return (
    `{"key":${quote(message.key)},"to":${quote(message.to)},"from":${quote(message.from)},` +
    `"text":${JSON.stringify(message.body)},"encoding":"${message.encoding ?? "gsm7"}"${tail}`
  );
}

const PLAIN = /^[\w+.:@ -]*$/;
function quote(value: string): string {
  return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
}
