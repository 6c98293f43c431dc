// What stands around every page: help, news, the statement on accessibility, the guided tour.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, inBrowser, openAs, openStranger, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

const PAGES = [
  { name: "aiuto", path: "/aiuto", says: /Con la tastiera/ },
  { name: "novita", path: "/novita", says: /Novità/ },
  { name: "accessibilita", path: "/accessibilita", says: /parzialmente conforme/ },
] as const;

await inBrowser("around every page", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
  });
  after(async () => {
    await installation?.close();
  });

  for (const width of ["wide", "narrow"] as const satisfies readonly WidthName[]) {
    for (const { name, path, says } of PAGES) {
      it(`${name}, ${width}`, async () => {
        const { context, page, faults } = await openAs(browser, installation.url, width, "operator", OFFICE);
        await page.goto(path);
        await page.getByText(says).first().waitFor();
        await settled(page);
        await shoot(page, `${name}-${width}`);
        assert.deepEqual(await axe(page), []);
        assert.ok(await fitsWidth(page));
        assert.deepEqual(faults, []);
        await context.close();
      });
    }

    it(`every page is reached from the navigation with the keyboard, ${width}`, async () => {
      const { context, page, faults } = await openAs(browser, installation.url, width, "office-manager", OFFICE);
      await page.goto("/lavoro");
      await settled(page);
      const nav = page.getByRole("navigation", { name: "Navigazione principale" });
      const last = nav.getByRole("link", { name: "Sostituzioni" });
      if (width === "narrow") await page.getByRole("button", { name: "Menu" }).press("Enter");
      else {
        const more = nav.getByRole("button", { name: "Altro" });
        await more.press("Enter");
        await last.waitFor();
        await page.keyboard.press("Escape");
        await last.waitFor({ state: "hidden" });
        await page.keyboard.press("Enter");
      }
      await last.waitFor();
      await shoot(page, `navigazione-${width}`);
      assert.deepEqual(await axe(page), []);
      await last.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Sostituzioni" }).waitFor();
      await last.waitFor({ state: "hidden" });
      assert.deepEqual(faults, []);
      await context.close();
    });

    it(`the guided tour is offered once, walks through the pages, and comes again when asked for, ${width}`, async () => {
      const { context, page, faults } = await openStranger(browser, installation.url, width, true);
      await page.goto("/panoramica");
      await page.getByText("Prima volta qui?").waitFor();
      await settled(page);
      await shoot(page, `giro-offerto-${width}`);
      assert.deepEqual(await axe(page), []);
      await page.getByRole("button", { name: "Cominciamo" }).press("Enter");
      await page.getByText(/Passo 1 di/).waitFor();
      await shoot(page, `giro-passo-${width}`);
      while ((await page.getByRole("button", { name: "Fine del giro" }).count()) === 0)
        await page.getByRole("button", { name: "Avanti" }).press("Enter");
      await page.getByRole("button", { name: "Fine del giro" }).press("Enter");
      await page.reload();
      await settled(page);
      assert.equal(await page.getByRole("complementary", { name: "Giro guidato" }).count(), 0);
      await page.getByRole("link", { name: "Aiuto" }).press("Enter");
      await page.getByRole("button", { name: "Avvia il giro guidato" }).press("Enter");
      await page.getByText(/Passo 1 di/).waitFor();
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}
