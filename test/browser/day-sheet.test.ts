// An office's day in a real browser: who comes is typed or scanned, waits, is called; somebody without an appointment; the closing; the debt of the morning after.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { romeInstant } from "../../src/domain/calendar/rome-time.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { signedCode } from "../../src/services/day-sheet/desk-code.ts";
import { readDeskSecret } from "../../src/store/day-sheet.ts";
import { axe, fitsWidth, inBrowser, openAs, openStranger, settled, shoot } from "./browser.ts";
import type { Opened, WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, OTHER_OFFICE, TODAY } from "./seed-rows.ts";

await inBrowser("the day sheet in the browser", declare);

interface Expected {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly reference: string;
  readonly appointmentId: string;
}

function declare(browser: Browser): void {
  let installation: Installation;
  let mine: Expected[] = [];
  let others: Expected[] = [];

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    const { worker } = installation.services.pools;
    await worker.query("update clock set speed = 0");
    // A quiet day: two dozen people, so that each page is looked at in a moment.
    await worker.query(
      `update appointment set day = day + 21, starts_at = starts_at + interval '21 days', ends_at = ends_at + interval '21 days'
       where id in (select id from appointment where office_id = $1 and day = $2 order by starts_at, desk_id offset 24)`,
      [OFFICE, TODAY],
    );
    // Codes as the program draws them.
    await worker.query("update summons set reference = translate(upper(substr(md5(id::text), 1, 4) || '-' || substr(md5(id::text), 5, 4)), '01', '23')");
    const of = async (office: string): Promise<Expected[]> =>
      (
        await worker.query<Expected>(
          `select a.case_id as "caseId", p.surname, p.name, p.tax_code as "taxCode", s.reference, a.id as "appointmentId"
           from appointment a join summons s on s.appointment_id = a.id join case_file f on f.id = a.case_id join person p on p.id = f.person_id
           where a.office_id = $1 and a.day = $2 and a.state = 'held' order by a.starts_at, a.desk_id`,
          [office, TODAY],
        )
      ).rows;
    [mine, others] = [await of(OFFICE), await of(OTHER_OFFICE)];
    assert.ok(mine.length >= 20 && others.length >= 1, `${mine.length} and ${others.length} people today`);
  });
  after(async () => {
    await installation?.close();
  });

  const at = (day: string, minute: number): Promise<unknown> =>
    installation.services.pools.worker.query("update clock set anchor_business = $1, anchor_machine = clock_timestamp(), speed = 0", [romeInstant(day, minute)]);
  const open = async (role: string, path: string, width: WidthName = "wide"): Promise<Opened> => {
    const page = await openAs(browser, installation.url, width, role, OFFICE);
    await page.page.goto(path);
    await settled(page.page);
    return page;
  };
  const codeOf = async ({ reference, appointmentId }: Expected): Promise<string> =>
    signedCode(await readDeskSecret(installation.services.pools.app), reference, appointmentId);
  const sound = async (page: Page, name: string): Promise<void> => {
    await shoot(page, name);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name}: wider than the screen`);
  };
  const door = (page: Page) => page.getByRole("textbox", { name: "Chi è arrivato?" });
  const row = (page: Page, person: Expected) => page.getByRole("row").filter({ hasText: person.taxCode });

  for (const width of ["wide", "narrow"] as const) {
    it(`is ready for whoever arrives: the field has the focus, ${width}`, async () => {
      await at(TODAY, 575);
      const { context, page, faults } = await open("day-sheet-clerk", "/", width);
      assert.match(page.url(), /\/foglio$/);
      await page.getByText("appuntamenti").first().waitFor();
      const main = await page.locator(".cv-sheet-main").boundingBox();
      assert.ok(main !== null && main.width > (width === "wide" ? 800 : 340), "the list has the room of the screen");
      assert.equal(await door(page).evaluate((field) => field === document.activeElement), true);
      assert.equal(await page.getByRole("link", { name: "Agenda" }).count(), 0, "who receives sees this page and no other");
      await sound(page, `foglio-${width}`);
      await door(page).pressSequentially(mine[0]!.surname.slice(0, 3));
      await page.getByRole("list", { name: "Persone di oggi" }).waitFor();
      await sound(page, `foglio-porta-${width}`);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  it("takes who is typed with Enter alone, calls them to a desk, and the screen shows the number and no name", async () => {
    const { context, page, faults } = await open("operator", "/foglio");
    const [person] = mine as [Expected];
    await page.keyboard.type(person.taxCode.toLowerCase());
    await page.getByText(/Invio registra l’arrivo/).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(/presenza registrata, numero 1/).waitFor();
    assert.equal(await door(page).inputValue(), "");
    assert.equal(await door(page).evaluate((field) => field === document.activeElement), true);
    await row(page, person).getByText("In sala d’attesa").waitFor();
    // Scanned: the code types itself and ends with Enter, whatever keyboard the scanner thinks of.
    const second = mine[1]!;
    await page.keyboard.type((await codeOf(second)).replaceAll("-", "'"));
    await page.keyboard.press("Enter");
    await page.getByText(/presenza registrata, numero 2/).waitFor();
    await page.getByLabel("Il mio sportello").selectOption("2");
    await page.getByRole("button", { name: "Chiama allo sportello 2 il numero 1" }).click();
    await page.getByText("Numero 1 allo sportello 2.").waitFor();
    await sound(page, "foglio-sala-wide");
    await page.getByRole("button", { name: "Schermo della sala" }).click();
    const address = await page.locator(".cv-screen-address").textContent();
    const screen = await openStranger(browser, installation.url, "wide");
    await screen.page.goto(new URL(address!).pathname);
    await screen.page.getByRole("cell", { name: "1", exact: true }).waitFor();
    const text = (await screen.page.locator("body").textContent()) ?? "";
    for (const one of mine) assert.ok(!text.includes(one.surname) && !text.includes(one.taxCode));
    await sound(screen.page, "schermo-wide");
    assert.deepEqual([...faults, ...screen.faults], []);
    await screen.page.goto("/sala-attesa/inventato");
    await screen.page.getByText("L’indirizzo di questo schermo non è valido.").waitFor();
    await sound(screen.page, "schermo-ignoto-wide");
    await screen.context.close();
    await context.close();
  });

  it("tells the slower of two at the same row who was faster", async () => {
    const [a, b] = [await open("operator", "/foglio"), await open("day-sheet-clerk", "/foglio")];
    const person = mine[2]!;
    await row(b.page, person).getByRole("button", { name: "È arrivata" }).waitFor();
    // The other page has not asked again yet.
    await b.page.route("**/api/day-sheet?*", (route) => route.abort());
    await b.page.route("**/api/day-sheet", (route) => route.abort());
    await row(a.page, person).getByRole("button", { name: "È arrivata" }).click();
    await a.page.getByText(/presenza registrata/).waitFor();
    await row(b.page, person).getByRole("button", { name: "È arrivata" }).click();
    await b.page.getByText(/Nel frattempo .* ha compiuto «Registra la presenza»/).waitFor();
    await shoot(b.page, "foglio-piu-svelto-wide");
    await a.context.close();
    await b.context.close();
  });

  it("says where somebody is expected, and lets in who comes without an appointment", async () => {
    const { context, page, faults } = await open("operator", "/foglio", "narrow");
    await door(page).fill(await codeOf(others[0]!));
    await door(page).press("Enter");
    await page.getByText(/La persona è seguita dal/).waitFor();
    await page.getByText(/È attesa lì lunedì 14 ottobre 2019/).waitFor();
    await sound(page, "foglio-altra-sede-narrow");
    await door(page).fill("zzzz qqqq");
    await door(page).press("Enter");
    await page.getByText("Nessuna persona della sede corrisponde.").waitFor();
    const { worker } = installation.services.pools;
    const { rows } = await worker.query<Expected>(
      `select f.id as "caseId", p.surname, p.name, p.tax_code as "taxCode" from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id
       join appointment a on a.case_id = f.id and a.state = 'held' where c.office_id = $1 and a.day > $2 and f.bound order by f.id limit 2`,
      [OFFICE, TODAY],
    );
    const [queued, seated] = rows as [Expected, Expected];
    await door(page).fill(queued.taxCode);
    await door(page).press("Enter");
    await page.getByText(/È attesa .* in questa sede/).waitFor();
    await sound(page, "foglio-altro-giorno-narrow");
    await page.getByRole("button", { name: /^Metti in coda/ }).click();
    await page.getByText(/senza appuntamento\./).waitFor();
    await door(page).fill(seated.taxCode);
    await door(page).press("Enter");
    await page.getByRole("button", { name: /^Dai un’ora di oggi/ }).click();
    await page.getByRole("dialog").getByLabel("Ora e sportello").waitFor();
    await page.getByRole("button", { name: "Fissa e registra l’arrivo" }).click();
    await page.getByText("Scegliere l’ora e far firmare la persona.").waitFor();
    await sound(page, "foglio-ora-di-oggi-narrow");
    await page.getByLabel("Ora e sportello").selectOption({ index: 1 });
    await page.getByLabel("La persona ha firmato la nuova ora").check();
    await page.getByRole("button", { name: "Fissa e registra l’arrivo" }).click();
    await page.getByText(/appuntamento oggi alle/).waitFor();
    await sound(page, "foglio-dopo-narrow");
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("shows which outcomes are allowed, and why the others are not; the paper has a column for signatures", async () => {
    const { context, page, faults } = await open("operator", "/foglio");
    await row(page, mine[3]!).getByRole("button", { name: "È arrivata" }).click();
    await row(page, mine[3]!).getByText("In sala d’attesa").waitFor();
    await row(page, mine[3]!).getByRole("button", { name: /^Esito/ }).click();
    // The likely outcome has the focus; giving up gives it back to the row.
    await page.getByRole("dialog").getByRole("radio", { name: "Corregge una presenza registrata per errore" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await row(page, mine[3]!).getByRole("button", { name: /^Esito/ }).and(page.locator(":focus")).press("Enter");
    await page.getByRole("dialog").getByRole("radio", { name: "Corregge una presenza registrata per errore" }).waitFor();
    await page.getByText("Non adesso").click();
    await page.getByRole("button", { name: /^Perché/ }).first().click();
    await sound(page, "foglio-esito-wide");
    await page.getByRole("button", { name: "Registra", exact: true }).last().click();
    await page.getByText("Scrivere il motivo: resta nel registro degli atti.").first().waitFor();
    await page.keyboard.press("Escape");
    await row(page, mine[5]!).getByRole("button", { name: /^Codice/ }).click();
    await page.getByRole("img", { name: /Codice QR: CV-/ }).waitFor();
    await sound(page, "foglio-codice-wide");
    await page.keyboard.press("Escape");
    await page.emulateMedia({ media: "print" });
    await page.getByText("Firma di chi chiude").waitFor();
    assert.equal(await page.locator(".cv-print tbody tr").count(), await page.locator(".cv-sheet tbody tr:not(.cv-sheet-gone)").count());
    await shoot(page, "foglio-carta");
    assert.deepEqual(faults, []);
    await context.close();
  });

  for (const width of ["wide", "narrow"] as const)
    it(`prepares the closing and leaves nobody undecided, ${width}`, async () => {
      await at(TODAY, 1110);
      const { context, page, faults } = await open("operator", `/foglio/chiusura?giorno=${TODAY}`, width);
      await page.getByText("Senza esito").first().waitFor();
      await page.getByText(/Può giustificarsi fino al/).first().waitFor();
      await sound(page, `chiusura-${width}`);
      if (width === "narrow") {
        await page.getByRole("button", { name: /^Registra \d+ mancate presentazioni/ }).click();
        await sound(page, "chiusura-conferma-narrow");
        await page.getByRole("dialog").getByRole("button", { name: "Registra" }).click();
        await page.getByText(/hanno ora il loro esito/).waitFor();
      }
      assert.deepEqual(faults, []);
      await context.close();
    });

  it("closes the day; the morning after a day left open is a debt; only the manager reopens", async () => {
    const { context, page, faults } = await open("office-manager", `/foglio/chiusura?giorno=${TODAY}`);
    const standing = page.locator("main");
    /** Until the page says what the server knows after an act. */
    const after = async (act: () => Promise<void>): Promise<void> => {
      const before = await standing.innerText();
      const read = page.waitForResponse((one) => one.url().includes("/api/day-sheet/closing") && one.request().method() === "GET");
      await act();
      await read;
      await page.waitForFunction((text) => document.querySelector("main")?.innerText !== text && document.querySelector("[role=dialog]") === null, before);
    };
    for (;;) {
      const left = page.getByRole("button", { name: /^Registra \d* ?mancat/ });
      const end = page.getByRole("button", { name: /^Colloquio finito/ });
      await page.getByText(/Pronta da chiudere|ancora (in sala|senza esito)/).first().waitFor();
      if ((await end.count()) > 0) {
        await after(() => end.first().click());
      } else if ((await left.count()) > 0 && (await left.isEnabled())) {
        await after(async () => {
          await left.click();
          await page.getByRole("dialog").getByRole("button", { name: "Registra" }).click();
        });
      } else break;
    }
    await at("2019-10-15", 480);
    await page.goto("/foglio");
    await page.getByText("C’è un giorno passato da chiudere").waitFor();
    await sound(page, "foglio-debito-wide");
    await page.getByRole("link", { name: /14 ottobre 2019/ }).click();
    await page.getByRole("heading", { name: "Pronta da chiudere" }).waitFor();
    await sound(page, "chiusura-pronta-wide");
    await page.getByRole("button", { name: "Chiudi la giornata" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Chiudi la giornata" }).click();
    await page.getByText("Giornata chiusa. I conti sono nel registro della sede.").waitFor();
    await page.getByRole("link", { name: "Torna al foglio" }).click();
    await page.getByText(/Giornata chiusa il 15\/10\/2019/).first().waitFor();
    await sound(page, "foglio-chiuso-wide");
    await page.getByRole("button", { name: "Riapri la giornata" }).click();
    await page.getByLabel("Motivo").fill("una persona era in sala");
    await page.getByRole("button", { name: "Riapri", exact: true }).click();
    await page.getByText("Giornata riaperta").waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });
}
