// Who shows up, as the head of an office reads it and decides: tried first, then put in force; and a place in more where it is seen.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

const PAGE = "/agenda?vista=affluenza";

await inBrowser("who shows up in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    // Outcomes to learn from: three out of four came.
    const { rowCount } = await installation.services.pools.worker.query(
      `update summons s set state = case when abs(hashtext(s.id::text)) % 4 = 0 then 'to-convene-again' else 'attended' end
       from appointment a where a.id = s.appointment_id and a.day > '2019-10-14'`,
    );
    assert.ok((rowCount ?? 0) > 20, `${rowCount} outcomes`);
  });
  after(async () => {
    await installation?.close();
  });

  const at = async (width: WidthName, role: string, path: string, work: (page: Page) => Promise<void>): Promise<void> => {
    const { context, page, faults } = await openAs(browser, installation.url, width, role, OFFICE);
    try {
      await page.goto(path);
      await settled(page);
      await work(page);
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
    }
  };
  const check = async (page: Page, name: string): Promise<void> => {
    await shoot(page, `affluenza-${name}`);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} is wider than the screen`);
  };

  it("an operator reads the rates and does not decide", async () => {
    await at("wide", "operator", PAGE, async (page) => {
      await page.getByRole("heading", { level: 1, name: "Affluenza" }).waitFor();
      await page.getByText("La promessa la decide il responsabile della sede.").waitFor();
      assert.equal(await page.getByRole("button", { name: "Metti in vigore" }).count(), 0);
      await page.getByRole("table", { name: "Quota di chi viene, secondo come si è avvisato" }).waitFor();
      await check(page, "operatore-wide");
    });
  });

  it("the head of the office tries a promise, sees the day it would make, and puts it in force", async () => {
    await at("wide", "office-manager", PAGE, async (page) => {
      await page.getByText("La sede non ha promesso niente").waitFor();
      await page.getByLabel("Attesa massima (minuti)").fill("45");
      await page.getByRole("button", { name: "Prova senza decidere" }).click();
      await page.getByText("Con i valori scritti qui sopra.").waitFor();
      await page.getByRole("button", { name: /Perché\? sui posti in più/ }).press("Enter");
      await page.getByText(/distribuzione esatta/).waitFor();
      await check(page, "prova-wide");
      await page.getByRole("button", { name: "Metti in vigore" }).click();
      await page.locator("#promessa-motivo[aria-invalid=true]").waitFor();
      await page.getByLabel("Perché", { exact: true }).fill("Uno su quattro non viene");
      await page.getByRole("button", { name: "Metti in vigore" }).click();
      await page.getByText(/entro 45 minuti, con probabilità almeno del 95%/).waitFor();
      await page.getByRole("button", { name: /Perché\? sulla quota/ }).click();
      await page.getByText(/Formula: logit/).waitFor();
      await page.locator("summary", { hasText: "Ora per ora" }).click();
      await check(page, "decisa-wide");
    });
  });

  it("on a phone, and a place in more on the day sheet and in the agenda", async () => {
    const { planner } = installation.services.pools;
    const { rows: [seat] } = await planner.query<{ day: string }>(
      `with held as (select * from appointment where office_id = $1 and state = 'held' order by starts_at limit 1),
        place as (insert into overbooking_place (desk_id, lane, starts_at, ends_at, office_id, day, setting_id, plan_id, reason)
          select desk_id, 1, starts_at, ends_at, office_id, day, (select id from overbooking_setting where office_id = $1), (select id from plan limit 1), 'prova' from held returning 1)
       select day from held, place`,
      [OFFICE],
    );
    await planner.query(
      `with held as (select * from appointment where office_id = $1 and state = 'held' order by starts_at limit 1)
       insert into appointment (id, case_id, benefit_id, office_id, desk_id, lane, starts_at, ends_at, day, hour, wave)
       select gen_random_uuid(), f.id, f.benefit_id, h.office_id, h.desk_id, 1, h.starts_at, h.ends_at, h.day, h.hour, 1 from held h,
         lateral (select f.id, f.benefit_id from case_file f join competence c on c.case_id = f.id where c.office_id = $1
           and not exists (select 1 from appointment a join case_file o on o.id = a.case_id where o.benefit_id = f.benefit_id and a.state = 'held') order by f.id limit 1) f`,
      [OFFICE],
    );
    await at("narrow", "office-manager", PAGE, async (page) => {
      await page.getByText(/entro 45 minuti/).waitFor();
      await check(page, "telefono-narrow");
    });
    await at("wide", "operator", `/agenda?giorno=${seat!.day}`, async (page) => {
      await page.locator(".cv-in-more", { hasText: "in più" }).first().waitFor();
      await check(page, "agenda-wide");
    });
  });
}
