// A contact of which the gateway says that it does not exist is given up, with its history; whoever is left without one is looked for.

import { failureText } from "../../domain/outbox/texts.ts";
import { casesOfPerson, giveUpContactPoint, noteContactChange, readContactPoints, renewReach } from "../../store/contacts.ts";
import type { FailedMessage } from "../../store/failure-care.ts";
import { newId } from "../../store/ids.ts";
import { askForAnother } from "../contacts/change-contacts.ts";
import type { ContactWork } from "../contacts/change-contacts.ts";
import { writeAgain } from "../contacts/write-again.ts";

type Work = Omit<ContactWork, "personId" | "cases">;

/** How many contacts were given up: none when it was no longer the person's. What waits to leave for it is written to the right one. */
export async function dropContact(work: Work, { personId, recipient, failure }: FailedMessage): Promise<number> {
  const { client, actor, actId, now } = work;
  const point = (await readContactPoints(client, personId, true)).find(({ value, current, usable }) => value === recipient && current && usable);
  if (point === undefined) return 0;
  const cases = await casesOfPerson(client, personId);
  await giveUpContactPoint(client, { personId, kind: point.kind, value: point.value });
  await noteContactChange(client, {
    id: newId(), personId, kind: point.kind, value: point.value, change: "dropped", source: "gateway", reason: failureText(failure).name,
    actId, now, by: actor.id,
  });
  await renewReach(client, personId);
  await writeAgain({ ...work, cases }, [point.value]);
  await askForAnother({ ...work, personId, cases });
  return 1;
}
