// The first interview in a real browser: with the keyboard alone and its keys counted, the connection lost, the session ended, two at once; each step looked at by axe.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { buildServer } from "../../src/server/build-server.ts";
import { listen } from "../../src/server/listen.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { giveSubstitution } from "../../src/services/access/substitutions.ts";
import { beginSession } from "../../src/services/identity/sessions.ts";
import { readDoorSettings } from "../../src/services/identity/settings.ts";
import { newId } from "../../src/store/ids.ts";
import { endEverySession } from "../../src/store/sessions.ts";
import { grantRole, insertUser } from "../../src/store/sessions-users.ts";
import { inOffice } from "../../src/store/pools.ts";
import { axe, fitsWidth, inBrowser, openAs, openStranger, settled, shoot } from "./browser.ts";
import type { Opened, WidthName } from "./browser.ts";
import { Hands, KEY_MS } from "./hands.ts";
import { openInstallation, RECEIPTS_TOKEN } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, TODAY } from "./seed-rows.ts";

const MOST_MINUTES = 8;

await inBrowser("the first interview in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  let caseIds: string[] = [];

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    const { services } = installation;
    caseIds = await inOffice(services.pools.app, OFFICE, async (db) => {
      const { rows } = await db.query<{ id: string }>(
        `select f.id from case_file f join person p on p.id = f.person_id where f.bound and p.birth_date < '1999-01-01' and f.id <> $1 order by f.id`,
        [installation.seeded.caseId],
      );
      return rows.map(({ id }) => id);
    });
  });
  after(async () => {
    await installation?.close();
  });

  const open = async (caseId: string, width: WidthName = "wide"): Promise<Opened> => {
    const one = await openAs(browser, installation.url, width, "operator", OFFICE);
    await one.page.goto(`/persone/${caseId}/colloquio`);
    await settled(one.page);
    return one;
  };
  const heading = (page: Page, title: string): Promise<void> =>
    page.locator("h2#passo", { hasText: title }).waitFor();
  const looked = async (page: Page, name: string): Promise<void> => {
    await shoot(page, `colloquio-${name}`);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} sticks out`);
  };

  it("by the keyboard alone, from the identity card to the Pact to be signed, well under eight minutes of typing", async () => {
    const { page, context, faults } = await open(caseIds[0]!);
    const hands = new Hands(page);
    const began = Date.now();
    await heading(page, "Identità e recapiti");
    await looked(page, "1-identita");
    await hands.to("newPhone");
    await hands.type("333 765 4321");
    await hands.press("Tab");
    await hands.type("maria.deluca@posta.example");
    await hands.press("Enter");
    await heading(page, "DID");
    await looked(page, "2-did");
    await hands.press("Space", "Enter");
    await heading(page, "Esclusioni ed esoneri");
    await looked(page, "3-nucleo");
    await hands.type("nessun carico di cura; il coniuge lavora a tempo parziale");
    await hands.press("Enter");
    await heading(page, "Profilo quantitativo");
    await looked(page, "4-indice");
    await hands.to("studyTitle");
    await hands.type("dip");
    await hands.choose("conditionLastYear", 3);
    await hands.to("monthsSinceLastJob");
    await hands.type("8");
    await hands.to("monthsSearching");
    await hands.type("6");
    await hands.choose("drivingLicence", 1);
    await hands.press("Enter");
    await page.getByText("Che cosa ha risposto il servizio nazionale").waitFor();
    await looked(page, "4-indice-risposta");
    await hands.to("value");
    await hands.type("0,42");
    await hands.press("Enter");
    await heading(page, "Profilo qualitativo");
    await looked(page, "5-qualitativo");
    for (const area of ["skills", "training", "search", "digital", "mobility", "motivation", "overall"])
      await hands.choose(area, 2);
    await hands.to("reasons");
    await hands.type("Esperienza di vendita recente; va aggiornata la parte digitale.");
    await hands.press("Control+Enter");
    await heading(page, "Patto");
    await looked(page, "7-patto");
    await hands.press("Space", "Enter");
    await page.getByText("Concordato, da firmare").first().waitFor();
    await looked(page, "8-da-firmare");
    const typing = hands.minutes;
    console.log(
      `interview: ${hands.keys} keys, ${typing.toFixed(1)} minutes at ${KEY_MS} ms a key; ${Math.round((Date.now() - began) / 1000)} s in all`,
    );
    assert.ok(typing < MOST_MINUTES, `${hands.keys} keys`);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("the connection drops in the middle: it says so, keeps what is typed, and saves it when the line is back", async () => {
    const { page, context } = await open(caseIds[1]!);
    await heading(page, "Identità e recapiti");
    await page.getByLabel("Nuova e-mail").fill("anna@posta.example");
    await page.getByText(/Salvato alle \d\d:\d\d/).waitFor();
    await context.setOffline(true);
    await page.getByLabel("Nuovo telefono").fill("333 765 4321");
    await page.getByText("Non salvato: riprovo").first().waitFor();
    await looked(page, "non-salvato");
    await page.getByRole("button", { name: "Confermo identità e recapiti" }).click();
    await page.locator("[role=alert]").first().waitFor();
    assert.equal(await page.getByLabel("Nuovo telefono").inputValue(), "333 765 4321");
    await context.setOffline(false);
    await page.getByText(/Salvato alle \d\d:\d\d/).waitFor();
    await page.reload();
    await settled(page);
    assert.equal(await page.getByLabel("Nuovo telefono").inputValue(), "333 765 4321");
    assert.equal(await page.getByLabel("Nuova e-mail").inputValue(), "anna@posta.example");
    await page.getByText(/Si riprende da quanto era stato scritto alle/).waitFor();
    await page.getByRole("button", { name: "Confermo identità e recapiti" }).click();
    await heading(page, "DID");
    await context.close();
  });

  it("the session ends while typing: the way in comes, nothing typed is lost, and the draft is there after it", async (t) => {
    // A server to which one logs in: the demonstration lets everybody in again by itself.
    const { services } = installation;
    const app = await buildServer({
      services,
      demo: false,
      receiptsToken: RECEIPTS_TOKEN,
      logLevel: "error",
    });
    t.after(() => app.close());
    const url = await listen(app, { port: 0 });
    const choice = { role: "operator" as const, office: OFFICE };
    const db = services.pools.login;
    const userId = newId();
    await insertUser(db, { id: userId, kind: "local", login: "ada.colloquio", name: "Ada", by: "prova" });
    await grantRole(db, { id: newId(), userId, ...choice, from: null, to: null, by: "prova" });
    await insertUser(db, { id: newId(), kind: "local", login: "bruna.colloquio", name: "Bruna Russo", by: "prova" });
    const standing = { absent: "bruna.colloquio", substitute: "ada.colloquio", ...choice, from: TODAY, to: TODAY, reason: "ferie" };
    assert.ok((await giveSubstitution(services, standing, { id: "prova", role: "administrator", office: null })).ok);
    const { context, page } = await openStranger(browser, url, "wide");
    const enter = async (): Promise<void> => {
      const visitor = { address: "127.0.0.1", agent: "prova" };
      const { secret } = await beginSession(db, await readDoorSettings(db), visitor, {
        userId,
        step: "open",
        choice,
        choices: [choice],
      });
      await context.addCookies([{ name: "convoca", value: secret, url, httpOnly: true, sameSite: "Strict" }]);
    };
    await enter();
    await page.goto(`/persone/${caseIds[2]!}/colloquio`);
    await heading(page, "Identità e recapiti");
    await page.getByRole("banner").getByText("in sostituzione di Bruna Russo").waitFor();
    await endEverySession(db, "prova");
    await page.getByLabel("Nuova e-mail").fill("bruna@posta.example");
    await page.getByRole("alert").getByText("La sessione è finita.").waitFor({ timeout: 15_000 });
    await page.getByRole("heading", { level: 1, name: "Entrare in Convoca" }).waitFor();
    await looked(page, "sessione-finita");
    await enter();
    await page.reload();
    await heading(page, "Identità e recapiti");
    assert.equal(await page.getByLabel("Nuova e-mail").inputValue(), "bruna@posta.example");
    await page.getByText("Si riprende da quanto era rimasto in questa scheda del browser").waitFor();
    await page.getByText(/Salvato alle \d\d:\d\d/).waitFor();
    await context.close();
  });

  it("two at once: the second is told who is typing, may read, takes over; then the first is told, and loses nothing", async () => {
    const first = await open(caseIds[3]!);
    await heading(first.page, "Identità e recapiti");
    await first.page.getByLabel("Nuovo telefono").fill("333 111 2222");
    await first.page.getByText(/Salvato alle/).waitFor();
    // Another member of the office: the demonstration has a manager besides the operator.
    const second = await openAs(browser, installation.url, "wide", "office-manager", OFFICE);
    await second.page.goto(`/persone/${caseIds[3]!}/colloquio`);
    await settled(second.page);
    await second.page.getByText(/sta scrivendo adesso/).waitFor();
    await looked(second.page, "due-insieme");
    assert.ok(await second.page.getByLabel("Nuovo telefono").isDisabled());
    await second.page.getByRole("button", { name: "Riprendi da lì" }).click();
    await second.page.getByLabel("Nuovo telefono").waitFor();
    assert.equal(await second.page.getByLabel("Nuovo telefono").inputValue(), "333 111 2222");
    await first.page.getByLabel("Nuova e-mail").fill("persa@posta.example");
    await first.page
      .getByText(/ha preso in mano la compilazione/)
      .first()
      .waitFor();
    await looked(first.page, "ripreso-da-altri");
    assert.equal(await first.page.getByLabel("Nuova e-mail").inputValue(), "persa@posta.example");
    await first.page.getByRole("button", { name: "Prosegui con quanto ho scritto io" }).click();
    await first.page.getByText(/Salvato alle/).waitFor();
    assert.equal(await first.page.getByLabel("Nuova e-mail").inputValue(), "persa@posta.example");
    await first.context.close();
    await second.context.close();
  });

  it("narrow, each step fits one column and axe finds nothing", async () => {
    const { page, context } = await open(caseIds[4]!, "narrow");
    for (const [digit, title, name] of [
      ["1", "Identità", "1"],
      ["2", "DID", "2"],
      ["3", "Esclusioni", "3"],
      ["4", "Profilo quantitativo", "4"],
      ["6", "Esito", "6"],
      ["7", "Patto", "7"],
    ] as const) {
      await page.keyboard.press(`Alt+Digit${digit}`);
      await heading(page, title);
      await looked(page, `stretto-${name}`);
    }
    await context.close();
    const later = await open(caseIds[0]!, "narrow");
    await looked(later.page, "stretto-da-firmare");
    await later.context.close();
  });
}
