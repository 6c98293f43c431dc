// A session begun without a password, for benchmarks that ask the server as somebody.

import type { Services } from "../../../src/services/context.ts";
import { beginSession } from "../../../src/services/identity/sessions.ts";
import { readDoorSettings } from "../../../src/services/identity/settings.ts";
import { newId } from "../../../src/store/ids.ts";
import { grantRole, insertUser } from "../../../src/store/sessions-users.ts";

/** The cookie of a new user in `role` and `office`. */
export async function signInto(services: Services, role: string, office: string): Promise<string> {
  const db = services.pools.login;
  const userId = newId();
  await insertUser(db, {
    id: userId,
    kind: "local",
    login: `misura-${userId}`,
    name: "Misura",
    by: "misura",
  });
  await grantRole(db, { id: newId(), userId, role, office, from: null, to: null, by: "misura" });
  const choice = { role, office };
  const visitor = { address: "127.0.0.1", agent: "misura" };
  const { secret } = await beginSession(db, await readDoorSettings(db), visitor, {
    userId,
    step: "open",
    choice,
    choices: [choice],
  });
  return `convoca=${secret}`;
}
