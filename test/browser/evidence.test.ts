// The dossier of proof in a real browser: asked for by the manager with a reason, downloaded, seen in the list; by the auditor from the log of accesses.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { png } from "../../src/domain/documents/sample-files.test-data.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { handIn } from "../../src/services/documents/hand-in.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { verifyDossier } from "../../src/services/evidence/verify.ts";
import { axe, fitsWidth, openAs, openBrowser, settled, shoot } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

const KEYS = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");

const opened = await openBrowser();
if ("reason" in opened) {
  console.log("browser: NOT RUN");
  console.log(opened.reason);
} else {
  describe("the dossier of proof in the browser", () => declare(opened.browser));
}

function declare(browser: Browser): void {
  let installation: Installation;
  let path = "";

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation({ documentKeys: KEYS });
    // One to whom nothing was written: the messages of the seed have no digests of their own.
    const { rows } = await installation.services.pools.intake.query<{ id: string }>(
      "select c.case_id as id from competence c where c.office_id = $1 and not exists (select 1 from message m where m.case_id = c.case_id) order by 1 limit 1",
      [OFFICE],
    );
    const caseId = rows[0]!.id;
    path = `/persone/${caseId}/registro`;
    const given = await handIn(installation.services, KEYS, {
      caseId, kind: "health-certificate", name: "certificato.png", bytes: png(30, 20), actor: { id: "operatore", role: "operator", office: OFFICE },
    });
    assert.ok(given.ok);
  });
  after(async () => {
    await browser.close();
    await installation.close();
  });

  const sound = async (page: Page, name: string): Promise<void> => {
    await settled(page);
    await shoot(page, name);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} sticks out sideways`);
  };
  /** What came down is a whole dossier. */
  const downloaded = async (page: Page, act: () => Promise<void>): Promise<string> => {
    const waiting = page.waitForEvent("download");
    await act();
    const download = await waiting;
    const file = await download.path();
    assert.deepEqual((await verifyDossier(file)).findings, []);
    return download.suggestedFilename();
  };

  it("the manager asks for it by the keyboard alone, with the reason; it comes whole, and stands in the list with who and why", async () => {
    const { page, context, faults } = await openAs(browser, installation.url, "wide", "office-manager", OFFICE);
    await page.goto(path);
    await page.getByText("Nessun fascicolo è ancora stato consegnato").waitFor();
    await sound(page, "fascicolo-vuoto-1440");
    await page.getByRole("button", { name: "Fai il fascicolo" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Motivo").waitFor();
    await sound(page, "fascicolo-richiesto-1440");
    await dialog.getByRole("button", { name: "Fai il fascicolo" }).click();
    await dialog.getByText("almeno 5 caratteri").first().waitFor();
    await dialog.getByLabel("Motivo").fill("richiesto dal giudice, RG 100/2020");
    await dialog.getByLabel("Con i documenti riservati interi").focus();
    await page.keyboard.press("Space");
    const name = await downloaded(page, () => page.keyboard.press("Tab").then(() => page.keyboard.press("Tab")).then(() => page.keyboard.press("Enter")));
    assert.match(name, /^fascicolo-[a-z]+-[0-9a-f]{8}-\d{4}-\d\d-\d\d\.zip$/);
    await page.getByRole("cell", { name: "richiesto dal giudice, RG 100/2020" }).waitFor();
    await page.getByText("senza marca temporale, con i documenti riservati").waitFor();
    await sound(page, "fascicolo-consegnato-1440");
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("on a phone the second officer makes one, without what is restricted; the operator is not offered any", async () => {
    const small = await openAs(browser, installation.url, "narrow", "second-officer", OFFICE);
    await small.page.goto(path);
    await small.page.getByRole("button", { name: "Fai il fascicolo" }).click();
    await small.page.getByText("interi li mette chi ha il permesso di aprirli").waitFor();
    await sound(small.page, "fascicolo-richiesto-390");
    await small.page.getByLabel("Motivo").fill("ricorso della persona");
    await downloaded(small.page, () => small.page.getByRole("dialog").getByRole("button", { name: "Fai il fascicolo" }).click());
    await small.page.getByText("ricorso della persona").first().waitFor();
    await sound(small.page, "fascicolo-consegnato-390");
    const status = await small.page.evaluate(async (url) => {
      const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ reason: "anche i riservati", withRestricted: true }) });
      return [answer.status, ((await answer.json()) as { code: string }).code];
    }, `/api/cases/${path.split("/")[2]}/evidence`);
    assert.deepEqual(status, [403, "DOCUMENTO_RISERVATO"]);
    assert.deepEqual(small.faults, []);
    await small.context.close();
    const operator = await openAs(browser, installation.url, "wide", "operator", OFFICE);
    await operator.page.goto(path);
    await operator.page.getByText("Fascicolo di prova consegnato").first().waitFor();
    assert.equal(await operator.page.getByRole("button", { name: "Fai il fascicolo" }).count(), 0);
    await operator.context.close();
  });

  it("the auditor makes one from the log of accesses", async () => {
    const { page, context, faults } = await openAs(browser, installation.url, "wide", "auditor");
    await page.goto("/accessi?vista=log");
    await page.getByRole("button", { name: /^Fascicolo di prova: / }).first().click();
    await page.getByLabel("Motivo").fill("verifica su una segnalazione");
    await sound(page, "fascicolo-revisore-1440");
    await downloaded(page, () => page.getByRole("dialog").getByRole("button", { name: "Fai il fascicolo" }).click());
    assert.deepEqual(faults, []);
    await context.close();
  });
}
