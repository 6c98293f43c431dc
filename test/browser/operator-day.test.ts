// A day of an operator in a real browser, from the morning's list to the list after the interview: arrival by part of a name, the pact agreed by keyboard alone; keys counted.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { romeInstant } from "../../src/domain/calendar/rome-time.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, openAs, openBrowser, settled, shoot } from "./browser.ts";
import type { Opened, WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, TODAY } from "./seed-rows.ts";

/** A trained operator: so many milliseconds for a key. */
const KEY_MS = 250;
const MOST_SECONDS = 8 * 60;
/** Who is expected on the day that is told: few, so that each is looked at. */
const PEOPLE = 12;

const opened = await openBrowser();
if ("reason" in opened) {
  console.log("browser: NOT RUN");
  console.log(opened.reason);
} else {
  describe("la giornata di un’operatrice", () => declare(opened.browser));
}

interface Expected {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
}

/** Hands on the keyboard, and nothing else: what they press is counted. */
class Hands {
  keys = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
    this.keys += keys.length;
  }

  type(text: string): Promise<void> {
    return this.press(...text);
  }

  /** Goes on with the tabulator to the field of a step's form. */
  async to(name: string): Promise<void> {
    const isThere = (wanted: string): boolean => [document.activeElement?.id, document.activeElement?.getAttribute("name")].includes(wanted);
    for (let times = 0; times < 60; times += 1) {
      if (await this.#page.evaluate(isThere, `passo-${name}`)) return;
      await this.press("Tab");
    }
    throw new Error(`the keyboard does not come to ${name}`);
  }

  /** The choice of this place, from above, in a group where none is made. */
  async choose(name: string, place: number): Promise<void> {
    await this.to(name);
    await (place === 1 ? this.press("Space") : this.press(...Array.from({ length: place - 1 }, () => "ArrowDown")));
  }
}

