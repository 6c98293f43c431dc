// The pages of an operator's day on a small desktop screen (1024 wide) and with everything twice as large (1440 at 200%): nothing sticks out, nothing is covered.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { seedActivities } from "./seed-activities.ts";
import type { SeededActivities } from "./seed-activities.ts";
import { OFFICE, TODAY } from "./seed-rows.ts";

/** As browsers do it: at 200% a window of 1440 by 900 has room for half as many points, each twice as large. */
const SIZES = [
  { name: "1024", viewport: { width: 1024, height: 768 }, scale: 1 },
  { name: "200", viewport: { width: 720, height: 450 }, scale: 2 },
] as const;

await inBrowser("le pagine della giornata a 1024 e al 200%", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  let seeded: SeededActivities;
  const person = (part = ""): string => `/persone/${installation.seeded.caseId}${part}`;
  const ofGroup = (part: string): string => `/persone/${seeded.group[0]}${part}`;

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    seeded = await seedActivities(installation.services);
  });
  after(async () => {
    await installation?.close();
  });

  const pages: readonly (readonly [name: string, path: () => string, says: RegExp])[] = [
    ["lavoro", () => "/lavoro?vista=sede", /persone in elenco/],
    ["foglio", () => "/foglio", /Sala d’attesa/],
    ["chiusura", () => `/foglio/chiusura?giorno=${TODAY}`, /Può giustificarsi fino al|Senza esito/],
    ["agenda", () => "/agenda", /posti liberi su/],
    ["settimana", () => "/agenda?vista=settimana", /posti liberi su/],
    ["orari", () => "/agenda?vista=orari", /Orari/],
    ["persona", () => person(), /I procedimenti, in breve/],
    ["persona-convocazione", () => person("/convocazione"), /Storia degli atti/],
    ["persona-patto", () => ofGroup("/patto"), /Storia degli atti/],
    ["persona-attivita", () => ofGroup("/attivita"), /Storia degli atti/],
    ["persona-messaggi", () => person("/messaggi"), /Ricevute e tentativi/],
    ["persona-documenti", () => person("/documenti"), /Consegna un documento/],
    ["persona-registro", () => person("/registro"), /Convocazione emessa|Notifica ricevuta/],
    ["documenti-emessi", () => ofGroup("/documenti-emessi"), /Documenti/],
    ["colloquio", () => person("/colloquio"), /Identità e recapiti/],
    ["adatte", () => ofGroup("/attivita-adatte"), /Perché questa/],
    ["attivita", () => "/attivita", /Addetto alla segreteria/],
    ["edizione", () => "/attivita/segreteria-napoli-1", /Chi la segue/],
    ["presenze", () => "/attivita/segreteria-napoli-1/foglio", /Segna tutti presenti/],
    ["condizionalita", () => "/condizionalita", /Assenza ingiustificata, da aprire/],
    [
      "fatto",
      () => `/condizionalita/${seeded.held.caseId}/fact/${seeded.held.itemId}`,
      /L’INPS può applicare/,
    ],
  ];

  for (const { name: size, viewport, scale } of SIZES)
    it(`a ${size}`, async () => {
      const { context: shown } = await openAs(browser, installation.url, "wide", "operator", OFFICE);
      const context = await browser.newContext({
        viewport,
        deviceScaleFactor: scale,
        locale: "it-IT",
        timezoneId: "Europe/Rome",
        baseURL: installation.url,
        reducedMotion: "reduce",
        storageState: await shown.storageState(),
      });
      await shown.close();
      await context.addInitScript(() => localStorage.setItem("convoca.giro.operator", "1"));
      const page = await context.newPage();
      for (const [name, path, says] of pages) {
        await page.goto(path());
        await page.getByText(says).filter({ visible: true }).first().waitFor();
        await settled(page);
        await shoot(page, `misura-${name}-${size}`);
        assert.ok(await fitsWidth(page), `${name}: wider than the screen`);
        assert.deepEqual(await covered(page), [], `${name}: controls that nothing can press`);
      }
      assert.deepEqual(await axe(page), []);
      await context.close();
    });
}

/** Buttons and links of the page that lie under something else, or outside it, once they are scrolled to. */
function covered(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main a[href], main button:not(:disabled)")]
      .filter(
        (one) =>
          one.checkVisibility({ visibilityProperty: true }) &&
          one.closest("[hidden], .visually-hidden") === null,
      )
      .slice(0, 60)
      .filter((one) => {
        one.scrollIntoView({ block: "center", inline: "center" });
        const { left, top, width, height } = one.getClientRects()[0] ?? new DOMRect();
        if (width < 2 || height < 2) return false;
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return there === null || !(one.contains(there) || there.contains(one));
      })
      .map((one) => one.textContent.trim() || (one.getAttribute("aria-label") ?? one.outerHTML.slice(0, 80))),
  );
}
