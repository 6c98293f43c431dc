// The control screen of the national node in a real browser: figures, a refused notice opened, done again and closed, a comparison; and the question from a person's page.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { nodeConnection } from "../../src/exchange/national-node/connection.ts";
import { writeNoticeXml } from "../../src/exchange/national-node/notice-xml.ts";
import { PushIntake } from "../../src/services/node/push-intake.ts";
import { loadReference } from "../../src/services/reference.ts";
import { startNationalNode } from "../../src/simulator/national-node.ts";
import type { NationalNode } from "../../src/simulator/national-node.ts";
import { MARIA, noticeOf } from "../stories/fixtures/notice-rows.ts";
import { axe, fitsWidth, inBrowser, openAs, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

await inBrowser("the national node, in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  let node: NationalNode;
  before(async () => {
    node = await startNationalNode();
    installation = await openInstallation({ nodeConnection: nodeConnection({ url: node.url, stateUrl: node.stateUrl, dailyAt: "03:00", timeoutMs: 2_000, tries: 1 }) });
    const { services } = installation;
    const reference = await loadReference(services.pools.intake);
    const intake = new PushIntake({ services, reference: async () => reference });
    const push = (xml: string) => intake.take({ bytes: Buffer.from(xml), size: Buffer.byteLength(xml) });
    const now = await services.now();
    const notice = (protocol: string, id: string) => writeNoticeXml(noticeOf(MARIA, { cod_protocollo_inps: protocol, id_comunicazione: id, data_invio: now, des_telefono: "" }));
    await push(notice("INPS-NODO-1", "NODO-1"));
    await push(notice("INPS-NODO-1", "NODO-1"));
    await push(notice("INPS-NODO-2", "NODO-2").replace("<cod_ruolo_beneficiario>R", "<cod_ruolo_beneficiario>Z"));
    await push(notice("INPS-NODO-3", "NODO-3").slice(0, 400));
  });
  after(async () => {
    await installation?.close();
    await node?.close();
  });

  const looksRight = async (page: Page, name: string, width: WidthName): Promise<void> => {
    await shoot(page, `nodo-${name}-${width}`);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} is wider than the screen`);
  };

  for (const width of ["wide", "narrow"] as const) {
    it(`shows what passed and what waits, down to the message (${width})`, async () => {
      const { page, context } = await openAs(browser, installation.url, width, "administrator");
      await page.goto("/nodo");
      await page.getByRole("heading", { name: "Rifiutati e non riusciti, per codice" }).waitFor();
      await page.getByText("Messaggi rifiutati in attesa: 2.").waitFor();
      await looksRight(page, "conti", width);
      await page.getByRole("link", { name: "2", exact: true }).first().click();
      await page.getByText("Dal più vecchio.").waitFor();
      await page.getByRole("link", { name: /Apri il messaggio/ }).first().waitFor();
      await looksRight(page, "in-attesa", width);
      await page.getByRole("link", { name: /Apri il messaggio/ }).first().click();
      await page.getByRole("region", { name: "Ricevuto: testo del messaggio" }).getByText("INPS-NODO-2").waitFor();
      await looksRight(page, "messaggio", width);
      await page.getByRole("button", { name: "Rielabora" }).click();
      await page.getByText("La notifica è ancora rifiutata").waitFor();
      await context.close();
    });
  }

  it("closes one with a reason, by keyboard alone, and opening it is in the access log", async () => {
    const { page, context } = await openAs(browser, installation.url, "wide", "administrator");
    await page.goto("/nodo/messaggi?flow=notice&show=waiting");
    await page.getByRole("link", { name: /Apri il messaggio/ }).first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Chiudi con il motivo" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/Motivo/).fill("Il nodo l’ha già corretta");
    await dialog.getByRole("button", { name: "Chiudi con il motivo" }).press("Enter");
    await page.locator(".cv-badge + .cv-sub", { hasText: "chiusa" }).waitFor();
    const { rows } = await installation.services.pools.retention.query("select 1 from access_log where action = 'node-exchange'");
    assert.ok(rows.length >= 3);
    await context.close();
  });

  it("the comparison is asked for, the Region sees figures and no names", async () => {
    const { page, context } = await openAs(browser, installation.url, "wide", "administrator");
    await page.goto("/nodo");
    await page.getByRole("button", { name: "Confronta ora" }).click();
    await page.getByText("chiesto", { exact: true }).waitFor();
    await context.close();
    const region = await openAs(browser, installation.url, "wide", "regional");
    await region.page.goto("/nodo");
    await region.page.getByRole("heading", { name: "Giorno per giorno" }).waitFor();
    assert.equal(await region.page.getByRole("link", { name: "Notifiche ricevute" }).count(), 0);
    await region.context.close();
  });

  it("a person's page asks the node, and says what it answers", async () => {
    const { page, context } = await openAs(browser, installation.url, "wide", "operator", OFFICE);
    await page.goto(`/persone/${installation.seeded.caseId}`);
    await page.getByRole("button", { name: "Aggiorna dal nodo" }).click();
    await page.locator(".cv-box").getByText(/Il nodo nazionale non nomina la persona/).waitFor();
    await looksRight(page, "persona", "wide");
    await context.close();
  });
}
