// Walls, route by route: every address of the server asked as every role and from a neighbouring office shows nobody and changes nothing;
// asked by who may, it answers.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import { may } from "../../src/domain/access/permissions.ts";
import { needsOffice, ROLES } from "../../src/domain/access/roles.ts";
import type { Role } from "../../src/domain/access/roles.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { inOffice } from "../../src/store/pools.ts";
import { convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, Browser, enteredAs, openDoor } from "./fixtures/door.ts";
import { AGENDA_RULES, NODE_RULES, OUTBOX_RULES, PLANNING_RULES, REASON } from "./fixtures/route-rules.ts";
import type { RouteRule } from "./fixtures/route-rules.ts";
import { TEXT_RULES } from "./fixtures/text-route-rules.ts";

/** An id of nothing. */
const NOTHING = "00000000-0000-7000-8000-00000000abcd";
const EDITION = {
  id: "prova-mura", course: null, title: "Prova", kind: "training", nationalCode: "C06", providerCode: "01234567890", municipalityId: null, startsOn: "2019-11-04", endsOn: null, enrolBy: "2019-10-31", places: 5, waitingList: true, attendanceKept: false, attendanceDays: [], totalMinutes: null, fromAge: null, toAge: null, measures: null, qualifications: [], description: null, needs: [], seatMunicipality: null, seatAddress: null, timetable: null,
};
const CAMPAIGN = {
  name: "Prova", action: "convene", choice: "filtri=da-convocare", offices: ["{office}"],
  limits: { firstDay: "2019-09-05", lastDay: "2019-10-31", sendFrom: "10:00", sendTo: "18:00", messagesPerHour: 60, peoplePerDay: 10, perPhonePerDay: 1, perPhonePerHour: 1, partPrice: 45 },
};
const RULES: Readonly<Record<string, RouteRule>> = {
  ...TEXT_RULES,
  "GET /api/activities": { needs: "activity-catalogue", queries: ["", "?show=all", "?q={surname}"] },
  "GET /api/activities/{id}": { needs: "activity-catalogue" },
  "POST /api/activities": { needs: "keep-activity-catalogue", body: { edition: EDITION } },
  "POST /api/activities/{id}/change": { needs: "keep-activity-catalogue", body: { fromOn: "2019-09-03", because: "prova delle mura", edition: EDITION } },
  "POST /api/activities/{id}/close": { needs: "keep-activity-catalogue", body: { on: "2019-09-03", because: "prova delle mura" } },
  "POST /api/activity-catalogue/import": { needs: "keep-activity-catalogue", body: { content: "x", confirm: false } },
  "GET /api/activities/{id}/group": { needs: "activity-groups" },
  "GET /api/activities/{id}/sheet": { needs: "activity-groups" },
  "POST /api/activities/{id}/sheet": {
    needs: "desk-work",
    body: {
      day: "2019-09-02", registerSeen: true,
      rows: [{ caseId: "{case}", itemId: "0199f3b0-0000-7000-8000-000000000003", expectedVersion: 1, actId: "0199f3b0-0000-7000-8000-000000000004", mark: "absent", minutes: 0, evidenceSeen: false, reason: "" }],
    },
  },
  "GET /api/cases/{id}/activity-matches": { needs: "person-page" },
  "GET /api/node/reports": { needs: "node-reports", queries: ["", "?stato=in-attesa", "?stato=ricevute"] },
  "GET /api/node/reports/{id}/exchanges": { needs: "node-reports" },
  "POST /api/node/reports/{id}/settle": { needs: "settle-node-reports", body: { how: "resend", ...REASON } },
  "POST /api/node/reports/file": { needs: "settle-node-reports", body: REASON },
  "GET /api/conditionality": { needs: "conditionality-desk", queries: ["", "?list=justifications", "?list=approval", "?list=window", "?list=closed"] },
  "GET /api/cases/{id}/conditionality": { needs: "conditionality-desk", queries: ["?what=fact&id={case}", "?what=absence&id={case}", "?what=task&id={case}"] },
  "GET /api/overview": { needs: "regional-figures" },
  "GET /api/control-room": { needs: "people-list", withoutOffice: "regional-figures", queries: ["", "?ambito=NA"] },
  "GET /api/control-room/export/{format}": { needs: "people-list", withoutOffice: "regional-figures" },
  "GET /api/control-room/people": { needs: "people-list", queries: ["?passo=notified", "?passo=convened"] },
  ...AGENDA_RULES,
  ...PLANNING_RULES,
  ...NODE_RULES,
  "GET /api/cases": {
    needs: "people-list",
    queries: ["", "?list=all", "?list=to-convene", "?list=unreachable", "?list=not-delivered", "?list=uncertain", "?list=desk", "?list=today", "?q={surname}", "?q={taxCode}", "?q={phone}", "?q={protocol}"],
  },
  "GET /api/cases/counts": { needs: "people-list" },
  "GET /api/worklist": {
    needs: "people-list",
    queries: ["", "?vista=mio", "?filtri=da-convocare", "?filtri=senza-risposta,did-mancante", "?cerca={surname}", "?cerca={taxCode}", "?cerca={phone}", "?cerca={protocol}"],
  },
  "GET /api/worklist/counts": { needs: "people-list", queries: ["", "?cerca={surname}"] },
  "GET /api/worklist/export.csv": { needs: "people-list", queries: ["?colonne=taxCode,phone", "?cerca={taxCode}"] },
  "GET /api/worklist/colleagues": { needs: "people-list" },
  "GET /api/worklist/views": { needs: "people-list" },
  "POST /api/worklist/views": { needs: "people-list", body: { name: "prova delle mura", shared: false, choice: "vista=mio" } },
  "POST /api/worklist/views/{id}/remove": { needs: "people-list" },
  "POST /api/worklist/assign": { needs: "case-assignment", body: { cases: ["{case}"], to: [] } },
  "POST /api/worklist/convene/preview": { needs: "case-assignment", body: { cases: ["{case}"] } },
  "POST /api/worklist/convene": { needs: "case-assignment", body: { cases: ["{case}"], seats: [{ caseId: "{case}", deskId: 1, startsAt: "2019-10-01T08:00:00.000Z" }] } },
  "POST /api/cases/{id}/wait": { needs: "case-assignment", body: { until: "2019-09-20", reason: "documents" } },
  "POST /api/cases/{id}/wait/end": { needs: "case-assignment" },
  "POST /api/cases/{id}/note": { needs: "case-assignment", body: { reason: "call" } },
  "POST /api/cases/{id}/note/remove": { needs: "case-assignment" },
  "GET /api/campaigns": { needs: "campaigns", withoutOffice: "regional-campaigns" },
  "POST /api/campaigns": { needs: "campaigns", withoutOffice: "regional-campaigns", body: CAMPAIGN },
  "GET /api/campaigns/{id}": { needs: "campaigns", withoutOffice: "regional-campaigns" },
  "POST /api/campaigns/{id}": { needs: "campaigns", withoutOffice: "regional-campaigns", body: CAMPAIGN },
  "POST /api/campaigns/{id}/preview": { needs: "campaigns", withoutOffice: "regional-campaigns" },
  "POST /api/campaigns/{id}/propose": { needs: "campaigns", withoutOffice: "regional-campaigns" },
  "POST /api/campaigns/{id}/remove": { needs: "campaigns", withoutOffice: "regional-campaigns" },
  "POST /api/campaigns/{id}/approve": { needs: "approve-campaigns", withoutOffice: "approve-regional-campaigns", body: { digest: "prova", ...REASON } },
  "POST /api/campaigns/{id}/send-back": { needs: "approve-campaigns", withoutOffice: "approve-regional-campaigns", body: REASON },
  "POST /api/campaigns/{id}/pause": { needs: "approve-campaigns", withoutOffice: "approve-regional-campaigns" },
  "POST /api/campaigns/{id}/resume": { needs: "approve-campaigns", withoutOffice: "approve-regional-campaigns" },
  "POST /api/campaigns/{id}/stop": { needs: "approve-campaigns", withoutOffice: "approve-regional-campaigns", body: { releaseSeats: true, ...REASON } },
  "GET /api/campaigns/{id}/people": { needs: "campaigns" },
  "GET /api/campaigns/{id}/export.csv": { needs: "campaigns", withoutOffice: "regional-campaigns" },
  "GET /api/cases/{id}": { needs: "person-page" },
  "GET /api/cases/{id}/page": { needs: "person-page" },
  "GET /api/cases/{id}/dossier": { needs: "person-page" },
  "GET /api/cases/{id}/form": { needs: "desk-work", queries: ["?procedure=did&act=take"] },
  "POST /api/cases/{id}/acts/preview": { needs: "desk-work", body: { procedure: "did", act: "take", item: null, actId: "0199f3b0-0000-7000-8000-000000000001", expectedVersion: null, input: { declaredOn: "2019-09-02", signed: true } } },
  "POST /api/cases/{id}/acts": { needs: "desk-work", body: { procedure: "did", act: "take", item: null, actId: "0199f3b0-0000-7000-8000-000000000002", expectedVersion: null, input: { declaredOn: "2019-09-02", signed: true } } },
  "GET /api/cases/{id}/interview": { needs: "desk-work" },
  "POST /api/cases/{id}/interview/steps/{step}": { needs: "desk-work", body: { actId: "0199f3b0-0000-7000-8000-000000000003", values: {}, draftSeen: null } },
  "POST /api/cases/{id}/interview/finish": { needs: "desk-work", body: { actId: "0199f3b0-0000-7000-8000-000000000004" } },
  "GET /api/cases/{id}/drafts/{kind}": { needs: "desk-work" },
  "POST /api/cases/{id}/drafts/{kind}": { needs: "desk-work", body: { content: {}, seen: 0, takeOver: true } },
  "POST /api/cases/{id}/contacts": {
    needs: "desk-work",
    body: { actId: "0199f3b0-0000-7000-8000-000000000005", source: "desk", confirmed: [], wrong: [], newPhone: "333 9998877", newEmail: "", reason: "" },
  },
  "GET /api/cases/{id}/free-seats": { needs: "person-page" },
  "POST /api/desk-tasks/{id}/close": { needs: "desk-work", body: { note: "prova delle mura" } },
  "GET /api/cases/{id}/accesses": { needs: "person-accesses" },
  "GET /api/cases/{id}/visit": { needs: "person-page" },
  "POST /api/cases/{id}/access-reason": { needs: "person-page", body: { kind: "call" } },
  "GET /api/cases/{id}/protection": { needs: "protected-person" },
  "POST /api/cases/{id}/protection": { needs: "protected-person", body: { isProtected: true, ...REASON } },
  "GET /api/accesses": { needs: "access-log", queries: ["", "?person={surname}", "?case={case}", "?office={office}"] },
  "GET /api/access-flags": { needs: "access-log", queries: ["", "?state=closed"] },
  "POST /api/access-flags/{id}/close": { needs: "close-flag", body: { outcome: "explained", ...REASON } },
  "GET /api/substitutions": { needs: "read-substitutions" },
  "POST /api/substitutions": {
    needs: "office-substitutions",
    body: { absent: "nessuno-a", substitute: "nessuno-b", role: "operator", office: "{office}", from: "2019-09-03", to: "2019-09-04", ...REASON },
  },
  "POST /api/substitutions/{id}/end": { needs: "office-substitutions", body: REASON },
  "GET /api/refusals": { needs: "access-log" },
  "GET /api/office-users": { needs: "family-names" },
  "GET /api/municipalities": { needs: "places", queries: ["?q=nap"] },
  "GET /api/user-kin": { needs: "family-names" },
  "POST /api/user-kin": { needs: "family-names", body: { login: "nessuno", surname: "ROSSI", municipality: "F839" } },
  "POST /api/user-kin/{id}/remove": { needs: "family-names" },
  "GET /api/access-rules": { needs: "access-log" },
  "POST /api/access-rules/{rule}": { needs: "access-rules", body: { active: true, parameters: {}, ...REASON } },
  "GET /api/routing-queue": { needs: "unrouted-cases" },
  "POST /api/routing-queue/{id}/assign": { needs: "assign-office", body: { officeId: "{office}", ...REASON } },
  "GET /api/messages": { needs: "office-messages", withoutOffice: "regional-messages", queries: ["", "?state=failed", "?state=uncertain"] },
  "POST /api/messages/{id}/resolve": { needs: "desk-work", withoutOffice: "regional-desk-work", body: { decision: "assume-sent", ...REASON } },
  ...OUTBOX_RULES,
  "POST /api/sender-registrations": { needs: "gateways", body: { channel: "sms", sender: "CPICampania", provider: "sms-prova", state: "requested", registeredOn: null, ...REASON } },
  "POST /api/gateways/{id}/state": { needs: "gateways", body: { state: "open", ...REASON } },
  "GET /api/batches": { needs: "notices" },
  "GET /api/batches/{id}": { needs: "notices" },
  "GET /api/batches/{id}/rejected": { needs: "notices" },
  "GET /api/batches/{id}/rejected.csv": { needs: "notices" },
  "POST /api/batches/upload": { needs: "load-notices" },
  "GET /api/letters": { needs: "letters" },
  "POST /api/letters/houses/{house}/close": { needs: "keep-letters" },
  "GET /api/letters/batches/{batch}/file": { needs: "keep-letters" },
  "POST /api/letters/batches/{batch}/accept": { needs: "keep-letters", body: { note: "" } },
  "POST /api/letters/batches/{batch}/settle": { needs: "keep-letters", body: { decision: "taken", ...REASON } },
  "POST /api/letters/outcomes/upload": { needs: "keep-letters" },
  "GET /api/letters/outcomes/{id}/rejected": { needs: "keep-letters" },
  "GET /api/cases/{id}/letters": { needs: "office-messages" },
  "POST /api/cases/{id}/letters": { needs: "desk-work", body: { product: "ordinary-letter" } },
  "GET /api/cases/{id}/letters/{letter}/pdf": { needs: "office-messages" },
  "POST /api/cases/{id}/letters/{letter}/scan": { needs: "hand-in-documents", queries: ["?name=prova.txt"] },
  "GET /api/cases/{id}/documents": { needs: "person-page" },
  "POST /api/cases/{id}/documents": { needs: "hand-in-documents", queries: ["?kind=other&name=prova.txt"] },
  "POST /api/documents/{id}/open": { needs: "restricted-documents", body: REASON },
  "POST /api/documents/{id}/outcome": { needs: "restricted-documents", body: { outcome: "sufficient", expiresOn: null } },
  "GET /api/cases/{id}/evidence": { needs: "evidence-dossier" },
  "POST /api/cases/{id}/evidence": { needs: "evidence-dossier", body: { withRestricted: false, ...REASON } },
  "GET /api/cases/{id}/signed-mail/{receipt}": { needs: "person-page" },
  "GET /api/cases/{id}/papers": { needs: "person-page" },
  "GET /api/cases/{id}/papers/{item}/text": { needs: "person-page" },
  "GET /api/cases/{id}/papers/{item}/draft.pdf": { needs: "person-page" },
  "POST /api/cases/{id}/papers": { needs: "desk-work", body: { itemId: NOTHING, expectedVersion: 1 } },
  "GET /api/papers/{id}/pdf": { needs: "person-page" },
  "GET /api/papers/{id}/signing": { needs: "desk-work" },
  "POST /api/papers/{id}/signing-code": { needs: "desk-work" },
  "POST /api/papers/{id}/signing-code/confirm": { needs: "desk-work", body: { codeId: NOTHING, code: "123456", actId: NOTHING } },
  "POST /api/papers/{id}/signatures": { needs: "desk-work", body: { who: "person", on: "2019-09-03", actId: NOTHING, expectedVersion: 1 } },
  "POST /api/papers/{id}/scan": { needs: "hand-in-documents", queries: ["?name=prova.txt"] },
  "GET /api/subject-requests": { needs: "data-subject-register", queries: ["", "?open=no"] },
  "GET /api/subject-requests/{id}": { needs: "data-subject-register" },
  "POST /api/subject-requests": { needs: "data-subject-requests", body: { taxCode: "RSSMRA80A01H501U", kind: "access", cameBy: "pec", receivedOn: "2019-09-01" } },
  "POST /api/subject-requests/{id}/extend": { needs: "data-subject-requests", body: REASON },
  "POST /api/subject-requests/{id}/answer": { needs: "data-subject-requests", body: { state: "granted", ...REASON } },
  "GET /api/subject-requests/{id}/copy.json": { needs: "data-subject-export" },
  "GET /api/subject-requests/{id}/copy.html": { needs: "data-subject-export" },
  "GET /api/subject-requests/{id}/documents/{document}": { needs: "data-subject-export" },
  "POST /api/subject-requests/{id}/rectify": { needs: "data-subject-requests", body: { surname: "PROVA", ...REASON } },
  "POST /api/subject-requests/{id}/restrict": { needs: "data-subject-requests", body: REASON },
  "POST /api/subject-requests/{id}/lift": { needs: "data-subject-requests", body: REASON },
};
/** Of one's own login, or of nobody: asked all the same, and what they answer is looked through. */
const OWN = /^(GET|POST) \/(api\/(session|sessions|login|account|offices|openapi|open-data|demo)|status|healthz|exchange|incoming|r|receipts|api\/v1|api\/waiting-screen)\b/;
/** Whoever has no office and works on single persons: what it sees of them is its permission. */
const REGION_SEES: Readonly<Partial<Record<Role, readonly string[]>>> = {
  administrator: ["GET /api/messages", "POST /api/messages/{id}/resolve", "GET /api/routing-queue", "POST /api/routing-queue/{id}/assign", "GET /api/batches/{id}/rejected", "GET /api/batches/{id}/rejected.csv"],
  auditor: ["GET /api/accesses", "GET /api/access-flags", "GET /api/cases/{id}/evidence", "POST /api/cases/{id}/evidence"],
};

