// The desk of conditionality in a real browser: the lists, the page of a fact in each of its states, a report from proposal to window.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { seedActivities } from "./seed-activities.ts";
import type { SeededActivities } from "./seed-activities.ts";
import { OFFICE } from "./seed-rows.ts";

await inBrowser("La condizionalità nel browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  let seeded: SeededActivities;

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    seeded = await seedActivities(installation.services);
  });
  after(async () => {
    await installation?.close();
  });

  const visit = async (width: WidthName, path: string, work: (page: Page) => Promise<void>, role = "operator"): Promise<void> => {
    const { context, page, faults } = await openAs(browser, installation.url, width, role, OFFICE);
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
    await shoot(page, name);
    assert.deepEqual(await axe(page), []);
    assert.ok(await fitsWidth(page), "the page is wider than the screen");
  };
  const fact = ({ caseId, itemId }: { caseId: string; itemId: string }): string => `/condizionalita/${caseId}/fact/${itemId}`;

  for (const width of ["wide", "narrow"] as const) {
    const states: readonly (readonly [string, () => string, RegExp])[] = [
      ["da-valutare", () => "/condizionalita", /Assenza ingiustificata, da aprire/],
      ["approvazione", () => "/condizionalita?elenco=approval", /proposta da mario\.rossi/],
      ["annullabili", () => "/condizionalita?elenco=window", /Segnalata, si può ancora annullare/],
      ["giustificazioni-vuoto", () => "/condizionalita?elenco=justifications", /Nessuna giustificazione da esaminare/],
      ["assenza", () => `/condizionalita/${seeded.absence.caseId}/absence/${seeded.absence.summonsId}`, /La prova basta/],
      ["da-proporre", () => fact(seeded.held), /L’INPS può applicare/],
      ["segnalata", () => fact(seeded.reported), /Annullamento della segnalazione/],
      ["non-trovato", () => `/condizionalita/${seeded.held.caseId}/absence/${seeded.absence.summonsId}`, /forse è già stato chiuso/],
    ];
    for (const [name, path, says] of states)
      it(`${name}, ${width}`, () =>
        visit(width, path(), async (page) => {
          await page.getByText(says).first().waitFor({ timeout: 5000 });
          await page.waitForLoadState("networkidle");
          await clean(page, `condizionalita-${name}-${width}`);
        }));
  }

  it("si propone con il conteggio visto e il collegamento scelto; chi ha proposto non approva, un’altra persona sì", async () => {
    await visit("wide", fact(seeded.held), async (page) => {
      await page.getByRole("button", { name: "Propone la segnalazione" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText(/Per il nucleo non c’è nessun fatto/).waitFor();
      await dialog.getByText(/politica del primo appuntamento/i).first().waitFor();
      await clean(page, "condizionalita-proporre-wide");
    });
    await visit("wide", fact(seeded.proposed), async (page) => {
      await page.getByText(/non si può|non si possono|per ora/i).first().click();
      assert.equal(await page.getByRole("button", { name: "Approva la segnalazione" }).count(), 0);
    });
    await visit(
      "wide",
      fact(seeded.proposed),
      async (page) => {
        await page.getByRole("button", { name: "Approva la segnalazione" }).click();
        await page.getByRole("dialog").getByText(/Chi ha proposto non approva/).waitFor();
        await clean(page, "condizionalita-approvare-wide");
      },
      "second-officer",
    );
  });

  it("il tempo per annullare è scritto in parole, e non è letto ad alta voce a ogni minuto", () =>
    visit("wide", fact(seeded.reported), async (page) => {
      const timer = page.getByRole("timer");
      assert.match((await timer.textContent()) ?? "", /giorn[oi], \d+ or[ae] e \d+ minut[oi]$|giorn[oi] e \d+ minut[oi]$/);
      assert.equal(await timer.getAttribute("aria-live"), "off");
    }));

  it("di un’altra sede non si vede nulla", async () => {
    const { context, page } = await openAs(browser, installation.url, "wide", "operator", "A509C000183");
    await page.goto(fact(seeded.held));
    await page.getByRole("alert").waitFor();
    assert.equal(await page.getByText("L’INPS può applicare").count(), 0);
    await context.close();
  });
}
