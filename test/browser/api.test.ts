// The HTTP API on a real database: walls, refusals as problem+json, files taken in, receipts stored before the answer.

import assert from "node:assert/strict";
import { request as rawRequest } from "node:http";
import { after, before, describe, it } from "node:test";
import { NOTICE_FIELDS } from "../../src/domain/notices/types.ts";
import { buildServer } from "../../src/server/build-server.ts";
import { listen } from "../../src/server/listen.ts";
import type { Problem } from "../../src/contract/problem.ts";
import { openInstallation, RECEIPTS_TOKEN } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, OTHER_OFFICE } from "./seed-rows.ts";
import { signIn } from "./sign-in.ts";

const SESSIONS = new Map<string, Record<string, string>>();
const as = (role: string, office = ""): Record<string, string> => SESSIONS.get(`${role}@${office}`)!;

describe("HTTP API", () => {
  let installation: Installation;
  before(async () => {
    installation = await openInstallation();
    for (const [role, office] of [
      ["operator", OFFICE],
      ["operator", OTHER_OFFICE],
      ["regional", ""],
      ["administrator", ""],
    ] as const)
      SESSIONS.set(`${role}@${office}`, await signIn(installation.url, role, office));
  });
  after(() => installation?.close());

  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(installation.url + path, init);
  const problem = async (answer: Response): Promise<Problem> => {
    assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
    return (await answer.json()) as Problem;
  };

  it("refuses to listen on anything but this machine", async () => {
    const app = await buildServer({
      services: installation.services,
      demo: false,
      receiptsToken: "x",
      logLevel: "silent",
    });
    await assert.rejects(listen(app, { host: "0.0.0.0", port: 0 }), { code: "ASCOLTO_NON_LOCALE" });
    await assert.rejects(listen(app, { port: Number(new URL(installation.url).port) }), {
      code: "PORTA_OCCUPATA",
    });
    await app.close();
  });

  it("refuses acts born on other sites, and strange host names", async () => {
    const body = JSON.stringify({ role: "regional" });
    const headers = { "content-type": "application/json" };
    const foreign = await call("/api/session", {
      method: "POST",
      body,
      headers: { ...headers, origin: "https://altro.example" },
    });
    assert.equal(foreign.status, 403);
    assert.equal((await problem(foreign)).code, "ALTRO_SITO");
    const cross = await call("/api/session", {
      method: "POST",
      body,
      headers: { ...headers, "sec-fetch-site": "cross-site" },
    });
    assert.equal(cross.status, 403);
    const own = await call("/api/session", {
      method: "POST",
      body,
      headers: { ...headers, origin: installation.url },
    });
    assert.equal(own.status, 200);
    assert.equal(await statusWithHost(installation.url, "altro.example"), 421);
  });

  it("sends the headers that protect a browser, and no stack to anyone", async () => {
    const answer = await call("/api/cases/nonsense", { headers: as("operator", OFFICE) });
    assert.equal(answer.status, 400);
    assert.match(
      answer.headers.get("content-security-policy") ?? "",
      /default-src 'none'; script-src 'self'/,
    );
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    assert.equal(answer.headers.get("x-frame-options"), "DENY");
    const said = await problem(answer);
    assert.equal(said.code, "DATI_NON_VALIDI");
    assert.doesNotMatch(JSON.stringify(said), /\.ts|node_modules/);
  });

  it("keeps each role to its own pages", async () => {
    assert.equal((await call("/api/cases", { headers: as("regional") })).status, 403);
    assert.equal((await call("/api/batches", { headers: as("operator", OFFICE) })).status, 403);
    assert.equal((await call("/api/overview", { headers: as("operator", OFFICE) })).status, 403);
    assert.equal((await call("/api/messages", { headers: as("regional") })).status, 403);
    const mine = (await (await call("/api/cases/counts", { headers: as("operator", OFFICE) })).json()) as {
      counts: { all: number };
    };
    const theirs = (await (
      await call("/api/cases/counts", { headers: as("operator", OTHER_OFFICE) })
    ).json()) as { counts: { all: number } };
    assert.deepEqual([mine.counts.all, theirs.counts.all], [240, 60]);
  });

  it("finds a person with wrong accents and typos", async () => {
    for (const text of ["niccolo", "Nicolò", "esposto maria", "ferrara"]) {
      const { rows } = (await (
        await call(`/api/cases?q=${encodeURIComponent(text)}`, { headers: as("operator", OFFICE) })
      ).json()) as { rows: unknown[] };
      assert.ok(rows.length > 0, text);
    }
  });

  it("pages through a list without losing or repeating anyone", async () => {
    const seen = new Set<string>();
    let cursor: string | null = "";
    let pages = 0;
    while (cursor !== null) {
      const path: string = `/api/cases?list=all${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const answer = (await (await call(path, { headers: as("operator", OFFICE) })).json()) as {
        rows: { caseId: string }[];
        next: string | null;
      };
      for (const row of answer.rows) {
        assert.ok(!seen.has(row.caseId));
        seen.add(row.caseId);
      }
      cursor = answer.next;
      pages += 1;
    }
    assert.deepEqual([seen.size, pages], [240, 5]);
  });

  it("takes in an uploaded file and gives its rejected rows back", async () => {
    const header = NOTICE_FIELDS.join(";");
    const row = NOTICE_FIELDS.map((field) => (field === "cod_fiscale" ? "SBAGLIATO" : "")).join(";");
    const answer = await call("/api/batches/upload?name=prova.csv", {
      method: "POST",
      headers: as("administrator"),
      body: `${header}\n${row}\n`,
    });
    assert.equal(answer.status, 202);
    const batch = await untilDone(call);
    assert.deepEqual(
      [batch.state, batch.rowsRead, batch.created, batch.updated, batch.unchanged, batch.rejected],
      ["done", 1, 0, 0, 0, 1],
    );
    const csv = await (
      await call(`/api/batches/${batch.id}/rejected.csv`, { headers: as("administrator") })
    ).text();
    assert.match(csv, /SBAGLIATO/);
    assert.equal(
      (
        await call("/api/batches/upload?name=vuoto.csv", {
          method: "POST",
          headers: as("administrator"),
          body: "",
        })
      ).status,
      400,
    );
  });

  it("answers the national node in its own words", async () => {
    const answer = await call("/exchange/notices", {
      method: "POST",
      headers: { "content-type": "application/xml" },
      body: "<a/>",
    });
    assert.match(await answer.text(), /<codEsito>99<\/codEsito>/);
  });

  it("takes receipts only from who knows the token, and stores them before answering", async () => {
    const { rows } = await installation.services.pools.worker.query<{ id: string }>(
      `select id from message where state = 'accepted' limit 1`,
    );
    const body = JSON.stringify([{ key: rows[0]!.id, status: "delivered", at: "2019-10-14T08:00:00Z" }]);
    const post = (token: string): Promise<Response> =>
      call("/receipts/sms/sms-1", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body,
      });
    assert.equal((await post("altro")).status, 401);
    assert.equal((await post(RECEIPTS_TOKEN)).status, 200);
    const state = await installation.services.pools.worker.query<{ state: string }>(
      `select state from message where id = $1`,
      [rows[0]!.id],
    );
    assert.equal(state.rows[0]?.state, "delivered");
  });

  it("a queued case gets its office, a doubtful message its decision, a gateway its pause", async () => {
    const act = async (path: string, body: unknown): Promise<number> =>
      (
        await call(path, {
          method: "POST",
          headers: { ...as("administrator"), "content-type": "application/json" },
          body: JSON.stringify(body),
        })
      ).status;
    const queue = (await (await call("/api/routing-queue", { headers: as("administrator") })).json()) as {
      rows: { caseId: string }[];
    };
    assert.equal(
      await act(`/api/routing-queue/${queue.rows[0]!.caseId}/assign`, {
        officeId: OFFICE,
        reason: "Abita in via Toledo",
      }),
      200,
    );
    assert.equal(
      await act(`/api/routing-queue/${queue.rows[0]!.caseId}/assign`, {
        officeId: OFFICE,
        reason: "Abita in via Toledo",
      }),
      409,
    );
    const doubtful = (await (await call("/api/messages", { headers: as("administrator") })).json()) as {
      rows: { id: string }[];
    };
    assert.equal(
      await act(`/api/messages/${doubtful.rows[0]!.id}/resolve`, {
        decision: "assume-sent",
        reason: "Confermato al telefono",
      }),
      200,
    );
    assert.equal(
      await act("/api/gateways/sms-1/state", { state: "paused", reason: "Manutenzione del gateway" }),
      200,
    );
    assert.equal(await act("/api/gateways/sms-1/state", { state: "open", reason: "no" }), 400);
  });
});

/** Status of a request that calls the server by another name (fetch does not let one set Host). */
function statusWithHost(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    rawRequest(url + "/api/session", { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

interface BatchSeen {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly rowsRead: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

async function untilDone(call: (path: string, init?: RequestInit) => Promise<Response>): Promise<BatchSeen> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { batches } = (await (await call("/api/batches", { headers: as("administrator") })).json()) as {
      batches: BatchSeen[];
    };
    const found = batches.find((batch) => batch.name === "prova.csv");
    if (found !== undefined && found.state !== "running") return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the import does not end");
}
