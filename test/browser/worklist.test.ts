// The worklist in a real browser, as an operator uses it: the office, filters, one person looked for, cases taken and given, people convened, notes; with the keyboard too.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

/** Each state of the page, where it is found, and what it says. */
const STATES: readonly (readonly [string, string, RegExp])[] = [
  ["lavoro-sede", "/lavoro?vista=sede", /persone in elenco/],
  ["lavoro-mio-vuoto", "/lavoro?vista=mio", /non ti è affidato nessun caso/],
  ["lavoro-filtri", "/lavoro?vista=sede&filtri=convocati-in-settimana,did-mancante", /persone in elenco/],
  ["lavoro-vuoto", "/lavoro?vista=sede&filtri=patto-da-firmare", /Niente in sospeso: nessun patto attende una firma/],
  ["lavoro-cerca", "/lavoro?vista=cerca", /Scrivere chi si cerca/],
  ["lavoro-trovati", "/lavoro?vista=cerca&cerca=niccolo", /Niccolò/],
  ["lavoro-nessuno", "/lavoro?vista=cerca&cerca=zzzzqqq", /Nessuna persona corrisponde/],
];

await inBrowser("L’elenco di lavoro nel browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
  });
  after(async () => {
    await installation?.close();
  });

  const visit = async (width: WidthName, path: string, work: (page: Page) => Promise<void>): Promise<void> => {
    const { context, page, faults } = await openAs(browser, installation.url, width, "operator", OFFICE);
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

  for (const width of ["wide", "narrow"] as const) {
    for (const [name, path, says] of STATES) {
      it(`${name}, ${width}`, () =>
        visit(width, path, async (page) => {
          await page.getByText(says).first().waitFor({ timeout: 5000 });
          await clean(page, `${name}-${width}`);
        }));
    }
  }

  it("è la prima pagina di chi lavora in sede, e i vecchi indirizzi vi portano", () =>
    visit("wide", "/", async (page) => {
      await page.waitForURL(/\/lavoro\?vista=sede/);
      await page.goto("/persone?cerca=niccolo");
      await page.waitForURL(/\/lavoro\?vista=cerca&cerca=niccolo/);
      await page.goto("/persone?elenco=unreachable");
      await page.waitForURL(/filtri=non-raggiungibili/);
    }));

  it("i filtri si sommano, si tolgono, e l’indirizzo li dice", () =>
    visit("wide", "/lavoro?vista=sede", async (page) => {
      await page.getByRole("button", { name: /^Non raggiungibili/ }).click();
      await page.waitForURL(/filtri=non-raggiungibili$/);
      await page.getByRole("button", { name: /^Da convocare/ }).click();
      await page.waitForURL(/filtri=non-raggiungibili(,|%2C)da-convocare/);
      const count = page.locator(".cv-worklist-count");
      await page.waitForFunction(() => document.querySelectorAll("table.cv-worklist tbody tr").length > 0);
      await page.waitForFunction(() => {
        const rows = document.querySelectorAll("table.cv-worklist tbody tr").length;
        return document.querySelector(".cv-worklist-count")?.textContent?.startsWith(`${rows} `);
      });
      assert.match((await count.textContent()) ?? "", /person[ae] in elenco/);
      await page.getByRole("button", { name: "Togli il filtro «Da convocare»" }).click();
      await page.waitForURL(/filtri=non-raggiungibili$/);
    }));

  it("si sceglie, si prende in carico, si torna indietro; si affida ad altri", () =>
    visit("wide", "/lavoro?vista=sede&filtri=non-assegnati", async (page) => {
      const boxes = page.locator("tbody input[type=checkbox]");
      await boxes.nth(0).check();
      await boxes.nth(1).check();
      await page.getByText("2 persone scelte").waitFor();
      await clean(page, "lavoro-scelte-wide");
      await page.getByRole("button", { name: "Affida…" }).click();
      await page.getByText("Operatori della sede").waitFor();
      await clean(page, "lavoro-affida-wide");
      await page.getByRole("dialog").getByRole("button", { name: "Annulla" }).click();
      await page.getByRole("button", { name: "Prendi in carico" }).click();
      await page.getByText(/2 persone ora con/).waitFor();
      await page.getByRole("button", { name: "Il mio carico" }).click();
      await page.getByText("2 persone in elenco").waitFor();
      await page.getByRole("button", { name: /^Nuovi per me/ }).waitFor();
      await clean(page, "lavoro-mio-wide");
      await page.getByLabel("Scegli tutte le persone mostrate").check();
      await page.getByRole("button", { name: "Affida…" }).click();
      await page.getByLabel("Lascia senza operatore").check();
      await page.getByRole("dialog").getByRole("button", { name: "Affida" }).click();
      await page.getByText(/non ti è affidato nessun caso/).waitFor();
      await page.locator(".cv-bulk").getByRole("button", { name: "Annulla", exact: true }).click();
      await page.getByText("2 persone in elenco").waitFor();
    }));

  it("convocare più persone: prima si vede chi, quando e chi no; poi il posto è tenuto", () =>
    visit("wide", "/lavoro?vista=sede&filtri=da-convocare", async (page) => {
      const listed = async (): Promise<number> => Number.parseInt((await page.locator(".cv-worklist-count").textContent()) ?? "", 10);
      await page.locator("tbody tr").nth(3).waitFor();
      const before = await listed();
      for (const at of [0, 1, 2, 3]) await page.locator("tbody input[type=checkbox]").nth(at).check();
      await page.getByRole("button", { name: "Convoca…" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: /^Convoca \d/ }).or(dialog.getByText(/si può convocare ora/)).waitFor();
      await clean(page, "lavoro-convoca-wide");
      const seats = await dialog.locator(".cv-convene-list").first().locator("li").count();
      await dialog.getByRole("button", { name: /^Convoca \d/ }).click();
      await page.getByText(new RegExp(`${seats} person[ae] con un posto in agenda`)).waitFor();
      await page.waitForFunction((left) => document.querySelector(".cv-worklist-count")?.textContent?.startsWith(`${left} `), before - seats);
    }));

  it("promemoria e attesa dalla riga", () =>
    visit("narrow", "/lavoro?vista=sede", async (page) => {
      const row = page.locator("tbody tr").first();
      await row.locator(".cv-menu summary").click();
      await row.getByRole("button", { name: "Scrivi un promemoria…" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Di che cosa").selectOption({ label: "Chiamare la persona" });
      await dialog.getByLabel("Testo (facoltativo)").fill("dopo le 17");
      await clean(page, "lavoro-promemoria-narrow");
      await dialog.getByRole("button", { name: "Salva il promemoria" }).click();
      await page.getByText("Chiamare la persona: dopo le 17").first().waitFor();
      await row.locator(".cv-menu summary").click();
      await row.getByRole("button", { name: "Metti in attesa…" }).click();
      await dialog.getByLabel("Fino al").fill("2019-10-01");
      await dialog.getByLabel("Che cosa si attende").selectOption({ label: "La persona porta i documenti" });
      await dialog.getByRole("button", { name: "Metti in attesa" }).click();
      await dialog.getByText(/La data è già passata/).waitFor();
      await dialog.getByLabel("Fino al").fill("2019-10-28");
      await dialog.getByRole("button", { name: "Metti in attesa" }).click();
      await page.getByText("In attesa: annotato.").waitFor();
      await page.goto("/lavoro?vista=sede&filtri=in-attesa");
      await page.getByText("1 persona in elenco").waitFor();
      await clean(page, "lavoro-attesa-narrow");
    }));

  it("con la sola tastiera si scorre, si sceglie e si apre una persona; «perché?» dice la norma", () =>
    visit("wide", "/lavoro?vista=sede", async (page) => {
      await page.locator("tbody input[type=checkbox]").first().focus();
      await page.keyboard.press("j");
      await page.keyboard.press("Space");
      await page.getByText("1 persona scelta").waitFor();
      await page.keyboard.press("k");
      const first = await page.locator("tbody tr").first().getAttribute("data-case");
      assert.equal(await page.evaluate(() => document.activeElement?.closest("tr")?.getAttribute("data-case")), first);
      const why = page.getByRole("button", { name: /Perché\?/i }).first();
      await why.focus();
      await page.keyboard.press("Enter");
      await page.getByText(/DL 4\/2019/).first().waitFor();
      await page.locator("tbody input[type=checkbox]").first().focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(`/persone/${first}`));
    }));

  it("una scelta si salva con un nome e si riapre; le colonne si cambiano", () =>
    visit("wide", "/lavoro?vista=sede&filtri=non-raggiungibili", async (page) => {
      await page.locator("summary", { hasText: "Filtri salvati" }).click();
      await page.getByRole("button", { name: "Salva questa scelta" }).click();
      await page.getByRole("dialog").getByLabel("Nome").fill("Da cercare a mano");
      await page.getByRole("dialog").getByRole("button", { name: "Salva" }).click();
      await page.getByText("Filtro salvato.").waitFor();
      await page.goto("/lavoro?vista=sede");
      await page.locator("summary", { hasText: "Filtri salvati" }).click();
      await page.getByRole("button", { name: "Da cercare a mano", exact: true }).click();
      await page.waitForURL(/filtri=non-raggiungibili/);
      await page.locator("summary", { hasText: "Colonne" }).click();
      // The second is ticked before the address has followed the first: neither is lost.
      await page.getByRole("checkbox", { name: "Protocollo INPS" }).check();
      await page.getByRole("checkbox", { name: "Comune" }).check();
      await page.locator("thead th", { hasText: "Protocollo INPS" }).waitFor();
      await page.locator("thead th", { hasText: "Comune" }).waitFor();
      await shoot(page, "lavoro-colonne-wide");
    }));
}
