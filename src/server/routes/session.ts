// Who acts (the demo bar), and the offices to choose from.

import { Offices, Session, SessionRequest } from "../../contract/session.ts";
import { readHeading, readOffices } from "../../store/read/session.ts";
import { cached } from "../cached.ts";
import { needsOffice, readIdentity, writeIdentity } from "../identity.ts";
import type { Identity } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

export function registerSession(app: App, { services, demo }: ServerContext): void {
  const offices = cached(10_000, () => readOffices(services.pools.control));
  const describe = async (identity: Identity): Promise<Session> => {
    const heading = await readHeading(services.pools.control);
    const office =
      identity.office === null ? undefined : (await offices()).find((one) => one.id === identity.office);
    const role = needsOffice(identity.role) && office === undefined ? "regional" : identity.role;
    return {
      demo,
      role,
      office: office ?? null,
      now: heading.now,
      today: heading.today,
      clock: heading.clock,
      worker: heading.workerAlive ? "alive" : "silent",
    };
  };

  app.get(
    "/api/session",
    { schema: { summary: "Chi agisce e che ora è", response: { 200: Session } } },
    (request) => describe(readIdentity(request)),
  );
  app.post(
    "/api/session",
    { schema: { summary: "Sceglie ruolo e sede", body: SessionRequest, response: { 200: Session } } },
    async (request, reply) => {
      const { role, office } = request.body;
      if (needsOffice(role) && office === undefined)
        throw new HttpProblem(400, "SEDE_MANCANTE", TEXTS.officeNeeded);
      if (needsOffice(role) && !(await offices()).some((one) => one.id === office))
        throw new HttpProblem(404, "SEDE_SCONOSCIUTA", TEXTS.officeUnknown);
      const identity: Identity = { role, office: needsOffice(role) ? (office ?? null) : null };
      void reply.header("set-cookie", writeIdentity(identity));
      return describe(identity);
    },
  );
  app.get(
    "/api/offices",
    { schema: { summary: "Centri per l'impiego attivi", response: { 200: Offices } } },
    async () => ({
      offices: await offices(),
    }),
  );
}
