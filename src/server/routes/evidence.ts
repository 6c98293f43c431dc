// The dossier of proof of a case: who was given one and why, and the making of one, handed out as a ZIP.

import { Readable } from "node:stream";
import { z } from "zod";
import { CaseEvidence, MakeEvidenceRequest } from "../../contract/evidence.ts";
import type { HandedOut } from "../../contract/evidence.ts";
import { Id } from "../../contract/problem.ts";
import { may } from "../../domain/access/permissions.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Printer } from "../../exchange/typst/printer.ts";
import { PRINTER_TEXTS } from "../../exchange/typst/texts.ts";
import { makeDossier } from "../../services/evidence/make.ts";
import { EVIDENCE_SERVICE_TEXTS } from "../../services/evidence/texts.ts";
import { handedOut, officeOfCase } from "../../store/evidence.ts";
import type { HandedOutRow } from "../../store/evidence.ts";
import { readCase } from "../../store/items.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import type { FastifyRequest } from "fastify";
import type { InOffice } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound } from "../problems.ts";

const ById = z.object({ id: Id });
/** What a refusal is over HTTP, where it is not a conflict. */
const STATUS: Readonly<Record<string, number>> = {
  CASO_NON_VISIBILE: 404,
  MOTIVO_MANCANTE: 400,
  ...Object.fromEntries(Object.keys(PRINTER_TEXTS).map((code) => [code, 503])),
};

function orStop<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { code, message } = outcome.refusal;
  throw new HttpProblem(STATUS[code] ?? 409, code, message);
}

export function registerEvidence(app: App, context: ServerContext & { readonly printer: Printer }): void {
  const { services, printer, documentKeys: keys, stampAuthority } = context;
  /** The walls are those of the reader's office; the auditor, who has none, stands behind those of whoever follows the case now. */
  const standing = async (request: FastifyRequest, caseId: string): Promise<InOffice> => {
    const actor = requirePermission(request, "evidence-dossier");
    const identity = readIdentity(request);
    const office = identity.office ?? (await officeOfCase(services.pools.audit, caseId));
    if (office === null) throw notFound(EVIDENCE_SERVICE_TEXTS.caseNotHere);
    return { office, actor: { ...actor, office }, identity };
  };
  app.get(
    "/api/cases/:id/evidence",
    { schema: { summary: "Fascicoli di prova consegnati: chi, quando, perché", params: ById, response: { 200: CaseEvidence } } },
    async (request) => {
      const caseId = request.params.id;
      const { office, actor, identity } = await standing(request, caseId);
      return inOffice(services.pools.app, office, async (db) => {
        if ((await readCase(db, caseId)) === null) throw notFound(EVIDENCE_SERVICE_TEXTS.caseNotHere);
        await logAccess(db, { actor: actor.id, role: actor.role, office, caseId, action: "evidence-list" });
        return { handedOut: (await handedOut(db, caseId)).map(shown), mayIncludeRestricted: may(identity.role, "restricted-documents") };
      });
    },
  );
  app.post(
    "/api/cases/:id/evidence",
    { schema: { summary: "Fa il fascicolo di prova e lo consegna: resta scritto chi, quando e perché", params: ById, body: MakeEvidenceRequest }, config: { weight: 20 } },
    async (request, reply) => {
      const caseId = request.params.id;
      const { office, actor, identity } = await standing(request, caseId);
      const { reason, withRestricted } = request.body;
      if (withRestricted && !may(identity.role, "restricted-documents")) throw new HttpProblem(403, "DOCUMENTO_RISERVATO", EVIDENCE_SERVICE_TEXTS.restricted);
      const bench = { services, printer, keys, authority: stampAuthority ?? null, onFault: (fault: string) => app.log.error({ fault }, "TSA") };
      const dossier = orStop(await makeDossier(bench, { caseId, office, actor, reason, withRestricted }));
      void reply.header("content-length", dossier.bytes);
      return sendAttachment(reply, dossier.name, "application/zip", Readable.from(dossier.pieces(), { objectMode: false }));
    },
  );
}

function shown({ payload, actor, ...row }: HandedOutRow): HandedOut {
  const said = payload === null ? {} : (JSON.parse(payload) as Readonly<Record<string, unknown>>);
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return {
    ...row,
    by: actor,
    reason: text(said["reason"]),
    digest: text(said["sha256OfList"]),
    withRestricted: said["restricted"] === true,
    stamp: text(said["stamp"]) as HandedOut["stamp"],
  };
}
