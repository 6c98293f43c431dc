// The control room in a real browser: from the Region down to an office by keyboard, every figure's why, the list behind one, files; and the open data without login.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { followAll } from "../../src/services/control-room/follow.ts";
import { publishFigures } from "../../src/services/control-room/publish.ts";
import { loadReference } from "../../src/services/reference.ts";
import { axe, fitsWidth, inBrowser, openAs, openStranger, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

await inBrowser("the control room, in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  before(async () => {
    installation = await openInstallation();
    await followAll(installation.services);
    await publishFigures(installation.services, await loadReference(installation.services.pools.intake));
  });
  after(() => installation?.close());

  const looksRight = async (page: Page, name: string, width: WidthName): Promise<void> => {
    await shoot(page, `regia-${name}-${width}`);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} is wider than the screen`);
  };

  for (const width of ["wide", "narrow"] as const) {
    it(`shows the Region, explains itself, and goes down to an office (${width})`, async () => {
      const { page, context } = await openAs(browser, installation.url, width, "regional");
      await page.goto("/cabina-di-regia");
      await page.getByRole("group", { name: "Mappa delle sedi" }).waitFor();
      await page.getByRole("button", { name: "Perché? di «Convocate»" }).click();
      await page.getByText(/con la convocazione emessa; .* È una quota di «Tenute agli obblighi»/).waitFor();
      await looksRight(page, "regione", width);
      // The map is one stop of the keyboard: arrows go from office to office, Enter opens one.
      await page.locator(".cv-map-tile[tabindex='0']").focus();
      const from = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowRight");
      const onto = await page.evaluate(() => document.activeElement?.getAttribute("data-office"));
      assert.ok(onto !== null && onto !== undefined && from !== null);
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(`ambito=${onto}`));
      await page.getByText("Per una singola sede i confronti li vede la sede").waitFor();
      await looksRight(page, "una-sede", width);
      await page.getByRole("link", { name: "Campania", exact: true }).click();
      await page.getByRole("group", { name: "Mappa delle sedi" }).waitFor();
      await context.close();
    });

    it(`opens the persons behind a figure, for the office alone (${width})`, async () => {
      const { page, context } = await openAs(browser, installation.url, width, "operator", OFFICE);
      await page.goto("/cabina-di-regia");
      await page.getByRole("link", { name: "Elenco: Convocate" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Dietro il conto: Convocate" }).waitFor();
      await page.getByRole("table", { name: "Persone comprese nel conto" }).waitFor();
      await looksRight(page, "dietro", width);
      await context.close();
    });

    it(`anybody reads the open data without login (${width})`, async () => {
      const { page, context } = await openStranger(browser, installation.url, width);
      await page.goto("/dati-aperti");
      await page.getByRole("heading", { name: "La Campania in breve" }).waitFor();
      await page.getByRole("link", { name: "Dati in CSV" }).waitFor();
      await looksRight(page, "dati-aperti", width);
      await context.close();
    });
  }

  it("drawings are saved as PNG, figures as a file that opens", async () => {
    const { page, context } = await openAs(browser, installation.url, "wide", "regional");
    await page.goto("/cabina-di-regia");
    for (const name of ["Salva come PNG: Mappa delle sedi", "Salva come PNG: Verso la scadenza"]) {
      const coming = page.waitForEvent("download");
      await page.getByRole("button", { name }).click();
      const file = await coming;
      assert.match(file.suggestedFilename(), /\.png$/);
      const chunks: Buffer[] = [];
      for await (const chunk of await file.createReadStream()) chunks.push(chunk);
      const png = Buffer.concat(chunks);
      assert.equal(png.subarray(1, 4).toString("latin1"), "PNG");
      assert.ok(png.length > 5_000, "an empty drawing");
    }
    const pdf = await page.request.get("/api/control-room/export/pdf");
    assert.equal(pdf.status(), 200, await pdf.text().catch(() => ""));
    assert.equal((await pdf.body()).subarray(0, 4).toString("latin1"), "%PDF");
    await context.close();
  });
}
