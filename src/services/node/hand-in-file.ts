// Use case: while the node is down an office hands in what waits as a file, by certified mail or otherwise; nothing of it is told twice when the node is back.

import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { reportXml } from "../../exchange/national-node/report-xml.ts";
import { holdWaiting, markFiled, readLine } from "../../store/node-reports.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import type { ActDraft } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { Refused, refusable } from "../refused.ts";
import { REPORT_TEXTS } from "./report-texts.ts";
import { addresseeOf } from "./send.ts";

export interface HandInRequest {
  readonly office: string;
  readonly reason: string;
  readonly actor: Actor;
}

/** More than an office tells in some days; what is left is handed in with the next file. */
const MOST = 2_000;

/**
 * The file, and how many reports it holds. From then on these are in the hands of whoever takes the file: policies are told again by themselves
 * when the node is back, since it knows them by number and event; breaches wait until a person says that the node has them.
 * Refusals: MOTIVO_MANCANTE, NODO_RAGGIUNGIBILE, NULLA_DA_CONSEGNARE.
 */
export async function handInFile(services: Services, { office, reason, actor }: HandInRequest): Promise<Outcome<{ readonly xml: string; readonly reports: number }>> {
  const why = reason.trim();
  if (why === "") return refuse("MOTIVO_MANCANTE", REPORT_TEXTS.reasonMissing);
  const now = await services.now();
  return refusable(() =>
    inOffice(services.pools.app, office, async (client) => {
      if ((await readLine(client)).downSince === null) throw new Refused("NODO_RAGGIUNGIBILE", REPORT_TEXTS.lineIsUp);
      const held = await holdWaiting(client, MOST);
      if (held.length === 0) throw new Refused("NULLA_DA_CONSEGNARE", REPORT_TEXTS.nothingToFile);
      const written = held.map((report) => ({ id: report.id, caseId: report.caseId, kind: report.kind, sent: reportXml(report.report, addresseeOf(report)) }));
      await markFiled(client, written, actor.id);
      await appendActs(client, actor, written.map(({ id, caseId, kind }) => filedAct(caseId, { report: id, of: kind, reason: why }, now)));
      const messages = written.map(({ sent }) => `${sent}\n`).join("");
      return { xml: `<?xml version="1.0" encoding="UTF-8"?>\n<Comunicazioni sede="${office}" creato="${now}">\n${messages}</Comunicazioni>\n`, reports: written.length };
    }),
  );
}

function filedAct(caseId: string, payload: Readonly<Record<string, unknown>>, now: string): ActDraft {
  return { subjectId: caseId, subjectKind: "case", kind: "node-report-filed", happenedAt: now, citation: "ANPAL_CONDIZIONALITA", payload };
}
