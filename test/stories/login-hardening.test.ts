// Story: what strangers and insiders try against the server. Each is answered with a code, nothing of the inside is told, each is counted.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { listen } from "../../src/server/listen.ts";
import { convenedRegion } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, Browser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";

const INSIDE = /\.ts\b|node_modules|at async|pg_|convoca_|select |insert |relation|syntax error|stack/i;

/** Sends bytes as they are, at a pace of ours; gives what came back until the other side closed. */
function raw(
  port: number,
  pieces: readonly string[],
  everyMs: number,
): Promise<{ text: string; ms: number }> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let text = "";
    const socket = connect(port, "127.0.0.1");
    const left = [...pieces];
    const timer = setInterval(() => {
      const next = left.shift();
      if (next !== undefined && socket.writable) socket.write(next);
    }, everyMs);
    socket.on("data", (bytes) => (text += bytes.toString()));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? undefined : reject(error),
    );
    socket.on("close", () => {
      clearInterval(timer);
      resolve({ text, ms: performance.now() - began });
    });
  });
}

describe("Chi prova a forzare il server", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let port: number;
  let operator: Browser;
  let administrator: Browser;
  let mine: string;
  let theirs: string;
  const seen: string[] = [];

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 120, waves: [1] });
    app = await openDoor(database, {
      logLevel: "trace",
      logTo: { write: (line) => void seen.push(line) },
      patience: { headersMs: 600, bodyMs: 800, connections: 200 },
      limits: { perUser: { burst: 400, perSecond: 50 } },
    });
    port = Number(new URL(await listen(app, { port: 0 })).port);
    const { rows } = await database.services.pools.intake.query<{ office: string; cases: string[] }>(
      "select office_id as office, array_agg(case_id) as cases from competence group by 1 order by count(*) desc limit 2",
    );
    const choice = { role: "operator", office: rows[0]!.office };
    operator = await enteredAs(app, database, await addUser(database, "ada", [choice]), [choice]);
    const admin = { role: "administrator", office: null };
    administrator = await enteredAs(app, database, await addUser(database, "amministra", [admin]), [admin]);
    mine = rows[0]!.cases[0]!;
    theirs = rows[1]!.cases[0]!;
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  it("identificativi di un'altra sede: la stessa risposta di ciò che non esiste, in ogni via che ne prende uno", async () => {
    assert.equal((await operator.get(`/api/cases/${mine}`)).statusCode, 200);
    const nobody = "00000000-0000-7000-8000-000000000000";
    let tried = 0;
    for (const path of ["/api/cases/ID", "/api/cases/ID/free-seats"]) {
      const [other, none] = [
        await operator.get(path.replace("ID", theirs)),
        await operator.get(path.replace("ID", nobody)),
      ];
      assert.deepEqual([other.statusCode, codeIn(other)], [404, codeIn(none)], path);
      tried += 1;
    }
    const move = { appointmentId: nobody, deskId: 1, startsAt: "2019-10-01T08:00:00.000Z", reason: "una prova di forza", actId: randomUUID() };
    const [other, none] = [
      await operator.post("/api/agenda/moves", { ...move, caseId: theirs }),
      await operator.post("/api/agenda/moves", { ...move, caseId: nobody }),
    ];
    assert.ok(other.statusCode >= 400 && other.statusCode < 500);
    assert.equal(codeIn(other), codeIn(none));
    assert.equal(tried, 2);
  });

  it("SQL, intestazioni e percorsi iniettati: 4xx o nessun risultato, mai un pezzo dell'interno", async () => {
    const nasty = [
      "' or '1'='1",
      "'; drop table person; --",
      "%27%20union%20select",
      "\\",
      "\u0000",
      "${7*7}",
      "{{7*7}}",
      "a".repeat(3000),
      "\r\nSet-Cookie: x=y",
      "<script>",
      "😀",
      "%",
      "_",
      "ñ".normalize("NFD"),
    ];
    for (const text of nasty) {
      const coded = encodeURIComponent(text);
      for (const url of [
        `/api/cases?q=${coded}`,
        `/api/cases?list=${coded}`,
        `/api/cases?cursor=${coded}`,
        `/api/cases/${coded}`,
        `/api/agenda?day=${coded}`,
        `/api/messages?state=${coded}`,
      ]) {
        const answer = await operator.get(url);
        assert.ok(answer.statusCode < 500, `${url}: ${answer.statusCode} ${answer.body}`);
        if (answer.statusCode >= 400) assert.doesNotMatch(answer.body, INSIDE, url);
        assert.equal(answer.headers["set-cookie"], undefined);
      }
      for (const login of [text, `${text}@x`]) {
        const answer = await new Browser(app).post("/api/login", { login, password: text });
        assert.ok(
          [400, 401, 429].includes(answer.statusCode),
          `${login}: ${answer.statusCode} ${answer.body}`,
        );
      }
    }
    const { rows } = await database.services.pools.intake.query<{ n: number }>(
      "select count(*)::int as n from person",
    );
    assert.ok(rows[0]!.n > 100);
  });

  it("percorsi che risalgono le cartelle non escono dalle pagine", async () => {
    for (const url of [
      "/../package.json",
      "/..%2f..%2fpackage.json",
      "/assets/../../../package.json",
      "/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
      "/.convoca/keys/login.key",
      "//etc/passwd",
      "/assets/..\\..\\package.json",
      "/%00/etc/passwd",
      "/index.html%00.js",
    ]) {
      const answer = await new Browser(app).ask(url, { headers: { accept: "*/*" } });
      assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${url}: ${answer.statusCode}`);
      assert.doesNotMatch(answer.body, /root:|"dependencies"/);
    }
    const upload = await administrator.ask("/api/batches/upload?name=..%2f..%2f..%2fetc%2fcron.d%2fx.csv", {
      method: "POST",
      payload: "",
      headers: { "content-type": "application/octet-stream" },
    });
    assert.equal(codeIn(upload), "FILE_VUOTO");
  });

  it("campi in più, tipi sbagliati, prototipi e corpi che non sono JSON", async () => {
    const post = (payload: string, type = "application/json") =>
      operator.ask("/api/session", { method: "POST", payload, headers: { "content-type": type } });
    for (const body of [
      '{"role":"operator","__proto__":{"admin":true}}',
      '{"constructor":{"prototype":{"x":1}}}',
      "[]",
      "null",
      "1",
      '"x"',
      '{"role":{"$ne":null}}',
      '{"role":["administrator"]}',
    ]) {
      const answer = await post(body);
      assert.ok(
        ["DATI_NON_VALIDI", "RICHIESTA_ILLEGGIBILE"].includes(codeIn(answer)),
        `${body}: ${answer.body}`,
      );
    }
    for (const body of ["{", "{'role':1}", "\u0000", ""])
      assert.equal(codeIn(await post(body)), "RICHIESTA_ILLEGGIBILE", body);
    assert.equal(codeIn(await post("<x/>", "application/xml")), "FORMATO_NON_ACCETTATO");
    assert.equal(
      codeIn(await post("role=operator", "application/x-www-form-urlencoded")),
      "FORMATO_NON_ACCETTATO",
    );
    assert.equal(codeIn(await post(`{"role":"${"x".repeat(1_100_000)}"}`)), "TROPPO_GRANDE");
    const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    assert.ok((await post(deep)).statusCode < 500);
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  it("un corpo compresso non viene gonfiato", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const answer = await operator.ask("/api/session", {
      method: "POST",
      payload: bomb,
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
    });
    assert.ok([400, 413, 415].includes(answer.statusCode), String(answer.statusCode));
  });

  it("metodi e vie che non esistono, ruoli che non possono: un codice e basta", async () => {
    for (const method of ["PUT", "DELETE"] as const)
      assert.ok((await operator.ask(`/api/cases/${mine}`, { method, payload: {} })).statusCode >= 400);
    assert.equal(codeIn(await operator.get("/api/refusals")), "PERMESSO_MANCANTE");
    assert.equal(codeIn(await operator.get("/api/batches")).length > 3, true);
    const strange = await new Browser(app).ask("/api/session", { headers: { host: "altro.example" } });
    assert.equal(codeIn(strange), "INDIRIZZO_SCONOSCIUTO");
    const forwarded = await operator.ask("/api/session", {
      headers: {
        "x-forwarded-host": "altro.example",
        "x-forwarded-for": "1.2.3.4",
        "x-original-url": "/api/batches",
      },
    });
    assert.equal(forwarded.statusCode, 200);
  });

  it("intestazioni a goccia, corpi a goccia, intestazioni enormi, righe che non sono HTTP: chiuse in tempo, con un codice", async () => {
    const head = "POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    const drops = (text: string): string[] => [...text];
    const [slowHead, slowBody, huge, noise, folded] = await Promise.all([
      raw(port, ["GET / HTTP/1.1\r\nHost: localhost\r\n", ...drops("X-A: ".padEnd(400, "a"))], 30),
      raw(port, [`${head}Content-Length: 5000\r\n\r\n`, ...drops("{".padEnd(400, " "))], 30),
      raw(port, [`GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${"a".repeat(40_000)}\r\n\r\n`], 5),
      raw(port, ["\u0016\u0003\u0001\u0002HELLO\r\n\r\n"], 5),
      raw(
        port,
        [
          `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/batches HTTP/1.1\r\n\r\n`,
        ],
        5,
      ),
    ]);
    assert.match(slowHead.text, /^HTTP\/1\.1 408 [\s\S]+RICHIESTA_LENTA/);
    assert.ok(slowHead.ms < 6_000, `${slowHead.ms} ms`);
    assert.match(slowBody.text, /^HTTP\/1\.1 408 [\s\S]+RICHIESTA_LENTA/);
    assert.ok(slowBody.ms < 4_000, `${slowBody.ms} ms`);
    assert.match(huge.text, /^HTTP\/1\.1 431 [\s\S]+INTESTAZIONI_LUNGHE/);
    assert.match(noise.text, /^HTTP\/1\.1 400 [\s\S]+RICHIESTA_ILLEGGIBILE/);
    assert.match(
      folded.text,
      /^HTTP\/1\.1 400 /,
      "two lengths in one request are not taken for two requests",
    );
    for (const { text } of [slowHead, slowBody, huge, noise, folded]) assert.doesNotMatch(text, INSIDE);
  });

  it("cento connessioni che non dicono niente non tolgono il servizio a chi lavora", async () => {
    const idle = Array.from({ length: 100 }, () => connect(port, "127.0.0.1"));
    for (const socket of idle) {
      socket.on("error", () => undefined);
      socket.write("GET / HTTP/1.1\r\n");
    }
    const began = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
      headers: { cookie: `convoca=${operator.jar.get("convoca")}` },
    });
    assert.equal(answer.status, 200);
    assert.ok(performance.now() - began < 1_000);
    for (const socket of idle) socket.destroy();
  });

  it("chi chiede troppo aspetta, e gli altri no", async () => {
    const answers: number[] = [];
    for (let n = 0; n < 60; n += 1) {
      const some = await Promise.all(Array.from({ length: 20 }, () => operator.get("/api/offices")));
      answers.push(...some.map((one) => one.statusCode));
      if (answers.includes(429)) break;
    }
    assert.ok(answers.includes(429), "the limit was never met");
    const refused = await operator.get("/api/offices");
    if (refused.statusCode === 429) {
      assert.equal(codeIn(refused), "TROPPE_RICHIESTE");
      assert.ok(Number(refused.headers["retry-after"]) >= 1);
    }
    assert.equal((await administrator.get("/api/overview")).statusCode, 200);
  });

  it("il nodo nazionale entra solo con il suo gettone, dove una rete ci arriva", async () => {
    const open = await openDoor(database, { publicUrl: "https://convoca.example" });
    const closed = await openDoor(database, {
      publicUrl: "https://convoca.example",
      exchangeToken: "un gettone lungo abbastanza per valere",
    });
    const push = (server: FastifyInstance, authorization?: string) =>
      new Browser(server).ask("/exchange/notices", {
        method: "POST",
        payload: "<a/>",
        headers: {
          "content-type": "application/xml",
          host: "convoca.example",
          origin: undefined,
          "sec-fetch-site": undefined,
          authorization,
        },
      });
    assert.equal(codeIn(await push(open)), "VIA_CHIUSA");
    assert.equal(codeIn(await push(closed)), "NODO_NON_RICONOSCIUTO");
    assert.equal(codeIn(await push(closed, "Bearer un altro")), "NODO_NON_RICONOSCIUTO");
    assert.match((await push(closed, "Bearer un gettone lungo abbastanza per valere")).body, /codEsito/);
    await open.close();
    await closed.close();
  });

  it("i rifiuti sono contati per codice, per chi controlla", async () => {
    const auditor = { role: "auditor", office: null };
    const browser = await enteredAs(app, database, await addUser(database, "revisore", [auditor]), [auditor]);
    const { refusals } = (await browser.get("/api/refusals")).json<{ refusals: Record<string, number> }>();
    for (const code of [
      "CREDENZIALI_ERRATE",
      "DATI_NON_VALIDI",
      "NON_TROVATO",
      "RICHIESTA_LENTA",
      "TROPPE_RICHIESTE",
      "INDIRIZZO_SCONOSCIUTO",
      "PERMESSO_MANCANTE",
    ])
      assert.ok((refusals[code] ?? 0) >= 1, `${code}: ${JSON.stringify(refusals)}`);
  });

  it("nei log di tutto ciò, anche al livello più minuto, non c'è una persona, un segreto o un indirizzo cercato", async () => {
    const { rows } = await database.services.pools.intake.query<{
      surname: string;
      name: string;
      code: string;
    }>("select surname, name, tax_code as code from person");
    const contacts = await database.services.pools.intake.query<{ value: string }>(
      "select value from contact_point where value is not null",
    );
    for (const { surname } of rows.slice(0, 20))
      await operator.get(`/api/cases?q=${encodeURIComponent(surname)}`);
    const text = seen.join("\n");
    assert.ok(seen.length > 200, `only ${seen.length} lines`);
    for (const { code } of rows) assert.ok(!text.includes(code), code);
    for (const { value } of contacts.rows) assert.ok(!text.includes(value), value);
    for (const { surname, name } of rows)
      assert.ok(!text.toLowerCase().includes(`${surname} ${name}`.toLowerCase()), surname);
    for (const surname of new Set(rows.map((row) => row.surname).filter((one) => one.length > 5)))
      assert.doesNotMatch(text, new RegExp(`\\b${surname.replaceAll(/[^\p{L} ]/gu, ".")}\\b`, "i"));
    assert.ok(!text.includes(operator.jar.get("convoca")!));
    assert.doesNotMatch(text, /drop table|union select/i);
  });
});
