// Campaigns in a real browser: from the worklist to the preview, approval by a second person, live progress, a pause and a stop; wide, narrow, by keyboard.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { romeInstant } from "../../src/domain/calendar/rome-time.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { runCampaigns } from "../../src/services/campaigns/run.ts";
import { loadReference } from "../../src/services/reference.ts";
import type { Reference } from "../../src/services/reference.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, OTHER_OFFICE, TODAY } from "./seed-rows.ts";

await inBrowser("Le campagne nel browser", declare);

const NAME = "Prime convocazioni di ottobre";

function declare(browser: Browser): void {
  let installation: Installation;
  let reference: Reference;
  /** The address of the campaign that these stories tell of. */
  let address = "";

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    reference = await loadReference(installation.services.pools.worker);
    // Ten in the morning: messages may leave.
    await installation.services.pools.worker.query("update clock set anchor_business = $1, anchor_machine = clock_timestamp()", [romeInstant(TODAY, 600)]);
  });
  after(async () => {
    await installation?.close();
  });

  const visit = async (width: WidthName, role: string, office: string, path: string, work: (page: Page) => Promise<void>): Promise<void> => {
    const { context, page, faults } = await openAs(browser, installation.url, width, role, office);
    page.setDefaultTimeout(20_000);
    try {
      await page.goto(path);
      await settled(page);
      await work(page);
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
    }
  };
  const clean = async (page: Page, name: string): Promise<void> => {
    await settled(page);
    await shoot(page, name);
    assert.deepEqual(await axe(page), []);
    assert.ok(await fitsWidth(page), "the page is wider than the screen");
  };
  /** What the sending process would do in this moment. */
  const work = async (turns = 3): Promise<void> => {
    for (let turn = 0; turn < turns; turn += 1) await runCampaigns({ services: installation.services, reference, aheadMs: 60_000 });
  };

  it("dall’elenco, con i filtri del momento: chi, che cosa e quando, anteprima, e le persone dietro a un numero", () =>
    visit("wide", "operator", OFFICE, "/lavoro?vista=sede&filtri=da-convocare", async (page) => {
      await page.getByRole("link", { name: "Fanne una campagna" }).click();
      await page.getByRole("heading", { level: 1, name: "Nuova campagna" }).waitFor();
      assert.ok(await page.getByRole("checkbox", { name: "Da convocare", exact: true }).isChecked());
      await page.getByRole("textbox", { name: "Nome della campagna" }).fill(NAME);
      await clean(page, "campagne-chi-wide");
      await page.keyboard.press("Enter");
      await page.getByRole("radio", { name: /^Convocare/ }).waitFor();
      await page.getByLabel("Dalle ore").fill("07:00");
      await clean(page, "campagne-che-cosa-wide");
      await page.getByRole("button", { name: "Guarda l’anteprima" }).click();
      await page.getByRole("alert").getByText("I messaggi possono partire solo dalle 09:00 alle 20:00").first().waitFor();
      await page.getByLabel("Dalle ore").fill("09:00");
      await page.getByLabel("Messaggi all’ora, al massimo").fill("120");
      await page.getByRole("button", { name: "Guarda l’anteprima" }).click();
      await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
      address = new URL(page.url()).pathname;
      await page.getByRole("heading", { level: 2, name: /^Anteprima/ }).waitFor();
      await page.getByRole("table", { name: "Persone" }).waitFor();
      await clean(page, "campagne-anteprima-wide");
      const behind = page.getByRole("button", { name: /^Chi sono: / }).first();
      const title = (await behind.getAttribute("aria-label"))!.slice("Chi sono: ".length);
      await behind.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("table", { name: "Persone" }).getByText(title).first().waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.id), "campagna-quali");
      await page.getByRole("button", { name: "Manda in approvazione" }).click();
      await page.getByText("Attende l’approvazione di un’altra persona").waitFor();
      assert.equal(await page.getByRole("button", { name: "Approva e parti" }).count(), 0);
    }));

  it("chi risponde della sede approva ciò che vede; va avanti da sola, si mette in pausa, si ferma", () =>
    visit("wide", "office-manager", OFFICE, "/campagne", async (page) => {
      await page.getByRole("table", { name: /Campagne/ }).getByText("Da approvare").waitFor();
      await clean(page, "campagne-elenco-wide");
      await page.getByRole("link", { name: NAME }).click();
      await page.getByRole("button", { name: "Approva e parti" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: "Perché la approvo" }).fill("i posti di ottobre sono aperti");
      await clean(page, "campagne-approva-wide");
      await dialog.getByRole("button", { name: "Approva e parti" }).click();
      await page.getByRole("heading", { level: 2, name: "Avanzamento" }).waitFor();
      await work();
      await page.getByText(/^Il prossimo messaggio: /).waitFor();
      await page.getByText(/^[1-9]\d* di \d+ con il messaggio affidato agli invii$/).waitFor();
      await page.getByRole("table", { name: "Persone" }).getByText("Messaggio affidato agli invii").first().waitFor();
      await clean(page, "campagne-in-corso-wide");
      await page.getByRole("button", { name: "Metti in pausa" }).click();
      await page.getByRole("button", { name: "Riprendi" }).waitFor();
      await page.getByRole("button", { name: "Riprendi" }).click();
      await page.getByRole("button", { name: "Ferma" }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "Perché la fermo" }).fill("sede chiusa per lavori");
      await clean(page, "campagne-ferma-wide");
      await page.getByRole("dialog").getByRole("button", { name: "Ferma" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await work();
      await page.getByText("È stata fermata").waitFor();
      await page.getByText(/Campagna fermata prima del suo turno/).first().waitFor();
      await clean(page, "campagne-fermata-wide");
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Scarica l’elenco" }).click()]);
      assert.match(file.suggestedFilename(), /^campagna Prime convocazioni di ottobre .*\.csv$/);
    }));

  it("stretta: elenco, passi e campagna stanno nello schermo", () =>
    visit("narrow", "office-manager", OFFICE, "/campagne", async (page) => {
      await page.getByRole("link", { name: NAME }).waitFor();
      await clean(page, "campagne-elenco-narrow");
      await page.goto("/campagne/nuova");
      await page.getByRole("textbox", { name: "Nome della campagna" }).fill("Prova stretta");
      await clean(page, "campagne-chi-narrow");
      await page.getByRole("button", { name: "Avanti: che cosa e quando" }).click();
      await page.getByRole("radio", { name: /^Convocare/ }).waitFor();
      await clean(page, "campagne-che-cosa-narrow");
      await page.goto(address);
      await page.getByRole("heading", { level: 2, name: "Avanzamento" }).waitFor();
      await clean(page, "campagne-fermata-narrow");
    }));

  it("la Regione sceglie le sedi e vede i numeri, e nessun nome; un’altra sede non vede nulla", async () => {
    await visit("wide", "regional", "", "/campagne/nuova", async (page) => {
      await page.getByRole("textbox", { name: "Nome della campagna" }).fill("Tutta la Regione");
      await page.getByRole("radio", { name: "Tutte le sedi" }).waitFor();
      await page.getByRole("button", { name: "Avanti: che cosa e quando" }).click();
      await page.getByRole("button", { name: "Guarda l’anteprima" }).click();
      await page.getByText("Di ogni persona vede il nome solo la sua sede").waitFor();
      await clean(page, "campagne-regione-wide");
      assert.equal(await page.getByRole("button", { name: /^Chi sono: / }).count(), 0);
    });
    await visit("wide", "office-manager", OTHER_OFFICE, address, async (page) => {
      await page.getByRole("alert").getByText("Questa campagna non c’è").waitFor();
      assert.equal(await page.getByText(NAME).count(), 0);
    });
  });
}