/** The walk asks more in a minute than a person does in a day. */
const MANY = { burst: 1_000_000, perSecond: 1_000_000 };
const UNHURRIED = { demo: false, limits: { perUser: MANY, perAddress: MANY } };

interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly name: string;
}

describe("Mura, via per via", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let routes: Route[] = [];
  let victim: Convened;
  /** Another office, and one of its people. */
  let neighbour: Convened;
  /** Everything by which a person of the victim's office could be told in an answer. */
  let marks: string[] = [];
  const words = new Map<string, string>();
  const ids: string[] = [];
  const browsers = new Map<string, Browser>();

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 150 });
    const calls = await convened(database.services);
    victim = calls[0]!;
    neighbour = calls.find((call) => call.officeId !== victim.officeId)!;
    const { worker, intake } = database.services.pools;
    // Something in every list: a doubtful message, one that failed, a task, in both offices.
    for (const { caseId } of [victim, neighbour]) {
      await worker.query("update message set state = 'uncertain', failure = 'worker-lost', attempts = 1 where case_id = $1 and id = (select min(id::text)::uuid from message where case_id = $1)", [caseId]);
      await worker.query("insert into desk_task (id, case_id, kind, reason, opened_at) values (gen_random_uuid(), $1, 'prova', 'prova', now())", [caseId]);
    }
    await worker.query("update message m set state = 'failed', failure = 'rejected' from competence c where c.case_id = m.case_id and m.state = 'due' and c.office_id in ($1, $2)", [victim.officeId, neighbour.officeId]);
    const people = await intake.query<{ mark: string }>(
      `select unnest(array[p.tax_code, f.id::text, p.id::text] || coalesce((select array_agg(k.value) from contact_point k where k.person_id = p.id and k.shared_by = 1), '{}')) as mark
       from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id where c.office_id = $1
         and not exists (select 1 from case_file g join competence d on d.case_id = g.id where g.person_id = p.id and d.office_id <> $1)`,
      [victim.officeId],
    );
    const objects = await worker.query<{ id: string }>(
      `select id::text from message where case_id = $1 union all select id::text from desk_task where case_id = $1 union all select id::text from appointment where case_id = $1
       union all select id::text from summons where case_id = $1`,
      [victim.caseId],
    );
    marks = [...people.rows.map((row) => row.mark), ...objects.rows.map((row) => row.id)];
    const batch = await intake.query<{ id: string }>("select id::text from batch limit 1");
    const { planner } = database.services.pools;
    const campaign = await planner.query<{ id: string }>("insert into campaign (id, office_id, offices, name, action, choice, limits, made_by, made_at) values (gen_random_uuid(), $1, array[$1], 'prova', 'convene', '', '{}', 'prova', now()) returning id", [victim.officeId]);
    await planner.query(
      `insert into campaign_person (campaign_id, case_id, person_id, benefit_id, office_id, position, state, calls)
       select $1, f.id, f.person_id, f.benefit_id, $2, 1, 'ready', true from case_file f where f.id = $3`,
      [campaign.rows[0]!.id, victim.officeId, victim.caseId],
    );
    ids.push(victim.caseId, ...objects.rows.map((row) => row.id), batch.rows[0]!.id, campaign.rows[0]!.id);
    await fillWords();
    const documentKeys = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");
    app = await openDoor(database, { ...UNHURRIED, documentKeys });
    routes = routesOf(app);
    for (const role of ROLES) if (role !== "integration") await enter(role, role, needsOffice(role) ? neighbour.officeId : null);
    for (const role of ROLES.filter(needsOffice)) await enter(`own ${role}`, role, victim.officeId);
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  const enter = async (name: string, role: Role, office: string | null): Promise<void> => {
    const choices = [{ role, office }];
    browsers.set(name, await enteredAs(app, database, await addUser(database, name.replaceAll(" ", "-"), choices), choices));
  };
  const fillWords = async (): Promise<void> => {
    const { rows } = await database.services.pools.intake.query<Record<string, string>>(
      `select p.surname, p.tax_code as "taxCode", b.protocol, coalesce((select k.value from contact_point k where k.person_id = p.id and k.usable limit 1), '0') as phone
       from case_file f join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id where f.id = $1`,
      [victim.caseId],
    );
    const message = await database.services.pools.worker.query<{ id: string }>("select id from message where case_id = $1 order by id desc limit 1", [victim.caseId]);
    for (const [name, value] of Object.entries({ ...rows[0]!, message: message.rows[0]!.id, case: victim.caseId, summons: victim.summonsId, office: victim.officeId, day: victim.startsAt.slice(0, 10) })) words.set(name, value);
  };
  const filled = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => encodeURIComponent(words.get(name) ?? whole));
  const filledBody = (body: object): object => JSON.parse(JSON.stringify(body).replaceAll(/\{(\w+)\}/g, (whole, name: string) => words.get(name) ?? whole)) as object;

  /** Every way of asking the route for what is of the victim's office. */
  const asked = (route: Route): string[] => {
    const rule = RULES[route.name];
    const paths = /\{\w+\}/.test(route.path) ? (route.path.includes("/gateways/") || route.path.includes("/receipts/") ? ["sms-prova"] : ids).map((id) => route.path.replace("{step}", "did").replace("{kind}", "colloquio").replace("{format}", "csv").replace("{rule}", "burst").replaceAll(/\{\w+\}/g, id)) : [route.path];
    return paths.flatMap((path) => (rule?.queries ?? [""]).map((query) => path + filled(query)));
  };
  const ask = async (browser: Browser, route: Route): Promise<{ status: number; text: string }[]> => {
    const answers: { status: number; text: string }[] = [];
    for (const url of asked(route)) {
      const upload = route.path.endsWith("/upload");
      const answer = await browser.ask(upload ? `${url}?name=prova.csv` : url, {
        method: route.method,
        ...(route.method === "GET" ? {} : upload ? { payload: "cod_fiscale\nX\n", headers: { "content-type": "text/csv" } } : { payload: filledBody(RULES[route.name]?.body ?? {}) }),
      });
      answers.push({ status: answer.statusCode, text: `${answer.body} ${JSON.stringify(answer.headers)}` });
    }
    return answers;
  };
  /** What the victim's office holds, without what nobody's act changes. */
  const portrait = async (): Promise<string> => {
    const { rows } = await database.services.pools.retention.query<{ all: string }>(
      `select md5(concat_ws('|', ${["summons", "appointment", "message", "desk_task", "term", "dossier_item", "protected_person", "competence"]
        .map((name) => `(select string_agg(t::text, '|' order by t::text) from ${name} t ${name === "protected_person" ? "" : "join competence c using (case_id) where c.office_id = $1"})`)
        .join(", ")})) as all`,
      [victim.officeId],
    );
    return rows[0]!.all;
  };
  /** Ends the sessions of the walk no more than once: what ends them is not asked. */
  const ends = (route: Route): boolean => /\/(end|end-all)$/.test(route.path) && route.path.startsWith("/api/session");

  it("the server's own list of routes is read whole; each is in the table of this story, or of one's own login: a new one fails here", () => {
    const unknown = routes.filter((route) => !(route.name in RULES) && !OWN.test(route.name) && !route.path.includes("*"));
    assert.deepEqual(unknown.map((route) => route.name), []);
    assert.ok(routes.length >= Object.keys(RULES).length);
    for (const name of Object.keys(RULES)) assert.ok(routes.some((route) => route.name === name), `${name} no longer exists`);
    const described = app.swagger() as { paths: Record<string, Record<string, unknown>> };
    const named = new Set(routes.map((route) => route.name));
    for (const [path, methods] of Object.entries(described.paths)) for (const method of Object.keys(methods)) assert.ok(named.has(`${method.toUpperCase()} ${path}`), `${method} ${path} was not read`);
  });

  for (const role of ROLES.filter((one) => one !== "integration"))
    it(`${role}${needsOffice(role) ? " of the neighbouring office" : ""} finds nobody of the office and changes nothing there`, async () => {
      const before = await portrait();
      for (const route of routes) {
        if (ends(route) || route.path.includes("*")) continue;
        const rule = RULES[route.name];
        const allowed = rule === undefined || may(role, needsOffice(role) ? rule.needs : (rule.withoutOffice ?? rule.needs));
        if (REGION_SEES[role]?.includes(route.name) === true) {
          assert.ok(allowed, `${role} ${route.name}`);
          continue;
        }
        for (const { status, text } of await ask(browsers.get(role)!, route)) {
          // Nothing breaks; that a thing is not configured (503) may be said.
          assert.notEqual(status, 500, `${role} ${route.name}: ${text.slice(0, 300)}`);
          if (!/^\/(receipts|incoming|api\/v1)/.test(route.path)) assert.notEqual(status, 401, `${role} ${route.name}`);
          if (!allowed) assert.equal(status, 403, `${role} ${route.name}: ${text.slice(0, 200)}`);
          else if (rule !== undefined && route.path.includes("/cases/{id}")) assert.ok(status === 404 || status === 409 || status === 403, `${role} ${route.name}: ${status}`);
          const seen = marks.find((mark) => text.includes(mark) && !asked(route).some((url) => url.includes(mark)));
          assert.equal(seen, undefined, `${role} sees ${seen} in ${route.name}`);
        }
      }
      assert.equal(await portrait(), before, `${role} has changed something of the office`);
    });

  it("without a session there is nobody at all", async () => {
    const stranger = new Browser(app);
    for (const route of routes.filter((one) => one.name in RULES))
      for (const { status, text } of await ask(stranger, route)) {
        assert.equal(status, 401, route.name);
        assert.equal(marks.find((mark) => text.includes(mark) && !asked(route).some((url) => url.includes(mark))), undefined, route.name);
      }
  });

  it("the right office sees its people: the walls are walls and not a shut door", async () => {
    const shown = async (name: string, route: string): Promise<boolean> => {
      const found = routes.find((one) => one.name === route)!;
      const answers = await ask(browsers.get(name)!, found);
      return answers.some(({ status, text }) => status === 200 && text.includes(victim.caseId));
    };
    for (const role of ["operator", "office-manager", "second-officer"])
      for (const route of [...(role === "second-officer" ? [] : ["GET /api/campaigns/{id}/people"]), "GET /api/cases", "GET /api/cases/{id}", "GET /api/agenda", "GET /api/messages"]) assert.ok(await shown(`own ${role}`, route), `${role} ${route}`);
    assert.ok(await shown("own day-sheet-clerk", "GET /api/day-sheet"));
    assert.ok(!(await shown("own day-sheet-clerk", "GET /api/agenda")));
    assert.ok(!(await shown("own day-sheet-clerk", "GET /api/cases")));
    assert.ok(await shown("administrator", "GET /api/messages"));
    assert.ok(await shown("auditor", "GET /api/accesses"));
    const before = await portrait();
    const did = await ask(browsers.get("own operator")!, routes.find((one) => one.name === "POST /api/desk-tasks/{id}/close")!);
    assert.ok(did.some(({ status }) => status === 200));
    assert.notEqual(await portrait(), before);
  });

  it("each page of persons that was shown is in the access log", async () => {
    const { rows } = await inOffice(database.services.pools.app, victim.officeId, (db) =>
      db.query<{ actor: string }>("select distinct actor from access_log where action = 'person-page' and case_id = $1", [victim.caseId]),
    );
    assert.deepEqual(rows.map((row) => row.actor).toSorted(), ["own-office-manager", "own-operator", "own-second-officer"]);
  });
});

/** Fastify prints its routes as a tree: each line adds to the path of the line it hangs on. */
function routesOf(app: FastifyInstance): Route[] {
  const found: Route[] = [];
  const above: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split("\n")) {
    const match = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (match === null) continue;
    const depth = match[1]!.length / 4;
    above.length = depth;
    above.push(match[2]!);
    const path = above.join("").replaceAll(/:(\w+)/g, "{$1}");
    for (const method of (match[3] ?? "").split(", "))
      if (method === "GET" || method === "POST" || method === "PUT" || method === "DELETE") found.push({ method, path, name: `${method} ${path}` });
  }
  assert.ok(found.some((route) => route.name === "GET /api/cases/{id}"), "the list of routes could not be read");
  return found;
}
