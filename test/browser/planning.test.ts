// The page of planning in a real browser: other points proposed by one person of the Region, who does not decide of them.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";

await inBrowser("planning in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
  });
  after(() => installation.close());

  const sound = async (page: Page, name: string): Promise<void> => {
    await settled(page);
    await shoot(page, name);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} sticks out sideways`);
  };

  it("the Region proposes other points, and does not decide of its own proposal", async () => {
    for (const size of ["wide", "narrow"] as const) {
      const { page, context, faults } = await openAs(browser, installation.url, size, "regional");
      await page.goto("/pianificazione");
      await page.getByText("Termine vicino").first().waitFor();
      await sound(page, `regole-${size}`);
      if (size === "wide") {
        await page.getByRole("button", { name: "Proponi un cambiamento" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("Meno di trent’anni").fill("8");
        await dialog.getByLabel("Motivo").fill("Prima i giovani");
        await sound(page, `proposta-${size}`);
        await dialog.getByRole("button", { name: "Proponi", exact: true }).click();
        await page.getByText("Meno di trent’anni: 3 → 8").waitFor();
        await page.getByText("L’ha scritta lei: decide un’altra persona.").waitFor();
      }
      assert.deepEqual(faults, []);
      await context.close();
    }
  });
}
