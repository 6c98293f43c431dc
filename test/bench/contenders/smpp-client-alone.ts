// The `smpp` package's client alone, without any database: hands over the same ready messages with so many unanswered at once.

import smpp from "smpp";
import type { SmppPdu } from "smpp";
import { openPool } from "../../../src/store/pools.ts";
import { tell } from "../ground/contest.ts";

interface Row {
  readonly id: string;
  readonly recipient: string;
  readonly sender: string;
  readonly body: string;
}

const { url, port, concurrency } = JSON.parse(process.argv[2]!) as { url: string; port: number; concurrency: number };
const pool = openPool(url, "worker");
const { rows } = await pool.query<Row>("select m.id, m.recipient, t.sender, t.body from message m join message_content t on t.message_id = m.id");
await pool.end();

const session = smpp.connect({ url: `smpp://127.0.0.1:${port}` });
await new Promise<void>((resolve) => session.on("connect", () => resolve()));
await new Promise<SmppPdu>((resolve) => session.bind_transceiver({ system_id: "convoca", password: "prova" }, resolve));
let next = 0;
let left = rows.length;
const start = performance.now();
await new Promise<void>((resolve, reject) => {
  const submit = (): void => {
    const row = rows[next++];
    if (row === undefined) return;
    // It takes a text for one packet: a longer one is cut off here, which only makes it quicker.
    const text = row.body.slice(0, 160);
    session.submit_sm({ source_addr: row.sender, destination_addr: row.recipient.slice(1), dest_addr_ton: 1, dest_addr_npi: 1, registered_delivery: 1, short_message: text }, (answer) => {
      if (answer.command_status !== 0) return reject(new Error(`answer ${answer.command_status}`));
      left -= 1;
      if (left === 0) resolve();
      submit();
    });
  };
  for (let place = 0; place < concurrency; place += 1) submit();
});
tell(rows.length, performance.now() - start);
process.exit();
