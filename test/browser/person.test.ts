// The person's page in a real browser: its parts, an act with the keyboard alone, two operators at once, an answer that is lost.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
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

await inBrowser("the person's page", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  let caseId = "";
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    ({ caseId } = installation.seeded);
  });
  after(async () => {
    await installation?.close();
  });

  const open = async (path: string, width: WidthName = "wide", role = "operator"): Promise<Opened> => {
    const one = await openAs(browser, installation.url, width, role, OFFICE);
    one.page.setDefaultTimeout(25_000);
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

  it("an act with the keyboard alone: wrong fields first, then what would follow, then done, and said", async () => {
    const { context, page, faults } = await open("");
    await page.getByRole("navigation", { name: "Procedimenti e fascicolo" }).getByRole("link", { name: /^Dichiarazione/ }).press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "parte");
    await page.getByRole("button", { name: "Acquisisce la DID allo sportello" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Data della DID").waitFor();
    await dialog.getByLabel("Data della DID").press("Delete");
    await dialog.getByRole("button", { name: "Anteprima" }).press("Enter");
    await dialog.getByText("Un campo da correggere").waitFor();
    assert.match(await focused(page), /Un campo da correggere/);
    await shoot(page, "persona-atto-errori-wide");
    assert.deepEqual(await axe(page), []);
    await dialog.getByRole("link", { name: /Data della DID/ }).press("Enter");
    await dialog.getByLabel("Data della DID").pressSequentially("14102019");
    // The law wants the signature: the refusal says so, and what was typed stays.
    await page.keyboard.press("Enter");
    await dialog.getByText("Codice: DID_SIGNED").waitFor();
    await shoot(page, "persona-atto-rifiuto-wide");
    assert.deepEqual(await axe(page), []);
    await dialog.getByLabel("La persona ha firmato").press("Space");
    await page.keyboard.press("Enter");
    await dialog.getByText("Che cosa succede").waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === "Conferma");
    await shoot(page, "persona-atto-anteprima-wide");
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("«DID resa»").waitFor();
    await page.getByRole("heading", { name: "DID resa" }).waitFor();
    await page.getByText("allo sportello", { exact: true }).waitFor();
    assert.equal(await dialog.count(), 0);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("two operators on one item: the slower is told who was faster, keeps what was typed, and goes on from what is", async () => {
    const [slow, fast] = [await open("/did"), await open("/did", "wide", "office-manager")];
    await choose(slow.page, "Corregge la data");
    await slow.page.getByRole("dialog").getByLabel("Motivo").fill("La data era di un altro foglio");
    await choose(fast.page, "Corregge la data");
    await fast.page.getByRole("dialog").getByLabel("Data della DID").fill("2019-10-11");
    await fast.page.getByRole("dialog").getByLabel("Motivo").fill("La firma era del venerdì");
    await confirm(fast.page);
    await fast.page.getByText("Resa il").waitFor();
    await slow.page.getByRole("dialog").getByLabel("Data della DID").fill("2019-10-10");
    await slow.page.getByRole("button", { name: "Anteprima" }).click();
    await slow.page.getByText("Codice: VERSIONE_CAMBIATA").waitFor();
    await shoot(slow.page, "persona-atto-piu-veloce-wide");
    assert.deepEqual(await axe(slow.page), []);
    assert.equal(await slow.page.getByRole("dialog").getByLabel("Motivo").inputValue(), "La data era di un altro foglio");
    await slow.page.getByRole("button", { name: "Ricarica e prosegui" }).click();
    await confirm(slow.page);
    await slow.page.getByText("10/10/2019", { exact: true }).waitFor();
    assert.deepEqual([slow.faults, fast.faults], [[], []]);
    await Promise.all([slow.context.close(), fast.context.close()]);
  });

  it("the connection drops when the act is done already: asked again under the same number it is not done twice", async () => {
    const { context, page } = await open("/did", "narrow");
    await choose(page, "Corregge la data");
    await page.getByRole("dialog").getByLabel("Motivo").fill("Errore di battitura sul foglio");
    await page.getByRole("dialog").getByLabel("Data della DID").fill("2019-10-09");
    await page.route("**/acts", async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await page.getByRole("button", { name: "Anteprima" }).click();
    await page.getByRole("button", { name: "Conferma" }).click();
    await page.getByText("Non si sa se l’atto è registrato").waitFor();
    await shoot(page, "persona-atto-senza-risposta-narrow");
    assert.deepEqual(await axe(page), []);
    // The page is closed in the middle, too: it opens again where it was.
    await page.reload();
    await page.getByText("Non si sa se l’atto è registrato").waitFor();
    await page.getByRole("button", { name: "Riprova" }).click();
    await page.getByRole("status").getByText(/era già registrato/).waitFor();
    await page.getByText("09/10/2019", { exact: true }).waitFor();
    assert.equal(await page.getByText("«Errore di battitura sul foglio»").count(), 1);
    await context.close();
  });

  it("the page is left in the middle of an act: what was typed is there when it opens again, and gone once it is done", async () => {
    const { context, page } = await open("/did");
    await choose(page, "Annulla una DID");
    await page.getByRole("dialog").getByLabel("Motivo").fill("Registrata sulla persona sbagliata");
    await page.reload();
    await page.getByText("È stato ripreso quanto era stato scritto prima.").waitFor();
    assert.equal(await page.getByRole("dialog").getByLabel("Motivo").inputValue(), "Registrata sulla persona sbagliata");
    await shoot(page, "persona-atto-ripreso-wide");
    await confirm(page);
    await page.getByRole("heading", { name: /annullata/i }).first().waitFor();
    assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("convoca.act.")).length), 0);
    await context.close();
  });

  it("a number that is wrong is given up and another takes its place, each with who said so", async () => {
    const { context, page, faults } = await open("", "narrow");
    await page.getByRole("button", { name: "Conferma o correggi i recapiti" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Registra" }).click();
    await page.getByText("Confermare o correggere almeno un recapito").waitFor();
    await page.getByRole("group", { name: /^persona0@/ }).getByLabel("è sbagliato").check();
    await page.getByLabel("Nuovo numero di telefono").fill("trecentotrentatré");
    await page.getByRole("dialog").getByRole("button", { name: "Registra" }).click();
    await page.getByText(/^Codice: /).waitFor();
    await page.getByLabel("Nuovo numero di telefono").fill("347 555 1234");
    await shoot(page, "persona-recapiti-narrow");
    assert.deepEqual(await axe(page), []);
    await page.getByRole("dialog").getByRole("button", { name: "Registra" }).click();
    await page.getByText("+39 347 555 1234").waitFor();
    await page.getByText("sostituito").waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("at 1024 and at twice the letters nothing sticks out", async () => {
    const { context, page } = await open("/convocazione");
    for (const width of [1024, 720]) {
      await page.setViewportSize({ width, height: 900 });
      await shoot(page, `persona-convocazione-${width}`);
      assert.ok(await fitsWidth(page), String(width));
    }
    await context.close();
  });

  it("greyed acts say why, and the law on which that rests", async () => {
    const { context, page } = await open("/convocazione", "narrow");
    await page.getByText(/atti che ora non si possono fare/).click();
    await page.getByRole("button", { name: /^Perché\? Registra la mancata presentazione/ }).press("Enter");
    await page.locator(".cv-why-law:visible").waitFor();
    await shoot(page, "persona-perche-narrow");
    assert.deepEqual(await axe(page), []);
    await context.close();
  });

  // The last: the exemption cancels the summons that the others look at.
  it("an act that may cost the benefit is confirmed twice; groups of fields and lists of documents are filled in like the rest", async () => {
    const { context, page, faults } = await open("/esonero", "narrow", "office-manager");
    await choose(page, "Concede l’esonero");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /^X4/ }).check();
    await dialog.getByLabel("Fino al", { exact: true }).fill("2020-01-31");
    await dialog.getByLabel("La prova vale fino al").focus();
    await shoot(page, "persona-esonero-modulo-narrow");
    assert.deepEqual(await axe(page), []);
    await confirm(page);
    await page.getByRole("heading", { name: "Esonerata" }).waitFor();
    await page.getByText("dal 14/10/2019 al 31/01/2020").waitFor();
    await shoot(page, "persona-esonero-concesso-narrow");
    await choose(page, "Revoca l’esonero");
    await dialog.getByLabel("Motivo").selectOption("evidence-insufficient");
    await page.getByRole("button", { name: "Anteprima" }).click();
    await dialog.getByText("Che cosa succede").waitFor();
    await shoot(page, "persona-esonero-revoca-narrow");
    await page.getByRole("button", { name: "Continua" }).click();
    await dialog.getByText("Può costare il beneficio", { exact: true }).waitFor();
    await shoot(page, "persona-esonero-revoca-due-narrow");
    assert.deepEqual(await axe(page), []);
    await page.getByRole("button", { name: "Sì, conferma" }).click();
    await page.getByRole("heading", { name: "Esonero revocato" }).waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });
}

/** What the element with the focus says. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

/** Opens an act, in sight or among the others. */
async function choose(page: Page, act: string): Promise<void> {
  const others = page.getByText(/^Altri atti/);
  if (!(await page.getByRole("button", { name: act }).isVisible())) await others.first().click();
  await page.getByRole("button", { name: act }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Anteprima" }).waitFor();
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Anteprima" }).click();
  await page.getByRole("button", { name: "Conferma" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}
