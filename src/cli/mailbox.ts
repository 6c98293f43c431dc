// How the certified mailboxes stand: how far they were read, what is wrong, and the last mails that are not receipts.

import { listMail, listMailboxes } from "../store/pec.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { MAILBOX_TEXTS } from "./mailbox-texts.ts";

const SHOWN = 30;

export async function mailboxCommand(config: Config, [only]: readonly string[]): Promise<void> {
  await withDatabase(config, async ({ services }) => {
    const pool = services.pools.worker;
    const mailboxes = (await listMailboxes(pool)).filter(({ gatewayId }) => only === undefined || gatewayId === only);
    if (mailboxes.length === 0) say(MAILBOX_TEXTS.none);
    for (const mailbox of mailboxes) {
      say(MAILBOX_TEXTS.mailbox(mailbox));
      if (mailbox.problem !== null) say(MAILBOX_TEXTS.problem(mailbox.problem, mailbox.problemSince ?? ""));
      for (const mail of await listMail(pool, mailbox.gatewayId, SHOWN)) say(MAILBOX_TEXTS.mail(mail));
    }
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
