// The protocol's client alone, without any database: undici for SMS, nodemailer for e-mail, handing over the same ready messages.

import nodemailer from "nodemailer";
import { Pool } from "undici";
import { openPool } from "../../../src/store/pools.ts";
import { tell } from "../ground/contest.ts";

interface Input {
  readonly url: string;
  readonly channel: "sms" | "email";
  readonly port: number;
  readonly concurrency: number;
}

interface Row {
  readonly id: string;
  readonly recipient: string;
  readonly sender: string;
  readonly body: string;
  readonly raw: string | null;
}

const { url, channel, port, concurrency } = JSON.parse(process.argv[2]!) as Input;
const pool = openPool(url, "worker");
const { rows } = await pool.query<Row>("select m.id, m.recipient, t.sender, t.body, t.raw from message m join message_content t on t.message_id = m.id");
await pool.end();

async function bySms(): Promise<(row: Row) => Promise<void>> {
  const client = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency, pipelining: 1 });
  const headers = { authorization: "Bearer demo", "content-type": "application/json" };
  return async (row) => {
    const body = JSON.stringify({ key: row.id, to: row.recipient, from: row.sender, text: row.body, encoding: "gsm7", callback: "http://127.0.0.1:9/esiti" });
    const answer = await client.request({ path: "/messages", method: "POST", headers: { ...headers, "idempotency-key": row.id }, body });
    await answer.body.text();
    if (answer.statusCode !== 202) throw new Error(`answer ${answer.statusCode}`);
  };
}

async function byMail(): Promise<(row: Row) => Promise<void>> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port, pool: true, maxConnections: concurrency, maxMessages: Infinity, ignoreTLS: true });
  return async (row) => {
    await transport.sendMail({ envelope: { from: row.sender, to: row.recipient }, raw: row.raw! });
  };
}

const send = await (channel === "sms" ? bySms() : byMail());
let next = 0;
const start = performance.now();
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (next < rows.length) await send(rows[next++]!);
  }),
);
tell(rows.length, performance.now() - start);
process.exit();
