// The texts in a real browser: the Region writes one with the keyboard alone, somebody else approves it; each alphabet in its direction.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import type { Actor } from "../../src/services/context.ts";
import { approveText, beginDraft, saveDraft, submitDraft } from "../../src/services/texts/keep.ts";
import { proposeComparison, settleComparison } from "../../src/services/texts/compare.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, TODAY } from "./seed-rows.ts";

await inBrowser("I testi dei messaggi nel browser", declare);

const ANNA: Actor = { id: "anna", role: "regional" };
const BRUNO: Actor = { id: "bruno", role: "administrator" };
const SMS = { kind: "summons", channel: "sms", locale: "it" } as const;

function declare(browser: Browser): void {
  let installation: Installation;
  let arabic = "";
  let email = "";
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    const { services } = installation;
    const draft = async (subject: Parameters<typeof beginDraft>[1]): Promise<string> => {
      const begun = await beginDraft(services, subject, ANNA);
      assert.ok(begun.ok);
      return begun.value.id;
    };
    arabic = await draft({ ...SMS, locale: "ar", from: null });
    email = await draft({ kind: "summons", channel: "email", locale: "uk", from: null });
    const b = await draft({ ...SMS, kind: "reminder", from: null });
    const rungs = ["{officeShort}: La aspettiamo{forPerson} {dateShort} ore {time}, {placeBrief}. Se non può, telefoni: {phone}. Rif. {code}{answerAt}"];
    assert.ok((await saveDraft(services, { id: b, revision: 1, written: { rungs }, note: "Più gentile" }, ANNA)).ok);
    assert.ok((await submitDraft(services, { id: b, revision: 2 }, ANNA)).ok);
    assert.ok((await approveText(services, { id: b, revision: 3, fromOn: null, because: "si prova" }, BRUNO)).ok);
    const compared = await proposeComparison(services, { ...SMS, kind: "reminder", textA: null, textB: b, shareB: 50, question: "Un promemoria gentile porta più persone?", startsOn: TODAY, endsOn: "2019-12-31" }, ANNA);
    assert.ok(compared.ok);
    assert.ok((await settleComparison(services, compared.value.id, true, BRUNO)).ok);
  });
  after(async () => {
    await installation?.close();
  });

  const visit = async (width: WidthName, path: string, work: (page: Page) => Promise<void>, role = "regional"): Promise<void> => {
    const { context, page, faults } = await openAs(browser, installation.url, width, role, role === "office-manager" ? OFFICE : "");
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
    const states: readonly (readonly [string, () => string, (page: Page) => Promise<void>, string])[] = [
      ["elenco", () => "/testi", (page) => page.getByRole("link", { name: "Convocazione, SMS" }).waitFor(), "regional"],
      ["testo", () => "/testi/reminder/sms/it", (page) => page.getByText("Versione 1 della Regione").first().waitFor(), "administrator"],
      ["bozza-arabo", () => `/testi/summons/sms/ar/${arabic}`, (page) => page.locator(".cv-balloon[dir=rtl]").waitFor(), "regional"],
      ["bozza-email", () => `/testi/summons/email/uk/${email}`, (page) => page.locator(".cv-mail-half[lang=it]").getByText("Appuntamento obbligatorio", { exact: true }).waitFor(), "regional"],
      ["confronti", () => "/testi/confronti", (page) => page.getByText("Ancora pochi").first().waitFor(), "regional"],
    ];
    for (const [name, path, ready, role] of states)
      it(`${name}, ${width}`, () =>
        visit(
          width,
          path(),
          async (page) => {
            await ready(page);
            await page.waitForFunction(() => document.querySelector(".cv-loading, [data-behind=true]") === null);
            await clean(page, `testi-${name}-${width}`);
          },
          role,
        ));
  }

  it("a text is written with the keyboard alone, its faults are told, and somebody else approves it", async () => {
    await visit("wide", "/testi/summons/sms/it", async (page) => {
      const press = (key: string): Promise<void> => page.keyboard.press(key);
      await page.getByRole("button", { name: "Comincia una bozza" }).focus();
      await press("Enter");
      const first = page.getByRole("textbox", { name: "Stesura 1", exact: true });
      await first.waitFor();
      await first.focus();
      await press("Control+End");
      await page.keyboard.type(" Reddito di cittadinanza");
      await page.getByText("1 errore impedisce di proporre").waitFor();
      assert.ok(await page.getByRole("button", { name: "Salva e proponi" }).isDisabled());
      await clean(page, "testi-bozza-errori-wide");
      for (let n = 0; n < " Reddito di cittadinanza".length; n++) await press("Backspace");
      await page.keyboard.type(" Durata {min");
      await page.getByRole("option", { selected: true }).getByText("{minutes}").waitFor();
      await shoot(page, "testi-segnaposto-wide");
      await press("Enter");
      await page.keyboard.type(" min");
      await page.waitForFunction(() => (document.activeElement as HTMLTextAreaElement | null)?.value.endsWith("Durata {minutes} min") === true);
      await page.getByRole("button", { name: "Salva e proponi", disabled: false }).focus();
      await press("Enter");
      await page.getByText("Testo proposto").waitFor();
      await page.getByText("Ha scritto anche Lei questo testo").waitFor();
      assert.ok(await page.getByRole("button", { name: "Approva" }).isDisabled());
    });
    await visit("wide", "/testi/summons/sms/it", async (page) => {
      await page.getByRole("button", { name: "Approva" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: /Motivo/ }).fill("Dice anche quanto dura");
      await clean(page, "testi-approvazione-wide");
      await dialog.getByRole("button", { name: "Approva" }).click();
      await page.getByText("Testo approvato: è in vigore").waitFor();
      await page.locator("#in-vigore", { hasText: "Versione 1 della Regione" }).waitFor();
    }, "administrator");
  });

  it("whoever answers for an office sees a text with one of its people, and cannot write", () =>
    visit("wide", "/testi/moved/email/it", async (page) => {
      await page.getByRole("searchbox", { name: "Cerca una persona" }).fill(installation.seeded.surname);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /^Anteprima con/ }).first().click();
      await page.locator(".cv-mail-half").getByText("L’appuntamento è stato spostato", { exact: true }).waitFor();
      await clean(page, "testi-anteprima-persona-wide");
      assert.equal(await page.getByRole("button", { name: "Comincia una bozza" }).count(), 0);
    }, "office-manager"));

  it("a trial goes to whoever asks for it", () =>
    visit("wide", `/testi/summons/sms/ar/${arabic}`, async (page) => {
      await page.getByRole("button", { name: "Invia una prova a me", disabled: false }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: "Il mio cellulare" }).fill("333 1234567");
      await clean(page, "testi-prova-wide");
      await dialog.getByRole("button", { name: "Invia la prova" }).click();
      await page.getByText("Prova in partenza verso").waitFor();
    }));
}
