// The main story with the keyboard alone: choose who acts, open the agenda, open a person, move the appointment.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, inBrowser, openAs, settled, shoot } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

const MOST_TABS = 150;

/** Presses Tab until the focused element answers `wanted`; fails when the keyboard cannot get there. */
async function tabTo(page: Page, wanted: (element: Element) => boolean): Promise<void> {
  const source = `(${wanted.toString()})(document.activeElement)`;
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(source)) === true) return;
  }
  assert.fail(`the keyboard does not reach: ${wanted.toString()}`);
}

/** From the top of the focused list down to the choice that begins so: letters typed fast would do as well, slow ones begin another search. */
async function chooseWithArrows(page: Page, wanted: string): Promise<void> {
  await page.keyboard.press("Home");
  for (let presses = 0; presses < 60; presses += 1) {
    const chosen = await page.evaluate(() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.textContent ?? "");
    if (chosen.startsWith(wanted)) return;
    await page.keyboard.press("ArrowDown");
  }
  assert.fail(`the arrows do not reach: ${wanted}`);
}

await inBrowser("the main story with the keyboard alone", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
  });
  after(async () => {
    await installation?.close();
  });

  it("an operator moves an appointment, and everything is on record", async () => {
    const { context, page, faults } = await openAs(browser, installation.url, "wide", "regional");
    await page.goto("/");
    await settled(page);
    assert.match(page.url(), /\/panoramica$/, "the control room lands on the overview");
    await skipToContent(page);
    await becomeOperator(page);
    await openFirstPerson(page);
    await moveAppointment(page);
    assert.deepEqual(faults, []);
    await context.close();
    await everythingOnRecord(installation);
  });

  it("a refusal is read out and nothing typed is lost", async () => {
    const { context, page } = await openAs(browser, installation.url, "wide", "operator", OFFICE);
    await page.goto(`/persone/${installation.seeded.caseId}`);
    await settled(page);
    await page.getByRole("button", { name: /^Sposta l['’]appuntamento$/ }).press("Enter");
    await page.getByRole("dialog").getByLabel("Giorno").waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByLabel("Motivo dello spostamento").fill("abc");
    await page.getByRole("button", { name: "Sposta e avvisa" }).press("Enter");
    await page.getByText("Scegliere il giorno e l'ora").waitFor();
    await page.getByLabel("Ora e sportello").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Sposta e avvisa" }).press("Enter");
    await page
      .getByText(/almeno 5 caratteri/)
      .first()
      .waitFor();
    await shoot(page, "sposta-rifiuto");
    assert.equal(await page.getByLabel("Motivo dello spostamento").inputValue(), "abc");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await context.close();
  });

  it("another office's person stays behind the wall", async () => {
    const { context, page } = await openAs(browser, installation.url, "wide", "operator", OFFICE);
    const answer = await page.request.get(`/api/cases/${installation.seeded.otherCaseId}`);
    assert.equal(answer.status(), 404);
    assert.equal(answer.headers()["content-type"], "application/problem+json; charset=utf-8");
    await context.close();
  });
}

async function skipToContent(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Vai al contenuto");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "contenuto");
}

async function becomeOperator(page: Page): Promise<void> {
  await page.reload();
  await settled(page);
  await tabTo(page, (element) => element.tagName === "SELECT");
  await chooseWithArrows(page, "Operatore");
  await tabTo(page, (element) => element.tagName === "SELECT");
  await chooseWithArrows(page, "CPI Napoli Nord");
  await tabTo(page, (element) => element.textContent === "Cambia");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Lavoro" }).waitFor();
  await page.locator(".cv-whoami", { hasText: "CPI Napoli Nord" }).waitFor();
  // The heading has the focus, and the menu stands before it: from the top again.
  await page.reload();
  await settled(page);
  await tabTo(page, (element) => element.getAttribute("href") === "/agenda");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /^Agenda di / }).waitFor();
}

async function openFirstPerson(page: Page): Promise<void> {
  await tabTo(page, (element) => element.getAttribute("href")?.startsWith("/persone/") === true);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 2, name: "Riepilogo" }).waitFor();
  assert.equal(
    await page.evaluate(() => document.activeElement?.tagName),
    "H1",
    "the new page's heading has the focus",
  );
}

async function moveAppointment(page: Page): Promise<void> {
  await tabTo(page, (element) => /^Sposta l['’]appuntamento$/.test(element.textContent ?? ""));
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Ora e sportello").waitFor();
  await tabTo(page, (element) => element.tagName === "SELECT");
  await tabTo(page, (element) => element.tagName === "SELECT");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, (element) => element.tagName === "TEXTAREA");
  await page.keyboard.type("La persona ha una visita medica");
  await shoot(page, "sposta");
  await tabTo(page, (element) => element.textContent === "Sposta e avvisa");
  await page.keyboard.press("Enter");
  await page.locator("dialog .alert").or(page.getByText("Appuntamento spostato.")).first().waitFor();
  await shoot(page, "dopo-spostamento");
  assert.equal(
    await page.locator("dialog .alert").count(),
    0,
    (await page.locator("dialog .alert").allInnerTexts()).join(" "),
  );
  await page.getByText("Appuntamento spostato. La persona sarà avvisata").waitFor();
  await tabTo(page, (element) => element.getAttribute("href")?.endsWith("/registro") === true);
  await page.keyboard.press("Enter");
  await page.getByText("«La persona ha una visita medica»").waitFor();
  await shoot(page, "spostato");
}

async function everythingOnRecord({ services }: Installation): Promise<void> {
  const { rows } = await services.pools.worker.query<{ acts: number; released: number; told: number }>(
    `select (select count(*)::int from act where kind = 'convocazione/move' and actor_role = 'operator') as acts,
            (select count(*)::int from appointment where state = 'released') as released,
            (select count(*)::int from message where kind = 'moved') as told`,
  );
  assert.equal(rows[0]?.acts, 1);
  assert.equal(rows[0]?.released, 1);
  assert.ok(rows[0]!.told >= 1, "the person is told");
  const log = await services.pools.audit.query<{ action: string; hits: number; caseId: string | null }>(
    `select action, hits, case_id as "caseId" from access_log where actor_role = 'operator' order by id`,
  );
  assert.ok(log.rows.some((row) => row.action === "person-page" && row.caseId !== null));
  assert.ok(log.rows.some((row) => row.action === "agenda" && row.hits > 0));
}
