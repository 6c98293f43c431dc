// Issued papers: what may be issued, the draft, the issue, the kept PDF, the scan that comes back, signing on screen with a code.

import { z } from "zod";
import {
  CasePapers,
  CodeSent,
  ConfirmRequest,
  IssueAnswer,
  IssueRequest,
  PaperSignRequest,
  PaperText,
  ScanAnswer,
  ScanQuery,
  Signed,
  SigningPage,
} from "../../contract/papers.ts";
import type { IssuedPaper } from "../../contract/papers.ts";
import { Id } from "../../contract/problem.ts";
import { may } from "../../domain/access/permissions.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { DOCUMENT_LIMITS } from "../../domain/documents/types.ts";
import type { PaperContent, PaperKind } from "../../domain/papers/blocks.ts";
import { PAPER_NAMES } from "../../domain/papers/texts.ts";
import type { Printer } from "../../exchange/typst/printer.ts";
import { PRINTER_TEXTS } from "../../exchange/typst/texts.ts";
import type { ActOutcome, Performed } from "../../services/acts/act-outcome.ts";
import { issuePaper, openPaper, previewPaper, readDraft } from "../../services/papers/issue.ts";
import type { OfficeActor, Press } from "../../services/papers/issue.ts";
import { papersOfCase } from "../../services/papers/list.ts";
import { handInScan, signOnPaper } from "../../services/papers/scan.ts";
import { confirmCode, readToSign, sendCode } from "../../services/papers/sign.ts";
import type { PaperRow } from "../../store/papers.ts";
import { officeWith } from "../access.ts";
import type { InOffice } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem } from "../problems.ts";
import { PAPER_ROUTE_TEXTS } from "../paper-texts.ts";
import { gather, keysOf } from "./documents.ts";

const ById = z.object({ id: Id });
const ByItem = z.object({ id: Id, item: Id });

/** What a refusal is over HTTP, where it is not a conflict. */
const STATUS: Readonly<Record<string, number>> = {
  CASO_NON_VISIBILE: 404,
  PRATICA_ASSENTE: 404,
  DOCUMENTO_ASSENTE: 404,
  DOCUMENTO_RISERVATO: 403,
  CODICE_ILLEGGIBILE: 400,
  TROPPI_CODICI: 429,
  ...Object.fromEntries(Object.keys(PRINTER_TEXTS).map((code) => [code, 503])),
};

function orStop<T>(outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }): T {
  if (outcome.ok) return outcome.value;
  const { code, message, citation } = outcome.refusal;
  throw new HttpProblem(STATUS[code] ?? 409, code, message, citation?.text);
}

function orStopAct(outcome: ActOutcome): Performed {
  if (outcome.ok) return outcome.value;
  const { code, message, citation } = outcome.refusal;
  const { allowed, changed } = outcome;
  throw new HttpProblem(STATUS[code] ?? 409, code, message, citation?.text).with({
    allowed: [...allowed],
    ...(changed === undefined ? {} : { changed }),
  });
}

interface Papers {
  readonly app: App;
  readonly context: ServerContext;
  readonly press: () => Promise<Press>;
}

export function registerPapers(app: App, context: ServerContext & { readonly printer: Printer }): void {
  const { printer } = context;
  const press = async (): Promise<Press> => ({ services: context.services, reference: (await context.reference()).reference, printer });
  const papers = { app, context, press };
  registerList(papers);
  registerDraft(papers);
  registerIssue(papers);
  registerSigning(papers);
  void app.register(async (scope) => registerScan(scope as unknown as App, context));
}

const mayOpen = ({ identity }: InOffice, restricted: boolean): boolean => !restricted || may(identity.role, "restricted-documents");
const officeActor = ({ actor, office }: InOffice): OfficeActor => ({ ...actor, office });

