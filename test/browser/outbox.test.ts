// The outbox in a real browser: a message found and looked at whole, a failure mended for all of its cause by the keyboard alone, costs with their prices.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { countOutbox } from "../../src/store/failure-care.ts";
import { axe, fitsWidth, openAs, openBrowser, settled, shoot } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, TODAY } from "./seed-rows.ts";

const opened = await openBrowser();
if ("reason" in opened) {
  console.log("browser: NOT RUN");
  console.log(opened.reason);
} else {
  describe("the outbox in the browser", () => declare(opened.browser));
}

function declare(browser: Browser): void {
  let installation: Installation;
  let message = "";

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    const { worker } = installation.services.pools;
    // What is to come has failed, for causes that are mended in different ways.
    await worker.query(
      `update message set state = 'failed', failure = case when hashtext(id::text) % 2 = 0 then 'number-not-existing' else 'not-reachable-in-time' end, settled_at = clock_timestamp()
       where id in (select m.id from message m join appointment a on a.id = m.appointment_id where m.office_id = $1 and m.channel = 'sms' and m.expires_at > business_now()
                    and a.state = 'held' order by m.id limit 12)`,
      [OFFICE],
    );
    await worker.query(
      `update message set failure = 'number-not-existing' where id = (select min(id::text)::uuid from message where office_id = $1 and state = 'failed' and failure <> 'refused')`,
      [OFFICE],
    );
    await worker.query("update message set accepted_at = clock_timestamp() where state in ('accepted', 'delivered') and accepted_at is null");
    await countOutbox(worker, 500);
    const { rows } = await worker.query<{ id: string }>(
      `select m.id from message m where m.office_id = $1 and m.channel = 'sms' and m.failure = 'number-not-existing' order by m.id limit 1`,
      [OFFICE],
    );
    message = rows[0]!.id;
    await worker.query(
      `insert into receipt (gateway_id, message_id, status, code, detail, at, raw) select gateway_id, id, 'failed', 'UNDELIV', failure, clock_timestamp(), 'id:77 stat:UNDELIV err:001' from message where id = $1`,
      [message],
    );
  });
  after(async () => {
    await browser.close();
    await installation?.close();
  });

  const sound = async (page: Page, name: string): Promise<void> => {
    await settled(page);
    await shoot(page, name);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} sticks out sideways`);
  };

  for (const width of ["wide", "narrow"] as const)
    it(`each view is whole and readable, ${width}`, async () => {
      const { page, context, faults } = await openAs(browser, installation.url, width, "operator", OFFICE);
      await page.goto("/messaggi");
      await page.getByRole("table", { name: "Messaggi trovati" }).waitFor();
      await sound(page, `messaggi-cerca-${width}`);
      if (width === "wide") {
        await page.goto("/messaggi?vista=cerca&cerca=nessunocosi");
        await page.getByText("Nessun messaggio trovato").waitFor();
        await sound(page, "messaggi-vuoto-wide");
      }
      await page.goto(`/messaggi/${message}`);
      await page.getByText("Parte 1 di").waitFor();
      await page.getByText("Mostra la ricevuta").click();
      await page.getByText("stat:UNDELIV").waitFor();
      await sound(page, `messaggio-${width}`);
      await page.goto("/messaggi?vista=cause");
      await page.getByRole("table", { name: "Messaggi non arrivati, per causa" }).waitFor();
      await sound(page, `messaggi-cause-${width}`);
      await page.goto(`/messaggi?vista=costi&dal=2019-09-01&al=${TODAY}`);
      await page.getByRole("table", { name: "Costi dei messaggi" }).waitFor();
      await sound(page, `messaggi-costi-${width}`);
      assert.deepEqual(faults, []);
      await context.close();
    });

  it("a failure of all its cause is mended by the keyboard alone; it leaves the list, and its message says so", async () => {
    const { page, context, faults } = await openAs(browser, installation.url, "wide", "operator", OFFICE);
    await page.goto("/messaggi?vista=cause");
    const act = page.getByRole("button", { name: "Togli il recapito e usa l’altro: Numero inesistente" });
    await act.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/Si può fare per/).waitFor();
    await sound(page, "messaggi-rimedio-wide");
    await dialog.getByRole("textbox", { name: "Motivo" }).focus();
    await page.keyboard.type("il gestore dice che il numero non esiste");
    await dialog.getByRole("button", { name: "Conferma" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(/Pres[oi] in carico/).first().waitFor();
    await act.waitFor({ state: "detached" });
    await page.goto(`/messaggi/${message}`);
    await page.getByText("Che cosa si è fatto").waitFor();
    await sound(page, "messaggio-rimediato-wide");
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("the Region sees numbers, writes a price, and the costs follow", async () => {
    const { page, context, faults } = await openAs(browser, installation.url, "wide", "administrator");
    await page.goto("/messaggi?vista=cause");
    await page.getByRole("heading", { name: "Per sede" }).waitFor();
    await sound(page, "messaggi-cause-regione-wide");
    await page.goto(`/messaggi?vista=costi&dal=2019-09-01&al=${TODAY}&per=sede`);
    await page.getByRole("button", { name: "Scrivi un prezzo" }).click();
    const dialog = page.getByRole("dialog");
    const gateway = dialog.getByLabel("Gestore");
    await gateway.selectOption({ index: 1 });
    await dialog.getByLabel("Dal giorno").fill("2019-01-01");
    await dialog.getByLabel("Prezzo").fill("0,045");
    await dialog.getByRole("textbox", { name: "Motivo" }).fill("contratto del 2019");
    await sound(page, "messaggi-prezzo-wide");
    await dialog.getByRole("button", { name: "Registra il prezzo" }).click();
    await page.getByRole("cell", { name: "contratto del 2019" }).waitFor();
    await page.getByRole("row", { name: /^Totale/ }).getByText("€").first().waitFor();
    await sound(page, "messaggi-costi-regione-wide");
    assert.deepEqual(faults, []);
    await context.close();
    const small = await openAs(browser, installation.url, "narrow", "regional");
    await small.page.goto("/messaggi?vista=costi");
    await small.page.getByRole("heading", { name: "Prezzi dei gestori" }).waitFor();
    assert.equal(await small.page.getByRole("button", { name: "Scrivi un prezzo" }).count(), 0);
    await sound(small.page, "messaggi-costi-regione-narrow");
    assert.deepEqual(small.faults, []);
    await small.context.close();
  });
}
