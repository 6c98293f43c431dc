// What both queues do with one job: hand the message over with undici or nodemailer, ready as it is.

import nodemailer from "nodemailer";
import { Pool } from "undici";

export function openClient({ channel, port, concurrency }) {
  if (channel === "sms") {
    const client = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency, pipelining: 1 });
    const headers = { authorization: "Bearer demo", "content-type": "application/json" };
    return async (job) => {
      const body = JSON.stringify({ key: job.id, to: job.recipient, from: job.sender, text: job.body, encoding: "gsm7", callback: "http://127.0.0.1:9/esiti" });
      const answer = await client.request({ path: "/messages", method: "POST", headers: { ...headers, "idempotency-key": job.id }, body });
      const { reference } = await answer.body.json();
      if (answer.statusCode !== 202) throw new Error(`answer ${answer.statusCode}`);
      return reference;
    };
  }
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port, pool: true, maxConnections: concurrency, maxMessages: Infinity, ignoreTLS: true });
  return async (job) => {
    const info = await transport.sendMail({ envelope: { from: job.sender, to: job.recipient }, raw: job.raw });
    return info.response;
  };
}

/** The business rows of the peers: a plain table, filled from the same messages. */
export async function prepareRows(pool) {
  await pool.query(`create table business_message as
    select m.id, m.recipient, t.sender, t.body, t.raw, 'due'::text as state, null::text as reference, null::timestamptz as accepted_at
    from convoca.message m join convoca.message_content t on t.message_id = m.id`);
  await pool.query("alter table business_message add primary key (id)");
  await pool.query("analyze business_message");
  const { rows } = await pool.query("select id, recipient, sender, body, raw from business_message");
  return rows;
}

export function tell(count, milliseconds) {
  console.log(JSON.stringify({ count, seconds: milliseconds / 1000, peakMiB: process.resourceUsage().maxRSS / 1024 }));
}