function declare(browser: Browser): void {
  let installation: Installation;
  let people: Expected[] = [];
  let person: Expected;
  let day: Opened;

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    const { services } = installation;
    await at(630);
    await services.pools.worker.query(
      `update appointment set day = day + 21, starts_at = starts_at + interval '21 days', ends_at = ends_at + interval '21 days'
       where id in (select id from appointment where office_id = $1 and day = $2 order by starts_at, desk_id offset $3)`,
      [OFFICE, TODAY, PEOPLE],
    );
    await services.pools.worker.query("select worklist_refresh(array(select case_id from appointment where office_id = $1 and state = 'held'))", [OFFICE]);
    ({ rows: people } = await services.pools.worker.query<Expected>(
      `select a.case_id as "caseId", p.surname, p.name, p.tax_code as "taxCode" from appointment a join case_file f on f.id = a.case_id join person p on p.id = f.person_id
       where a.office_id = $1 and a.day = $2 and a.state = 'held' order by a.starts_at, a.desk_id`,
      [OFFICE, TODAY],
    ));
    const named = people.find((one) => people.filter((other) => other.surname === one.surname).length === 1);
    assert.ok(named !== undefined, "nobody with a name of their own");
    person = named;
    day = await open("/");
  });
  after(async () => {
    await browser.close();
    await installation?.close();
  });

  const at = (minute: number): Promise<unknown> =>
    installation.services.pools.worker.query("update clock set mode = 'simulated', anchor_business = $1, anchor_machine = clock_timestamp(), speed = 0", [romeInstant(TODAY, minute)]);
  const open = async (path: string, width: WidthName = "wide"): Promise<Opened> => {
    const one = await openAs(browser, installation.url, width, "operator", OFFICE);
    one.page.setDefaultTimeout(20_000);
    await one.page.goto(path);
    await settled(one.page);
    return one;
  };
  /** A stop on the way: looked at, by axe too. */
  const stop = async (name: string, page = day.page): Promise<void> => {
    await settled(page);
    await shoot(page, name);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name}: wider than the screen`);
  };
  const row = (page: Page, one: Expected) => page.getByRole("row").filter({ hasText: one.taxCode });

  it("al mattino: l’elenco di lavoro, chi è convocato oggi", async () => {
    const { page } = day;
    await page.waitForURL(/\/lavoro/);
    await page.getByText(/persone in elenco/).first().waitFor();
    await stop("01-lavoro");
    await page.getByRole("button", { name: /^Convocati oggi/ }).press("Enter");
    await page.waitForURL(/convocati-oggi/);
    await page.getByText(`${PEOPLE} persone in elenco`).waitFor();
    await stop("02-convocati-oggi");
  });

  it("al foglio: chi arriva è trovato scrivendo parte del nome, con Invio", async () => {
    const { page } = day;
    await page.getByRole("link", { name: "Foglio del giorno" }).press("Enter");
    await page.waitForURL(/\/foglio/);
    await page.getByRole("textbox", { name: "Chi è arrivato?" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.type(person.surname.slice(0, 4).toLowerCase());
    await page.getByText(/Invio registra l’arrivo/).waitFor();
    await stop("03-foglio-porta");
    await page.keyboard.press("Enter");
    await page.getByText(/presenza registrata, numero 1/).waitFor();
    await row(page, person).getByText("In sala d’attesa").waitFor();
    await stop("04-foglio-arrivata");
  });

  it("dalla riga alla scheda, dalla scheda al colloquio", async () => {
    const { page } = day;
    await row(page, person).getByRole("link", { name: new RegExp(person.surname) }).first().press("Enter");
    await page.waitForURL(new RegExp(`/persone/${person.caseId}`));
    await page.getByRole("navigation", { name: "Procedimenti e fascicolo" }).waitFor();
    await stop("05-scheda");
    await page.getByRole("link", { name: /colloquio/i }).first().press("Enter");
    await page.waitForURL(/\/colloquio$/);
  });

  it("il primo colloquio con la sola tastiera, fino al patto concordato", async () => {
    const { page } = day;
    const hands = new Hands(page);
    const heading = (title: string): Promise<void> => page.locator("h2#passo", { hasText: title }).waitFor();
    const began = Date.now();
    await heading("Identità e recapiti");
    await stop("06-identita");
    await hands.to("newPhone");
    await hands.type("333 765 4321");
    await hands.press("Enter");
    await heading("DID");
    await stop("07-did");
    await hands.press("Space", "Enter");
    await heading("Esclusioni ed esoneri");
    await stop("08-nucleo");
    await hands.type("nessun carico di cura");
    await hands.press("Enter");
    await heading("Profilo quantitativo");
    await hands.to("studyTitle");
    await hands.type("dip");
    await hands.choose("conditionLastYear", 3);
    await hands.to("monthsSinceLastJob");
    await hands.type("8");
    await hands.to("monthsSearching");
    await hands.type("6");
    await hands.choose("drivingLicence", 1);
    await stop("09-questionario");
    await hands.press("Enter");
    await page.getByText("Che cosa ha risposto il servizio nazionale").waitFor();
    await hands.to("value");
    await hands.type("0,42");
    await stop("10-indice");
    await hands.press("Enter");
    await heading("Profilo qualitativo");
    for (const area of ["skills", "training", "search", "digital", "mobility", "motivation", "overall"]) await hands.choose(area, 2);
    await hands.to("reasons");
    await hands.type("Esperienza di vendita recente; va aggiornata la parte digitale.");
    await stop("11-valutazione");
    await hands.press("Control+Enter");
    await heading("Patto");
    await stop("12-patto");
    await hands.press("Space", "Enter");
    await page.getByText("Concordato, da firmare").first().waitFor();
    await stop("13-da-firmare");
    const seconds = Math.round((hands.keys * KEY_MS) / 1000);
    console.log(`the interview of the day: ${hands.keys} keys, ${seconds} s at ${KEY_MS} ms a key; ${Math.round((Date.now() - began) / 1000)} s in all, looked at step by step`);
    assert.ok(seconds < MOST_SECONDS);
    await page.getByRole("button", { name: "Concludi il colloquio" }).press("Enter");
    await page.getByText(/^Concluso il 14\/10\/2019/).waitFor();
    await stop("14-concluso");
  });

  it("di nuovo all’elenco: di ciò che è fatto resta la firma del patto, e nient’altro", async () => {
    const { page, context, faults } = day;
    await page.goto(`/lavoro?vista=sede&cerca=${person.taxCode}`);
    await page.getByText("1 persona in elenco").waitFor();
    const left = (await page.locator("table.cv-worklist tbody").textContent()) ?? "";
    assert.match(left, /Patto da firmare/);
    assert.doesNotMatch(left, /DID mancante|Convocat|Profilo/);
    await stop("15-lavoro-dopo");
    assert.deepEqual(faults, []);
    await context.close();
  });
}
