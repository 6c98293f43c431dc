// Letters in a real browser: a letter written from the person's page, its batch closed, downloaded and confirmed, the outcomes of the post taken in.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { romeInstant } from "../../src/domain/calendar/rome-time.ts";
import { png } from "../../src/domain/documents/sample-files.test-data.ts";
import { openPrinter } from "../../src/exchange/typst/printer.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { letterTurn } from "../../src/services/letters/work.ts";
import { axe, fitsWidth, openAs, openBrowser, settled, shoot } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

const opened = await openBrowser();
if ("reason" in opened) {
  console.log("browser: NOT RUN");
  console.log(opened.reason);
} else {
  describe("letters in the browser", () => declare(opened.browser));
}

function declare(browser: Browser): void {
  let installation: Installation;
  let folder: string;
  let caseId = "";
  const printer = openPrinter();
  const keys = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");

  before(async () => {
    await ensureWebBuilt();
    folder = await mkdtemp(join(tmpdir(), "convoca-lettere-"));
    installation = await openInstallation({ documentKeys: keys, uploads: join(folder, "carichi") });
    // Ten days before the appointments of the seed: a letter is still in time.
    await installation.services.pools.worker.query("update clock set anchor_business = $1, anchor_machine = clock_timestamp()", [romeInstant("2019-10-04", 500)]);
    const common = { channel: "letter", sender: "Regione Campania", ratePerSecond: null, concurrency: 1, deduplicates: false, canBeAsked: false } as const;
    await ensureGateways(installation.services, [
      { ...common, id: "stampa-ar", url: `file://${folder}/ar`, settings: { product: "registered-letter", closeAt: "11:00,16:00" } },
      { ...common, id: "stampa-ordinaria", url: "download:", settings: { product: "ordinary-letter" } },
    ]);
    const { rows } = await installation.services.pools.intake.query<{ id: string }>(
      `select s.case_id as id from summons s join appointment a on a.id = s.appointment_id join competence c on c.case_id = s.case_id
       join case_file f on f.id = s.case_id join person p on p.id = f.person_id
       where c.office_id = $1 and s.state = 'issued' and a.starts_at > '2019-10-15' and p.residence->>'street' is not null order by 1 limit 1`,
      [OFFICE],
    );
    caseId = rows[0]!.id;
  });
  after(async () => {
    await printer.close();
    await browser.close();
    await installation.close();
    await rm(folder, { recursive: true, force: true });
  });

  const sound = async (page: Page, name: string): Promise<void> => {
    await settled(page);
    await shoot(page, name);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} sticks out sideways`);
  };
  const turn = (): Promise<number> => letterTurn(installation.services, printer, (fault) => assert.fail(String(fault)));

  it("an operator writes a letter by the keyboard, and sees where it stands", async () => {
    const { page, context } = await openAs(browser, installation.url, "wide", "operator", OFFICE);
    await page.goto(`/persone/${caseId}/messaggi`);
    const product = page.getByLabel("Tipo di lettera");
    await product.focus();
    await product.selectOption("Raccomandata A/R");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("in attesa del prossimo lotto").first().waitFor();
    await sound(page, "lettera-scritta-1440");
    await page.getByRole("button", { name: "Scrivi una lettera" }).click();
    await page.getByText("una lettera di questo tipo c’è già").first().waitFor();
    await product.selectOption("Posta ordinaria");
    await page.getByRole("button", { name: "Scrivi una lettera" }).click();
    await page.getByText("Posta ordinaria · in attesa").first().waitFor();
    await turn();
    await context.close();
  });

  it("the administrator closes, downloads and confirms a batch, and takes in what the post reports", async () => {
    const { page, context } = await openAs(browser, installation.url, "wide", "administrator");
    await page.goto("/lettere");
    await page.getByText("1 pronta per un lotto").first().waitFor();
    await sound(page, "lettere-attesa-1440");
    await page.getByRole("button", { name: "Chiudi il lotto di Raccomandata A/R" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("rowheader", { name: /LOTTO_stampa-ar/ }).waitFor();
    await page.getByRole("button", { name: "Chiudi il lotto di Posta ordinaria" }).click();
    await page.getByRole("rowheader", { name: /LOTTO_stampa-ordinaria/ }).waitFor();
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: /Scarica il file del lotto LOTTO_stampa-ordinaria/ }).click();
    const zip = await readFile(await (await waiting).path());
    assert.equal(zip.subarray(0, 2).toString(), "PK");
    await turn();
    await page.reload();
    await page.getByText("consegnato allo stampatore").first().waitFor();
    await page.getByRole("button", { name: /Conferma che lo stampatore ha il lotto LOTTO_stampa-ordinaria/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Come lo si sa").waitFor();
    await sound(page, "lettere-conferma-1440");
    await dialog.getByRole("button", { name: "Conferma" }).click();
    await page.getByText("accettato", { exact: true }).first().waitFor();
    const { rows } = await installation.services.pools.worker.query<{ code: string; day: string }>(
      "select l.code, business_now()::date::text as day from letter l where product = 'registered-letter'");
    const path = join(folder, "esiti-settembre.csv");
    await writeFile(path, ["codice_lettera;numero_raccomandata;codice_esito;data_esito", ...["CON080", "RECRN001A", "RECRN001C", "BOH"].map((code) => `${rows[0]!.code};690000000001;${code};${rows[0]!.day}`), "1234;;RECRN001C;2019-09-01"].join("\n"));
    await page.getByLabel("Scegli il file").setInputFiles(path);
    await page.getByRole("button", { name: "Carica gli esiti" }).click();
    await page.getByText("3 nuovi, 0 già noti, 2 da correggere").first().waitFor();
    await sound(page, "lettere-esiti-1440");
    const given = page.waitForEvent("download");
    await page.getByRole("link", { name: "Scarica le righe da correggere", exact: true }).click();
    assert.match(await readFile(await (await given).path(), "utf8"), /ESITO_SCONOSCIUTO/);
    await installation.services.pools.worker.query(
      "insert into letter_batch (gateway_id, name, product, state, letters, sheets, closed_at, closed_by, note) values ('stampa-ar', 'LOTTO_stampa-ar_incerto', 'registered-letter', 'uncertain', 12, 12, business_now(), 'convoca', 'Il file del lotto non è più dove era stato preparato: può averlo preso lo stampatore. Chiederglielo, poi decidere qui.')");
    await page.reload();
    await page.getByRole("button", { name: "Decidi del lotto LOTTO_stampa-ar_incerto" }).click();
    await page.getByRole("dialog").getByLabel(/Lo stampatore ha il lotto/).waitFor();
    await sound(page, "lettere-incerto-1440");
    await page.keyboard.press("Escape");
    await context.close();
  });

  it("on a telephone the page holds, and the person's page shows the outcome, the sheet and the return receipt", async () => {
    const narrow = await openAs(browser, installation.url, "narrow", "administrator");
    await narrow.page.goto("/lettere");
    await narrow.page.getByText("LOTTO_stampa-ar_incerto").first().waitFor();
    await sound(narrow.page, "lettere-390");
    await narrow.context.close();
    const { page, context } = await openAs(browser, installation.url, "narrow", "operator", OFFICE);
    await page.goto(`/persone/${caseId}/messaggi`);
    await page.getByText("raccomandata n. 690000000001").first().waitFor();
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Scarica il foglio (PDF)" }).first().click();
    assert.equal((await readFile(await (await waiting).path())).subarray(0, 5).toString(), "%PDF-");
    await page.getByText("Aggiungi l’avviso di ricevimento").click();
    await page.getByLabel("La scansione dell’avviso firmato").setInputFiles({ name: "avviso.png", mimeType: "image/png", buffer: Buffer.from(png(30, 20)) });
    await page.getByRole("button", { name: "Aggiungi", exact: true }).click();
    await page.getByText("Avviso di ricevimento tra i documenti").first().waitFor();
    await sound(page, "lettera-esito-390");
    await context.close();
  });
}
