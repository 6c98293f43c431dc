// The catalogue and the sheets in a real browser: the Region adds and changes, an operator writes a day for the whole group, sees what suits a person.

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

await inBrowser("Le attività nel browser", declare);

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
    const { context, page, faults } = await openAs(browser, installation.url, width, role, role === "operator" ? OFFICE : "");
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
  const COURSE = "/attivita/segreteria-napoli-1";

  for (const width of ["wide", "narrow"] as const) {
    const states: readonly (readonly [string, () => string, RegExp, string])[] = [
      ["catalogo", () => "/attivita", /Addetto alla segreteria/, "operator"],
      ["catalogo-vuoto", () => "/attivita?tipo=traineeship", /Nessuna attività in questo elenco/, "operator"],
      ["catalogo-regione", () => "/attivita?quali=all", /Aggiungi un’edizione/, "administrator"],
      ["edizione", () => COURSE, /Chi la segue/, "operator"],
      ["foglio", () => `${COURSE}/foglio`, /Segna tutti presenti/, "operator"],
      ["adatte", () => `/persone/${seeded.group[4]}/attivita-adatte`, /Perché questa/, "operator"],
    ];
    for (const [name, path, says, role] of states)
      it(`${name}, ${width}`, () =>
        visit(
          width,
          path(),
          async (page) => {
            await page.getByText(says).first().waitFor({ timeout: 10_000 });
            await page.waitForFunction(() => document.querySelector(".cv-loading") === null);
            await clean(page, `attivita-${name}-${width}`);
          },
          role,
        ));
  }

  it("la Regione aggiunge un’edizione: ciò che manca è nominato accanto al campo, e ciò che è scritto resta", () =>
    visit(
      "wide",
      "/attivita",
      async (page) => {
        await page.getByRole("button", { name: "Aggiungi un’edizione" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("textbox", { name: /^Titolo/ }).fill("Inglese di base");
        await dialog.getByRole("button", { name: "Salva" }).click();
        await dialog.getByRole("group", { name: /da correggere|problem|non va/i }).first().waitFor();
        await clean(page, "attivita-nuova-errori-wide");
        await dialog.getByRole("textbox", { name: /^Codice$|^Codice \*/ }).first().fill("inglese-1");
        await dialog.getByRole("textbox", { name: /^Codice nazionale/ }).fill("C06");
        await dialog.getByRole("textbox", { name: /^Codice fiscale/ }).fill("01234567890");
        await dialog.getByLabel(/^Inizio/).fill("2019-11-04");
        await dialog.getByLabel(/^Iscrizioni fino al/).fill("2019-10-31");
        await dialog.getByRole("button", { name: "Salva" }).click();
        await page.getByText("«Inglese di base» è nel catalogo.").waitFor();
        await page.getByRole("link", { name: "Inglese di base" }).waitFor();
      },
      "administrator",
    ));

  it("il foglio di un giorno si scrive per tutto il gruppo; un’assenza senza motivo compare fra i fatti da valutare", async () => {
    await visit("wide", `${COURSE}/foglio?giorno=2019-10-10`, async (page) => {
      await page.getByRole("button", { name: "Segna tutti presenti" }).click();
      const first = page.locator("select[aria-label^='Presenza di']:enabled").first();
      await first.selectOption({ label: "Assente, senza motivo" });
      await page.getByLabel("Il registro dell’ente è stato visto").check();
      await page.getByRole("button", { name: "Scrivi per 3 persone" }).click();
      await page.getByText("Il registro è scritto per 3 persone.").waitFor();
      await clean(page, "attivita-foglio-scritto-wide");
    });
    await visit("wide", "/condizionalita", async (page) => {
      await page.getByText(/assenza ingiustificata il 10\/10\/2019/).waitFor();
    });
  });

  it("si propone da «Attività adatte», con la scelta già in ordine", () =>
    visit("wide", `/persone/${seeded.group[4]}/attivita-adatte`, async (page) => {
      await page.getByRole("button", { name: "Proponi", exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText(/L’attività entra nel patto in vigore/).waitFor();
      await clean(page, "attivita-proporre-wide");
    }));
}