function shown(paper: PaperRow, at: InOffice): IssuedPaper {
  const kind = paper.paper as PaperKind;
  return {
    id: paper.id,
    paper: kind,
    title: PAPER_NAMES[kind],
    subtitle: paper.subtitle,
    number: paper.number,
    itemId: paper.itemId,
    itemVersion: paper.itemVersion,
    issuedAt: paper.issuedAt,
    issuedBy: paper.issuedBy,
    bytes: paper.bytes,
    digest: paper.contentDigest,
    pdfDigest: paper.pdfDigest,
    mayOpen: mayOpen(at, paper.restricted) && paper.erasedAt === null,
    isErased: paper.erasedAt !== null,
    scans: [...paper.scans],
    confirmedAt: paper.confirmedAt,
  };
}

function registerList({ app, press }: Papers): void {
  app.get(
    "/api/cases/:id/papers",
    { schema: { summary: "Documenti emessi di un caso, e quelli che si possono emettere", params: ById, response: { 200: CasePapers } } },
    async (request) => {
      const at = officeWith(request, "person-page");
      const { services, reference } = await press();
      const { toIssue, issued } = orStop(await papersOfCase(services, reference, { caseId: request.params.id, actor: officeActor(at) }));
      return {
        toIssue: toIssue.map(({ item, content, state, mayIssue, restricted, issuedAs, toSign }) => ({
          itemId: item.id,
          paper: content.paper,
          title: PAPER_NAMES[content.paper],
          subtitle: content.subtitle,
          version: item.version,
          state,
          mayIssue,
          mayOpen: mayOpen(at, restricted),
          issuedAs,
          toSign,
        })),
        issued: issued.map((paper) => shown(paper, at)),
      };
    },
  );
}

function registerDraft({ app, press }: Papers): void {
  app.get(
    "/api/cases/:id/papers/:item/text",
    { schema: { summary: "Il testo che il documento avrebbe ora", params: ByItem, response: { 200: PaperText } } },
    async (request) => {
      const at = officeWith(request, "person-page");
      const asked = { caseId: request.params.id, itemId: request.params.item, actor: officeActor(at) };
      const { content, digest } = orStop(await readDraft(await press(), { ...asked, mayOpenRestricted: mayOpen(at, true) }));
      return textOf(content, digest);
    },
  );
  app.get(
    "/api/cases/:id/papers/:item/draft.pdf",
    { schema: { summary: "La bozza del documento, in PDF", params: ByItem }, config: { weight: 5 } },
    async (request, reply) => {
      const at = officeWith(request, "person-page");
      const asked = { caseId: request.params.id, itemId: request.params.item, actor: officeActor(at) };
      const { name, content } = orStop(await previewPaper(await press(), { ...asked, mayOpenRestricted: mayOpen(at, true) }));
      return sendAttachment(reply, name, "application/pdf", content);
    },
  );
}

/** A copy that the schema of answers may look through: what it reads it takes for its own. */
function textOf(content: PaperContent, digest: string): z.infer<typeof PaperText> {
  return { ...(structuredClone(content) as Omit<z.infer<typeof PaperText>, "digest">), digest };
}

function registerIssue({ app, context, press }: Papers): void {
  app.post(
    "/api/cases/:id/papers",
    {
      schema: { summary: "Emette il documento di una pratica", params: ById, body: IssueRequest, response: { 200: IssueAnswer, 201: IssueAnswer } },
      config: { weight: 5 },
    },
    async (request, reply) => {
      const at = officeWith(request, "desk-work");
      const { itemId, expectedVersion } = request.body;
      const asked = { caseId: request.params.id, itemId, expectedVersion, actor: officeActor(at) };
      const { paper, isNew } = orStop(await issuePaper(await press(), keysOf(context), asked));
      const message = isNew ? PAPER_ROUTE_TEXTS.issued : PAPER_ROUTE_TEXTS.alreadyIssued;
      return reply.code(isNew ? 201 : 200).send({ paper: shown(paper, at), isNew, message });
    },
  );
  app.get(
    "/api/papers/:id/pdf",
    { schema: { summary: "Il documento emesso, com’è conservato: resta scritto chi lo ha aperto", params: ById } },
    async (request, reply) => {
      const at = officeWith(request, "person-page");
      const asked = { paperId: request.params.id, actor: officeActor(at), mayOpenRestricted: mayOpen(at, true) };
      const { name, content } = orStop(await openPaper(context.services, keysOf(context), asked));
      return sendAttachment(reply, name, "application/pdf", content);
    },
  );
}

