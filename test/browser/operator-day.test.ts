// A day of an operator in a real browser, from the morning's list to what remains in the evening: arrival, interview, pact signed, activity, an absence, the closing; keys counted.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, it } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { romeInstant } from "../../src/domain/calendar/rome-time.ts";
import { png } from "../../src/domain/documents/sample-files.test-data.ts";
import { editionOfInput } from "../../src/server/activities-shown.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { addEdition } from "../../src/services/activities/catalogue.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { Opened, WidthName } from "./browser.ts";
import { Hands, KEY_MS } from "./hands.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { EDITIONS } from "./seed-activities.ts";
import { OFFICE, TODAY } from "./seed-rows.ts";

const MOST_MINUTES = 8;
/** Who is expected on the day that is told: few, so that each is looked at. */
const PEOPLE = 12;
const KEYS = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");

await inBrowser("la giornata di un’operatrice", declare);

interface Expected {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
}

function declare(browser: Browser): void {
  let installation: Installation;
  let people: Expected[] = [];
  let person: Expected;
  let late: Expected;
  let third: Expected;
  let day: Opened;

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation({ documentKeys: KEYS });
    const { services } = installation;
    await at(630);
    for (const edition of EDITIONS) assert.ok((await addEdition(services, editionOfInput(edition), { id: "regione", role: "administrator" })).ok);
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
    [person, late, third] = people.filter((one) => people.filter((other) => other.surname === one.surname).length === 1) as [Expected, Expected, Expected];
    assert.ok(third !== undefined, "nobody with a name of their own");
    day = await open("/");
  });
  after(async () => {
    await installation?.close();
  });

  const at = (minute: number): Promise<unknown> =>
    installation.services.pools.worker.query("update clock set mode = 'simulated', anchor_business = $1, anchor_machine = clock_timestamp(), speed = 0", [romeInstant(TODAY, minute)]);
  const open = async (path: string, width: WidthName = "wide"): Promise<Opened> => {
    const one = await openAs(browser, installation.url, width, "operator", OFFICE);
    one.page.setDefaultTimeout(10_000);
    await one.page.goto(path);
    await settled(one.page);
    return one;
  };
  /** A stop on the way, seen: pages that axe looks at in a story of their own. */
  const seen = async (name: string, page = day.page): Promise<void> => {
    await settled(page);
    await shoot(page, name);
    assert.ok(await fitsWidth(page), `${name}: wider than the screen`);
  };
  /** A stop that no other story comes to in this state: seen, by axe too. */
  const stop = async (name: string, page = day.page): Promise<void> => {
    await seen(name, page);
    assert.deepEqual(await axe(page), [], name);
  };
  const row = (page: Page, one: Expected) => page.getByRole("row").filter({ hasText: one.taxCode });

  it("al mattino: l’elenco di lavoro, chi è convocato oggi", async () => {
    const { page } = day;
    await page.waitForURL(/\/lavoro/);
    await page.getByText(/persone in elenco/).first().waitFor();
    await seen("01-lavoro");
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
    await seen("03-foglio-porta");
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
    await seen("05-scheda");
    await page.getByRole("link", { name: /colloquio/i }).first().press("Enter");
    await page.waitForURL(/\/colloquio$/);
  });

  it("il primo colloquio con la sola tastiera, fino al patto concordato", async () => {
    const { page } = day;
    const hands = new Hands(page);
    const heading = (title: string): Promise<void> => page.locator("h2#passo", { hasText: title }).waitFor();
    const began = Date.now();
    await heading("Identità e recapiti");
    await seen("06-identita");
    await hands.to("newPhone");
    await hands.type("333 765 4321");
    await hands.press("Enter");
    await heading("DID");
    await seen("07-did");
    await hands.press("Space", "Enter");
    await heading("Esclusioni ed esoneri");
    await seen("08-nucleo");
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
    await seen("09-questionario");
    await hands.press("Enter");
    await page.getByText("Che cosa ha risposto il servizio nazionale").waitFor();
    await hands.to("value");
    await hands.type("0,42");
    await seen("10-indice");
    await hands.press("Enter");
    await heading("Profilo qualitativo");
    for (const area of ["skills", "training", "search", "digital", "mobility", "motivation", "overall"]) await hands.choose(area, 2);
    await hands.to("reasons");
    await hands.type("Esperienza di vendita recente; va aggiornata la parte digitale.");
    await seen("11-valutazione");
    await hands.press("Control+Enter");
    await heading("Patto");
    await seen("12-patto");
    await hands.press("Space", "Enter");
    await page.getByText("Concordato, da firmare").first().waitFor();
    await stop("13-da-firmare");
    console.log(
      `the interview of the day: ${hands.keys} keys, ${Math.round(hands.minutes * 60)} s at ${KEY_MS} ms a key; ${Math.round((Date.now() - began) / 1000)} s in all, looked at step by step`,
    );
    assert.ok(hands.minutes < MOST_MINUTES);
    await page.getByRole("button", { name: "Concludi il colloquio" }).press("Enter");
    await page.getByText(/^Concluso il 14\/10\/2019/).waitFor();
    await stop("14-concluso");
  });

  it("il patto emesso, firmato su carta dalla persona, poi dalla sede", async () => {
    const { page } = day;
    await page.getByRole("link", { name: "Documenti da stampare e firmare" }).press("Enter");
    await page.waitForURL(/documenti-emessi/);
    await seen("15-da-emettere");
    await page.locator(".cv-papers-card", { hasText: "Patto per il Lavoro" }).getByRole("button", { name: /^Emetti/ }).press("Enter");
    await page.getByText("Il documento è emesso e conservato").waitFor();
    await page.getByRole("button", { name: /Fai firmare: Patto/ }).press("Enter");
    await page.locator("dialog input[type=file]").setInputFiles({ name: "patto.png", mimeType: "image/png", buffer: Buffer.from(png(30, 20)) });
    await seen("16-far-firmare");
    await page.getByRole("button", { name: "Carica e registra la firma della persona" }).press("Enter");
    await page.getByText("foglio firmato riportato").waitFor();
    await stop("17-firmato-dalla-persona");
    await page.getByRole("link", { name: "Torna alla scheda" }).press("Enter");
    await part("Patto");
    await act("Firma per il centro per l’impiego", "18-firma-sede", async (dialog) => {
      // The paper that the person signed has its number already: nobody types it.
      assert.equal(await dialog.getByLabel("Numero del documento firmato").count(), 0);
      await dialog.getByLabel("Ha firmato anche il centro per l’impiego").press("Space");
    });
    await page.getByRole("heading", { name: "In vigore, firmato da entrambi" }).waitFor();
    await stop("19-patto-in-vigore");
  });

  it("un’attività fra quelle adatte: proposta, accettata, il posto è suo", async () => {
    const { page } = day;
    await part("Attività");
    await page.getByRole("link", { name: "Attività adatte" }).press("Enter");
    await page.waitForURL(/attivita-adatte/);
    await page.getByRole("heading", { name: /^Adatte/ }).waitFor();
    await seen("20-attivita-adatte");
    await page.getByRole("button", { name: "Proponi", exact: true }).press("Enter");
    await page.getByRole("dialog").getByRole("radio", { name: /^Curriculum e colloqui/ }).press("Space");
    await stop("21-proporre");
    await confirm();
    await page.getByRole("link", { name: "Torna alla persona" }).press("Enter");
    await part("Attività");
    await act("Accetta l’attività", "22-accettare", (dialog) => dialog.getByRole("checkbox").first().press("Space"));
    await page.getByRole("heading", { name: "Accettata, iscritta" }).waitFor();
    await stop("23-iscritta");
  });

  it("sul telefono: un altro arrivo, la scheda, un atto, l’elenco", async () => {
    const { page, context, faults } = await open("/foglio", "narrow");
    await page.getByRole("textbox", { name: "Chi è arrivato?" }).fill(third.surname);
    await page.getByText(/Invio registra l’arrivo/).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(/presenza registrata, numero 2/).waitFor();
    await seen("24-stretto-foglio", page);
    await page.goto(`/persone/${third.caseId}/did`);
    await page.getByRole("button", { name: "Acquisisce la DID allo sportello" }).click();
    await page.getByRole("dialog").getByLabel("La persona ha firmato").check();
    await stop("25-stretto-atto", page);
    await confirm(page);
    await page.getByRole("heading", { name: "DID resa" }).waitFor();
    await stop("26-stretto-scheda", page);
    await page.goto(`/persone/${person.caseId}/attivita`);
    await page.getByRole("heading", { name: "Accettata, iscritta" }).waitFor();
    await seen("27-stretto-attivita", page);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("chi non è venuto: l’assenza al foglio, con ciò che ne segue", async () => {
    const { page } = day;
    await at(1110);
    await page.goto("/foglio");
    await row(page, late).getByRole("button", { name: /^Esito/ }).press("Enter");
    // The likely outcome stands first and has the focus; nothing is chosen by itself.
    await page.getByRole("dialog").getByRole("radio", { name: "Registra la mancata presentazione" }).and(page.locator(":focus")).waitFor();
    assert.equal(await page.getByRole("dialog").getByRole("radio", { checked: true }).count(), 0);
    await page.keyboard.press("Space");
    await page.getByRole("dialog").getByText("Che cosa ne segue").waitFor();
    await stop("28-esito");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await row(page, late).getByText("Assente").waitFor();
    await stop("29-foglio-assenza");
  });

  it("alla chiusura nessuno resta senza esito", async () => {
    const { page } = day;
    await page.getByRole("link", { name: "Chiudi la giornata" }).press("Enter");
    await page.waitForURL(/chiusura/);
    await page.getByRole("heading", { name: /^Senza esito/ }).waitFor();
    await stop("30-chiusura");
    await page.getByRole("button", { name: /^Registra \d+ mancate presentazioni/ }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Registra" }).press("Enter");
    await page.getByText(/hanno ora il loro esito/).waitFor();
    for (let left = 2; left > 0; left -= 1) {
      await page.getByRole("button", { name: /^Colloquio finito/ }).first().press("Enter");
      await page.waitForFunction((many) => [...document.querySelectorAll("button")].filter((one) => one.textContent.startsWith("Colloquio finito")).length < many, left);
    }
    await page.getByRole("heading", { name: "Pronta da chiudere" }).waitFor();
    await seen("31-pronta");
    await page.getByRole("button", { name: "Chiudi la giornata" }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Chiudi la giornata" }).press("Enter");
    await page.getByText("Giornata chiusa. I conti sono nel registro della sede.").waitFor();
    await stop("32-chiusa");
  });

  it("la sera: nell’elenco resta ciò che c’è ancora da fare, e nient’altro", async () => {
    const { page, context, faults } = day;
    const left = async (one: Expected): Promise<string> => {
      await page.goto(`/lavoro?vista=sede&cerca=${one.taxCode}`);
      await page.getByText("1 persona in elenco").waitFor();
      return (await page.locator("table.cv-worklist tbody .cv-pending-cell").textContent()) ?? "";
    };
    const done = await left(person);
    assert.match(done, /Incontro concordato/);
    assert.doesNotMatch(done, /DID mancante|Convocat|Profilo|Patto/);
    await seen("33-lavoro-dopo");
    assert.match(await left(late), /giustific/i);
    await seen("34-lavoro-assente");
    await page.goto("/lavoro?vista=sede&filtri=convocati-oggi");
    await page.getByText(/persone in elenco|Nessuna persona/).first().waitFor();
    await stop("35-nessuno-oggi");
    assert.deepEqual(faults, []);
    await context.close();
  });

  const part = async (name: string): Promise<void> => {
    await day.page.getByRole("navigation", { name: "Procedimenti e fascicolo" }).getByRole("link", { name: new RegExp(`^${name}`) }).press("Enter");
    await day.page.waitForFunction(() => document.activeElement?.id === "parte");
    await settled(day.page);
  };
  const act = async (name: string, shot: string, fill: (dialog: Locator) => Promise<void>): Promise<void> => {
    await day.page.getByRole("button", { name: new RegExp(name) }).first().press("Enter");
    const dialog = day.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Anteprima" }).waitFor();
    await fill(dialog);
    await stop(shot);
    await confirm();
  };
  const confirm = async (page = day.page): Promise<void> => {
    await page.getByRole("button", { name: "Anteprima" }).press("Enter");
    await page.getByRole("button", { name: "Conferma" }).press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };
}
