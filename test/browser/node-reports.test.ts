// What the office has told the national platform, in a real browser: settled by the keyboard, looked at byte by byte, handed in as a file while the platform is down.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { tellNode } from "../../src/services/node/tell.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { Opened, WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

await inBrowser("what the platform was told, in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    const { worker } = installation.services.pools;
    // As acts put them down: a profile decided, an exemption granted, for six people.
    await worker.query(
      `with chosen as (select c.case_id, gen_random_uuid() as item, row_number() over (order by c.case_id) as n from competence c where c.office_id = $1 order by c.case_id limit 6),
       items as (
         insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, opened_at, last_act)
         select item, case_id, 'profilazione', 'decided', 1, '{}', 'person', case_id, now(), gen_random_uuid() from chosen returning id
       )
       insert into outbound_event (id, case_id, item_id, act_id, kind, payload, made_at)
       select gen_random_uuid(), case_id, item, gen_random_uuid(), case when n % 2 = 0 then 'profilazione/decide' else 'esonero/grant' end,
         '{"state": "decided", "data": {"decided": {"decidedOn": "2019-10-11", "index": {"value": 0.61}}}}', '2019-10-11T10:00:00Z' from chosen, (select count(*) from items) c (n_items)`,
      [OFFICE],
    );
    await worker.query(
      `insert into item_term (id, case_id, item_id, procedure, kind, clock, starts_on, amount, unit, suspended, due_on, opened_at, opened_by)
       select gen_random_uuid(), case_id, item_id, 'patto', 'report-pact', 'report-pact', '2019-10-05', 5, 'calendar-days', false, '2019-10-10', made_at, act_id from outbound_event`,
    );
    await tellNode(installation.services, { system: "05", body: "80011990639" });
    await worker.query(
      `with two as (select id, case_id, row_number() over (order by seq) as n from node_report order by seq limit 2), told as (
         insert into node_report_attempt (report_id, case_id, outcome, code, detail, sent, received)
         select id, case_id, case n when 1 then 'refused' else 'no-answer' end, case n when 1 then 'PA042' end, 'dato non coerente con la banca dati',
           '<soapenv:Envelope><InvioSAP><cod_fiscale>PROVA</cod_fiscale></InvioSAP></soapenv:Envelope>', case n when 1 then '<esito>KO</esito>' end from two returning 1
       )
       update node_report r set state = case n when 1 then 'refused' else 'uncertain' end, answer = case n when 1 then 'PA042' end,
         detail = case n when 1 then 'dato non coerente con la banca dati' else 'la risposta non è arrivata' end, attempts = 1
       from two where r.id = two.id and (select count(*) from told) > 0`,
    );
  });
  after(async () => {
    await installation?.close();
  });

  const open = async (role: string, width: WidthName, path = "/piattaforma"): Promise<Opened> => {
    const opened = await openAs(browser, installation.url, width, role, OFFICE);
    await opened.page.goto(path);
    await settled(opened.page);
    return opened;
  };
  const sound = async (page: Page, name: string): Promise<void> => {
    await shoot(page, name);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name}: wider than the screen`);
  };

  for (const width of ["wide", "narrow"] as const) {
    it(`says what was refused and why, what waits, what is late, ${width}`, async () => {
      const { context, page, faults } = await open("operator", width);
      await page.getByText("PA042: dato non coerente con la banca dati").first().waitFor();
      // Who did not settle them looks; the decision is not theirs.
      assert.equal(await page.getByRole("button", { name: /^Decidi/ }).count(), 0);
      await sound(page, `piattaforma-${width}`);
      await page.getByRole("button", { name: /^In attesa/ }).or(page.getByRole("radio", { name: /^In attesa/ })).first().click();
      await page.getByText("In attesa di partire").first().waitFor();
      await sound(page, `piattaforma-attesa-${width}`);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  it("the manager looks at what was exchanged and settles it with the keyboard alone, once the reason is written", async () => {
    const { context, page, faults } = await open("office-manager", "wide");
    const exchanges = page.getByRole("button", { name: /^Scambi con la piattaforma/ }).first();
    await exchanges.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("Inviato").first().waitFor();
    await page.getByRole("dialog").locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await page.getByText("<cod_fiscale>PROVA</cod_fiscale>").waitFor();
    await sound(page, "piattaforma-scambi-wide");
    await page.keyboard.press("Escape");
    const settle = page.getByRole("button", { name: /^Decidi della comunicazione/ }).first();
    await settle.focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Che cosa si decide").selectOption("resend");
    await page.getByRole("button", { name: "Conferma" }).click();
    await page.getByText(/Scrivere il motivo/).first().waitFor();
    await sound(page, "piattaforma-decidere-wide");
    await page.getByLabel("Motivo").fill("corretto con la piattaforma");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Conferma" }).press("Enter");
    await page.getByText("La comunicazione parte di nuovo.").first().waitFor();
    await page.getByText("PA042").waitFor({ state: "detached" });
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("while the platform is down it says so, and hands in what waits as a file", async () => {
    await installation.services.pools.worker.query("update node_line set failures = 3, down_since = now(), retry_at = now() + interval '1 minute', detail = 'ECONNREFUSED'");
    const { context, page, faults } = await open("office-manager", "narrow");
    await page.getByText(/La piattaforma non risponde dal/).waitFor();
    await page.getByRole("button", { name: "Consegna per file" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Motivo").fill("piattaforma ferma da ieri");
    await sound(page, "piattaforma-file-narrow");
    const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Consegna per file" }).click()]);
    assert.match(download.suggestedFilename(), /^comunicazioni .*\.xml$/);
    await page.getByText("Consegnata per file").first().waitFor();
    await sound(page, "piattaforma-ferma-narrow");
    assert.deepEqual(faults, []);
    await context.close();
  });
}
