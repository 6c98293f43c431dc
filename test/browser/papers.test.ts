// Issued papers in a real browser: read, issued, downloaded, signed on a page of its own with the code from the telephone, scan brought back.

import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { perform } from "../../src/services/acts/perform.ts";
import { bodyWithCode } from "../../src/services/papers/signing-code.ts";
import { loadReference } from "../../src/services/reference.ts";
import type { Reference } from "../../src/services/reference.ts";
import { png } from "../../src/domain/documents/sample-files.test-data.ts";
import { ANSWERS, ASSESSMENT } from "../../src/domain/profiling/profiling.test-data.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, TODAY } from "./seed-rows.ts";

const KEYS = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");
const OPERATOR = { id: "operatrice", role: "operator", office: OFFICE } as const;
const CONTENT = {
  responsible: "Operatrice della sede",
  meetEveryDays: 30,
  commitments: [
    { kind: "skills-balance", code: "O1", by: "2020-02-28" },
    { kind: "platform", code: "O2", timesAWeek: 7 },
    { kind: "job-search", code: "O3", timesAWeek: 3, shownBy: "diary" },
    { kind: "training", code: "O4", agreed: "corso di segreteria" },
    { kind: "selection", code: "O5" },
    { kind: "offers", code: "O6" },
  ],
  leftOut: [],
};

