// Whoever sends certified mail and reads its mailbox is killed, cut from the database, cut from the mailbox: nobody written to twice, every receipt counted once.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { startPecProvider } from "../../src/simulator/pec-provider.ts";
import type { PecProvider } from "../../src/simulator/pec-provider.ts";
import { Chance } from "./chance.ts";
import type { Child } from "./child.ts";
import { Queue, until } from "./queue.ts";

const GATEWAY = "pec-guasti";
const SECRET = "CONVOCA_PROVA_PEC_GUASTI";
const CONCURRENCY = 4;
const MESSAGES = 320;
const BLOWS = ["sender", "database", "mailbox", "both", "database", "sender"] as const;

describe("kills over certified mail", { timeout: 240_000 }, () => {
  let queue: Queue;
  let provider: PecProvider;
  let sender: Child;
  let folder: string;
  let cuts = 0;
  const chance = new Chance("pec");
  const ask = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await queue.pool.query(sql, values)).rows as T[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "convoca-pec-guasti-"));
    provider = await startPecProvider({
      plan: () => [{ kind: "accettazione", afterMs: chance.between(0, 200) }, { kind: "avvenuta-consegna", afterMs: chance.between(0, 400), copies: 2 }],
      cutsAfterData: () => chance.between(0, 100) < 2,
      cutsFetch: () => cuts > 0 && cuts-- > 0,
    });
    process.env[SECRET] = provider.password;
    await writeFile(join(folder, "radice.pem"), provider.authority);
    queue = await Queue.open();
    await ensureGateways(queue.database.services, [
      {
        id: GATEWAY, channel: "pec", url: provider.smtpUrl, sender: provider.address, ratePerSecond: 40, concurrency: CONCURRENCY, deduplicates: false, canBeAsked: false,
        settings: { imapUrl: provider.imapUrl, user: provider.user, password: `env:${SECRET}`, pollSeconds: 0.2, timeoutMs: 3_000, authoritiesFile: join(folder, "radice.pem"), certificatesFile: join(folder, "radice.pem") },
      },
    ]);
    await queue.fill(GATEWAY, MESSAGES);
    await queue.database.administer("alter table convoca.message_content no force row level security, disable trigger content_is_fixed");
    await queue.database.administer("alter table convoca.message no force row level security");
    await queue.database.administer("update convoca.message set channel = 'pec', recipient = id || '@pec.example' where gateway_id = $1", [GATEWAY]);
    await queue.database.administer(
      `update convoca.message_content t set sender = $2, raw = 'From: <' || $2 || E'>\\r\\nTo: <' || m.recipient || E'>\\r\\nSubject: Convocazione\\r\\nMessage-ID: <' || m.id || E'@convoca.example>\\r\\n\\r\\nVenga.\\r\\n'
       from convoca.message m where m.id = t.message_id and m.gateway_id = $1`,
      [GATEWAY, provider.address],
    );
    await queue.database.administer("alter table convoca.message_content force row level security, enable trigger content_is_fixed");
    await queue.database.administer("alter table convoca.message force row level security");
  });
  after(async () => {
    Reflect.deleteProperty(process.env, SECRET);
    await queue.close();
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  });

  const strike = async (blow: (typeof BLOWS)[number]): Promise<void> => {
    if (blow === "mailbox" || blow === "both") {
      cuts = 1;
      provider.imap.hangUp();
    }
    if (blow === "database") await queue.database.administer("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'convoca_worker' and datname = current_database() and pid <> pg_backend_pid()").catch(() => undefined);
    if (blow !== "sender" && blow !== "both") return;
    await sender.kill();
    sender = queue.sender();
  };

  it("nobody is written to twice; what arrived is delivered, each of its receipts kept once; what never arrived is shown as doubtful", async () => {
    queue.pool.on("error", () => undefined);
    sender = queue.sender();
    for (const blow of BLOWS) {
      const before = provider.taken.length;
      await until("it goes on", async () => provider.taken.length > before + 15 || provider.taken.length >= MESSAGES - 20, 60);
      await sleep(chance.between(0, 200));
      await strike(blow);
    }
    const seconds = await queue.settled(GATEWAY, 90);
    // Copies of one receipt are the same bytes: one mail.
    await until("all receipts are picked up", async () => (await ask<{ n: number }>("select count(*)::int as n from receipt where gateway_id = $1", [GATEWAY]))[0]!.n >= provider.taken.length * 2, 60,
      async () => JSON.stringify([provider.taken.length, provider.mailbox.length, await ask("select *, (select count(*) from receipt where gateway_id = $1) from pec_mailbox", [GATEWAY]), await ask("select outcome, code, count(*) from pec_mail group by 1, 2")]));
    await queue.stopSenders();
    const arrived = new Set(provider.taken.map(({ messageId }) => messageId.split("@")[0]!));
    const rows = await ask<{ id: string; state: string; receipts: number }>(
      "select m.id, m.state, (select count(*)::int from receipt r where r.message_id = m.id) as receipts from message m where m.gateway_id = $1", [GATEWAY]);
    const uncertain = rows.filter(({ state }) => state === "uncertain");
    process.stdout.write(`  ${BLOWS.length} blows, settled ${seconds.toFixed(1)} s after the last: ${arrived.size} arrived, ${uncertain.length} doubtful\n`);
    assert.equal(provider.taken.length, arrived.size, "nobody was written to twice");
    assert.equal(rows.length, MESSAGES);
    for (const { id, state, receipts } of rows) assert.deepEqual([state, receipts], arrived.has(id) ? ["delivered", 2] : ["uncertain", 0], id);
    assert.ok(uncertain.length <= CONCURRENCY * BLOWS.length);
    assert.deepEqual(await ask("select outcome, code from pec_mail where outcome <> 'receipt'"), []);
  });
});
