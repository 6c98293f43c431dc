// The page of the providers in a real browser: how each is and why, a pause and a weight with their reasons, a sender registered.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { binOf, NO_COUNTS } from "../../src/domain/providers/health.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { restGateway } from "../../src/services/providers/care.ts";
import { addCounts, addReceiptCounts } from "../../src/store/providers.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";

const OTHER = "sms-riserva";
const REASON = "contratto rinnovato";

await inBrowser("the providers in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  let first = "";

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    const pool = installation.services.pools.worker;
    const { rows } = await pool.query<{ id: string; sender: string }>("select id, sender from gateway where channel = 'sms' and weight > 0");
    first = rows[0]!.id;
    await ensureGateways(installation.services, [
      {
        id: OTHER, channel: "sms", url: "http://127.0.0.1:9", sender: rows[0]!.sender, provider: "Messaggi del Sud S.p.A.", weight: 300, ratePerSecond: 50, concurrency: 8,
        deduplicates: false, canBeAsked: false, settings: { token: "demo", callbackUrl: "http://127.0.0.1:9/esiti" },
      },
    ]);
    await pool.query("update gateway set state = 'open', state_reason = null, failures = 0 where channel = 'email'");
    await addCounts(pool, first, { ...NO_COUNTS, accepted: 2_410, deferred: 37 });
    const at = Math.floor(Date.now() / 10_000) * 10;
    await addReceiptCounts(pool, first, [{ at, bin: binOf(4), receipts: 1_800 }, { at, bin: binOf(50), receipts: 400 }], true);
  });
  after(() => installation.close());

  const sound = async (page: Page, name: string): Promise<void> => {
    await settled(page);
    await shoot(page, name);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} sticks out sideways`);
  };
  const card = (page: Page, id: string) => page.getByRole("article").filter({ has: page.getByRole("button", { name: `Cambia il peso di ${id}` }) });

  it("the administrator sees what each carries, changes a weight and pauses one, each with its reason", async () => {
    const { page, context, faults } = await openAs(browser, installation.url, "wide", "administrator");
    await page.goto("/fornitori");
    await page.getByText("Tutti i fornitori sono in servizio").waitFor();
    await card(page, OTHER).getByText("75%").waitFor();
    await card(page, first).getByText("metà entro 4,2 secondi").waitFor();
    await sound(page, "fornitori-1440");
    await card(page, OTHER).getByRole("button", { name: `Cambia il peso di ${OTHER}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Nuovo peso").fill("2000");
    await dialog.getByLabel("Motivo").fill(REASON);
    await dialog.getByRole("button", { name: "Cambia il peso", exact: true }).click();
    await dialog.getByText("Scrivere un numero intero da 0 a 1000.").waitFor();
    await sound(page, "fornitori-peso-1440");
    await dialog.getByLabel("Nuovo peso").fill("100");
    await dialog.getByRole("button", { name: "Cambia il peso", exact: true }).click();
    await card(page, OTHER).getByText("50%").waitFor();
    await card(page, OTHER).getByRole("button", { name: `Metti in pausa ${OTHER}` }).click();
    await dialog.getByLabel("Motivo").fill("manutenzione annunciata");
    await dialog.getByRole("button", { name: "Metti in pausa", exact: true }).click();
    await card(page, OTHER).getByText("manutenzione annunciata").waitFor();
    await page.getByText(`${OTHER}: in pausa per decisione di una persona`).waitFor();
    await page.getByText("300 → 100").waitFor();
    await card(page, OTHER).getByRole("button", { name: `Riapri ${OTHER}` }).click();
    await dialog.getByLabel("Motivo").fill("manutenzione finita");
    await dialog.getByRole("button", { name: "Riapri", exact: true }).click();
    await page.getByText("Tutti i fornitori sono in servizio").waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("by the keyboard a sender is entered, refused without its day, and then stands as registered", async () => {
    const { page, context, faults } = await openAs(browser, installation.url, "wide", "administrator");
    await page.goto("/fornitori");
    await page.getByText("Nessun mittente in elenco.").waitFor();
    await page.getByRole("button", { name: "Aggiungi un mittente" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Fornitore", { exact: true }).fill(first);
    await dialog.getByLabel("Stato della registrazione").selectOption("registered");
    await dialog.getByLabel("Motivo").fill(REASON);
    await dialog.getByRole("button", { name: "Salva" }).press("Enter");
    await dialog.getByText("per un mittente registrato anche il giorno").waitFor();
    await sound(page, "fornitori-mittente-1440");
    await dialog.getByLabel("Giorno della registrazione").fill("2019-06-03");
    await dialog.getByRole("button", { name: "Salva" }).press("Enter");
    await page.getByRole("button", { name: new RegExp(`^Aggiorna .+ presso ${first}$`) }).waitFor();
    await card(page, first).getByText("registrato il").waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("on a phone, and to who may only look, it says who does not answer and what is done meanwhile", async () => {
    await restGateway(installation.services, OTHER, "Il gateway non risponde: connessione rifiutata");
    for (const [width, role, name] of [["narrow", "regional", "fornitori-fermo-390"], ["wide", "administrator", "fornitori-fermo-1440"]] as const) {
      const { page, context, faults } = await openAs(browser, installation.url, width, role);
      await page.goto("/fornitori");
      await page.getByText(`${OTHER}: non in servizio.`).waitFor();
      await page.getByText("Il gateway non risponde: connessione rifiutata").first().waitFor();
      await page.getByText("Quando un fornitore è fermato, alleggerito o ripreso").click();
      await page.getByText("drainAfterSeconds").waitFor();
      if (role === "regional") assert.equal(await page.getByRole("button", { name: /^Cambia il peso|^Metti in pausa|^Riapri/ }).count(), 0);
      await sound(page, name);
      assert.deepEqual(faults, []);
      await context.close();
    }
  });
}