function registerSigning({ app, context, press }: Papers): void {
  const desk = async () => {
    const { services, reference } = await press();
    return { services, reference, keys: keysOf(context) };
  };
  app.get(
    "/api/papers/:id/signing",
    { schema: { summary: "Il documento da leggere prima di firmare, e dov’è il codice", params: ById, response: { 200: SigningPage } } },
    async (request) => {
      const at = officeWith(request, "desk-work");
      const { paper, composed, code } = orStop(await readToSign(await press(), { paperId: request.params.id, actor: officeActor(at) }));
      return {
        paperId: paper.id,
        caseId: paper.caseId,
        text: textOf(composed.content, composed.digest),
        code:
          code === null
            ? null
            : {
                codeId: code.id,
                phoneTail: code.phoneTail,
                secondsLeft: code.secondsLeft,
                triesLeft: code.triesLeft,
                state: code.state,
                delivery: code.message,
              },
      };
    },
  );
  app.post(
    "/api/papers/:id/signing-code",
    { schema: { summary: "Manda alla persona il codice per firmare", params: ById, response: { 200: CodeSent } } },
    async (request) => {
      const at = officeWith(request, "desk-work");
      const sent = orStop(await sendCode(await desk(), { paperId: request.params.id, actor: officeActor(at) }));
      return { ...sent, message: PAPER_ROUTE_TEXTS.codeSent(sent.phoneTail) };
    },
  );
  app.post(
    "/api/papers/:id/signing-code/confirm",
    { schema: { summary: "La persona firma con il codice ricevuto", params: ById, body: ConfirmRequest, response: { 200: Signed } } },
    async (request) => {
      const at = officeWith(request, "desk-work");
      const { codeId, code, actId } = request.body;
      const { state, version } = orStopAct(
        await confirmCode(await desk(), { paperId: request.params.id, actor: officeActor(at), codeId, typed: code, actId }),
      );
      return { message: PAPER_ROUTE_TEXTS.signed, state, version };
    },
  );
  app.post(
    "/api/papers/:id/signatures",
    { schema: { summary: "Registra una firma fatta su carta", params: ById, body: PaperSignRequest, response: { 200: Signed } } },
    async (request) => {
      const at = officeWith(request, "desk-work");
      const { services, reference } = await press();
      const { state, version } = orStopAct(
        await signOnPaper(services, reference, { paperId: request.params.id, ...request.body, actor: officeActor(at) }),
      );
      return { message: request.body.who === "person" ? PAPER_ROUTE_TEXTS.signed : PAPER_ROUTE_TEXTS.officeSigned, state, version };
    },
  );
}

/** In a scope of its own, where a body is bytes whatever it says it is. */
function registerScan(app: App, context: ServerContext): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
  app.post(
    "/api/papers/:id/scan",
    {
      bodyLimit: DOCUMENT_LIMITS.bytes + 1,
      config: { longBody: true },
      schema: { summary: "Riporta il foglio firmato, in scansione", params: ById, querystring: ScanQuery, response: { 201: ScanAnswer } },
    },
    async (request, reply) => {
      const at = officeWith(request, "hand-in-documents");
      const bytes = await gather(request.body);
      const scan = { paperId: request.params.id, name: request.query.name, bytes, actor: officeActor(at) };
      const { id } = orStop(await handInScan(context.services, keysOf(context), scan));
      return reply.code(201).send({ id, message: PAPER_ROUTE_TEXTS.scanned });
    },
  );
}
