// What an office tells the national platform: lists, what was exchanged, what a person settles, the file for when the platform is down.

import { z } from "zod";
import { MendReport, NodeAttempts, NodeFileRequest, NodeReports, NodeReportsQuery } from "../../contract/node-reports.ts";
import type { NodeReportRow } from "../../contract/node-reports.ts";
import { Done, Id } from "../../contract/problem.ts";
import { may } from "../../domain/access/permissions.ts";
import { POLICY_EVENTS } from "../../domain/activities/event.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { actName } from "../../domain/procedure/register-texts.ts";
import { BREACH_TITLES } from "../../domain/reporting/texts.ts";
import { handInFile } from "../../services/node/hand-in-file.ts";
import { mendReport, mendingsOf } from "../../services/node/settle-report.ts";
import { readLine } from "../../store/node-reports.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { countReports, listReports, reportAttempts } from "../../store/read/node-reports.ts";
import type { ListedReport } from "../../store/read/node-reports.ts";
import { logList, officeWith } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import type { App, ServerContext } from "../options.ts";
import { notFound, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const ById = z.object({ id: Id });
const PAGE = 50;

export function registerNodeReports(app: App, { services }: ServerContext): void {
  app.get(
    "/api/node/reports",
    { schema: { summary: "Comunicazioni della sede alla piattaforma nazionale", querystring: NodeReportsQuery, response: { 200: NodeReports } } },
    async (request) => {
      const { office, actor, identity } = officeWith(request, "node-reports");
      const { stato, cursor } = request.query;
      const today = romeDay(await services.now());
      const maySettle = may(identity.role, "settle-node-reports");
      return inOffice(services.pools.app, office, async (db) => {
        const rows = await listReports(db, stato, cursor, PAGE + 1);
        const page = rows.slice(0, PAGE);
        await logList(db, actor, `node-reports:${stato}`, page.length);
        const [counts, line] = [await countReports(db), await readLine(db)];
        return {
          rows: page.map((row) => shown(row, today, maySettle)),
          next: rows.length > PAGE ? (page.at(-1)?.seq ?? null) : null,
          counts,
          downSince: line.downSince,
          mayExport: maySettle && line.downSince !== null && counts["in-attesa"] > 0,
        };
      });
    },
  );
  app.get(
    "/api/node/reports/:id/exchanges",
    { schema: { summary: "Che cosa è stato scambiato per una comunicazione", params: ById, response: { 200: NodeAttempts } } },
    async (request) => {
      const { office, actor } = officeWith(request, "node-reports");
      return inOffice(services.pools.app, office, async (db) => {
        const found = await reportAttempts(db, request.params.id);
        if (found === null) throw notFound(TEXTS.noNodeReport);
        await logAccess(db, { actor: actor.id, role: actor.role, office, action: "node-exchange", caseId: found.caseId });
        return { attempts: found.attempts };
      });
    },
  );
  app.post(
    "/api/node/reports/:id/settle",
    { schema: { summary: "Decide di una comunicazione rifiutata, incerta o consegnata per file", params: ById, body: MendReport, response: { 200: Done } } },
    async (request) => {
      const { actor } = officeWith(request, "settle-node-reports");
      const { how, reason } = request.body;
      orProblem(await mendReport(services, { reportId: request.params.id, how, reason, actor }));
      return { message: TEXTS.nodeReportSettled[how] };
    },
  );
  app.post(
    "/api/node/reports/file",
    { config: { weight: 20 }, schema: { summary: "Consegna per file ciò che attende, mentre la piattaforma non risponde", body: NodeFileRequest } },
    async (request, reply) => {
      const { office, actor } = officeWith(request, "settle-node-reports");
      const made = orProblem(await handInFile(services, { office, reason: request.body.reason, actor }));
      const today = romeDay(await services.now());
      return sendAttachment(reply, `comunicazioni ${office} ${today}.xml`, "application/xml; charset=utf-8", Buffer.from(made.xml));
    },
  );
}

function shown({ seq: _, kind, report, ...row }: ListedReport, today: string, maySettle: boolean): NodeReportRow {
  const title = report.flow === "sap" ? `${report.title}: ${POLICY_EVENTS[report.event.code].title.toLowerCase()}` : BREACH_TITLES[report.operation];
  const isOpen = row.state !== "acknowledged" && row.state !== "set-aside";
  return { ...row, title, act: actName(kind), late: isOpen && row.dueOn !== null && row.dueOn < today, may: maySettle ? mendingsOf(row.state) : [] };
}
