// The person's page in a real browser: its parts, an act with the keyboard alone, two operators at once, an answer that is lost.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, openAs, openBrowser, settled, shoot } from "./browser.ts";
import type { Opened, WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

const PARTS = [
  { name: "riepilogo", path: "", says: /I procedimenti, in breve/ },
  { name: "convocazione", path: "/convocazione", says: /Storia degli atti/ },
  { name: "did", path: "/did", says: /Aprire una pratica/ },
  { name: "esonero", path: "/esonero", says: /Nessuna pratica aperta/ },
  { name: "vita", path: "/vita-del-caso", says: /Storia degli atti/ },
  { name: "messaggi", path: "/messaggi", says: /Ricevute e tentativi/ },
  { name: "documenti", path: "/documenti", says: /Consegna un documento/ },
  { name: "registro", path: "/registro", says: /Convocazione emessa|Notifica ricevuta/ },
  { name: "sconosciuta", path: "/quest-altra", says: /non esiste/ },
] as const;

const opened = await openBrowser();
if ("reason" in opened) {
  console.log("browser: NOT RUN");
  console.log(opened.reason);
} else {
  describe("the person's page", () => declare(opened.browser));
}

function declare(browser: Browser): void {
  let installation: Installation;
  let caseId = "";
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    ({ caseId } = installation.seeded);
  });
  after(async () => {
    await browser.close();
    await installation?.close();
  });

  const open = async (path: string, width: WidthName = "wide", role = "operator"): Promise<Opened> => {
    const one = await openAs(browser, installation.url, width, role, OFFICE);
    await one.page.goto(`/persone/${caseId}${path}`);
    await settled(one.page);
    return one;
  };

  for (const width of ["wide", "narrow"] as const satisfies readonly WidthName[]) {
    for (const { name, path, says } of PARTS) {
      it(`${name}, ${width}`, async () => {
        const { context, page, faults } = await open(path, width);
        await page.getByText(says).first().waitFor();
        await settled(page);
        await shoot(page, `persona-${name}-${width}`);
        assert.deepEqual(await axe(page), []);
        assert.ok(await fitsWidth(page));
        assert.deepEqual(faults, []);
        await context.close();
      });
    }
  }
}