await inBrowser("issued papers in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  let reference: Reference;
  let caseId = "";
  let page: Page;
  let faults: string[] = [];

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation({ documentKeys: KEYS });
    const { services } = installation;
    // A working hour: before nine no message leaves, and so no code.
    await services.pools.worker.query("update clock set mode = 'simulated', anchor_business = $1, anchor_machine = clock_timestamp(), speed = 0", [`${TODAY}T08:30:00.000Z`]);
    reference = await loadReference(services.pools.control);
    // A person who may be written to on a mobile of their own, of the season's measure.
    const { rows } = await services.pools.intake.query<{ id: string }>(
      `select f.id from case_file f join competence c on c.case_id = f.id join benefit b on b.id = f.benefit_id
       where c.office_id = $1 and b.measure = 'RDC' and f.bound and exists (select 1 from contact_point k where k.person_id = f.person_id and k.kind = 'mobile' and k.usable and k.current and k.shared_by = 1)
       order by f.id limit 1`,
      [OFFICE],
    );
    caseId = rows[0]!.id;
    await agreed();
    ({ page, faults } = await openAs(browser, installation.url, "wide", "operator", OFFICE));
  });
  after(async () => {
    await installation.close();
  });

  const done = async (procedure: string, act: string, input: object, itemId: string | null = null): Promise<string> => {
    const request = { procedure, caseId, itemId, act, input, actId: randomUUID(), expectedVersion: null };
    const outcome = await perform(installation.services, reference, request, OPERATOR);
    assert.ok(outcome.ok, `${procedure}/${act}: ${JSON.stringify(outcome)}`);
    return outcome.value.itemId;
  };
  /** DID, profile, the pact agreed upon. */
  const agreed = async (): Promise<void> => {
    await done("did", "take", { declaredOn: TODAY, signed: true });
    const profile = await done("profilazione", "request-index", { questionnaire: "quantitativa-2019", answers: ANSWERS });
    const { rows } = await installation.services.pools.worker.query<{ id: string }>("select data #>> '{request,id}' as id from dossier_item where id = $1", [profile]);
    await done("profilazione", "record-index", { requestId: rows[0]!.id, value: 0.6, method: "2019-1", computedOn: TODAY }, profile);
    await done("profilazione", "draft", { ...ASSESSMENT, sheet: "qualitativa-2019", answers: { ...ASSESSMENT.answers, outcome: "pact", reasons: "valutato nel colloquio" } }, profile);
    await done("profilazione", "decide", {}, profile);
    const pact = await done("patto", "draft", { content: CONTENT });
    await done("patto", "agree", { on: TODAY, personHeard: true }, pact);
  };
  const whole = async (name: string, at: Page = page): Promise<void> => {
    await settled(at);
    await shoot(at, name);
    assert.deepEqual(await axe(at), [], name);
    assert.ok(await fitsWidth(at), `${name} sticks out sideways`);
  };
  const narrow = async (path: string, name: string): Promise<void> => {
    const small = await openAs(browser, installation.url, "narrow" satisfies WidthName, "operator", OFFICE);
    await small.page.goto(path);
    await whole(name, small.page);
    await small.context.close();
  };
  const papersPath = (): string => `/persone/${caseId}/documenti-emessi`;

  it("what may be issued is read before, in words", async () => {
    await page.goto(papersPath());
    await whole("documenti-da-emettere-1440");
    await page.getByRole("button", { name: "Leggi il testo: Patto per il Lavoro" }).click();
    await page.getByRole("dialog").getByText("Gli impegni della persona").waitFor();
    await whole("documento-letto-1440");
    await page.keyboard.press("Escape");
    await narrow(papersPath(), "documenti-da-emettere-390");
  });

  it("the pact is issued and downloaded as it is kept", async () => {
    const draft = page.waitForEvent("download");
    await page.getByRole("button", { name: "Scarica la bozza: Patto per il Lavoro" }).click();
    assert.match((await draft).suggestedFilename(), /bozza.*\.pdf$/);
    await page.getByRole("button", { name: /^Emetti/ }).and(page.locator(".cv-papers-card", { hasText: "Patto per il Lavoro" }).getByRole("button")).click();
    await page.getByText("Il documento è emesso e conservato").waitFor();
    await page.getByRole("cell", { name: "da firmare" }).or(page.getByText("da firmare")).first().waitFor();
    await whole("documento-emesso-1440");
    await narrow(papersPath(), "documento-emesso-390");
    const file = page.waitForEvent("download");
    await page.getByRole("button", { name: /Scarica il PDF: Patto per il Lavoro/ }).click();
    assert.match((await file).suggestedFilename(), /^Patto per il Lavoro 1\.pdf$/);
  });

  it("the person reads it on a page that shows nothing else, and signs with the code from the telephone", async () => {
    await page.getByRole("button", { name: /Fai firmare: Patto/ }).click();
    await whole("far-firmare-1440");
    await page.getByRole("link", { name: "Apri la pagina della firma" }).click();
    await page.getByRole("heading", { name: "Firma", exact: true }).waitFor();
    assert.equal(await page.getByRole("navigation").count(), 0);
    await whole("firma-1440");
    const path = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Manda il codice al mio cellulare" }).click();
    await page.getByLabel("Codice ricevuto per SMS").fill("000 000");
    const { rows } = await installation.services.pools.worker.query<{ id: string; body: string }>(
      "select c.message_id as id, t.body from signing_code c join message_content t on t.message_id = c.message_id where c.case_id = $1", [caseId],
    );
    const right = /\b(\d{6})\b/.exec((await bodyWithCode(installation.services.pools.worker, KEYS, rows[0]!)) ?? "")?.[1] ?? "";
    assert.ok(!(await page.content()).includes(right), "the code is on the operator's screen");
    if (right !== "000000") {
      await page.getByRole("button", { name: "Firmo" }).click();
      await page.getByText("Il codice non è quello mandato").waitFor();
    }
    await whole("firma-codice-sbagliato-1440");
    await narrow(path, "firma-390");
    await page.getByLabel("Codice ricevuto per SMS").fill(right);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Hai firmato" }).waitFor();
    await whole("firmato-1440");
    await narrow(path, "firma-rifiutata-390");
  });

  it("the signed sheet of another paper comes back in scan", async () => {
    await page.goto(papersPath());
    await settled(page);
    await page.locator(".cv-papers-card", { hasText: "DID" }).getByRole("button", { name: /^Emetti/ }).click();
    await page.getByText("Il documento è emesso e conservato").waitFor();
    await page.getByRole("button", { name: /Riporta il foglio firmato: DID/ }).click();
    await page.getByRole("button", { name: "Carica", exact: true }).click();
    await page.getByText("Scegliere il file.").waitFor();
    await page.locator("dialog input[type=file]").setInputFiles({ name: "did.png", mimeType: "image/png", buffer: Buffer.from(png(30, 20)) });
    await whole("riporta-il-foglio-1440");
    await page.getByRole("button", { name: "Carica", exact: true }).click();
    await page.getByText("foglio firmato riportato").waitFor();
    await whole("documenti-firmati-1440");
    assert.deepEqual(faults, []);
  });
}
