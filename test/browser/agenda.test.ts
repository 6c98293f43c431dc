// The agenda as an office works with it: a drag, the same by keyboard, two who want one seat, a closure with its people, what is printed.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

const WEEK = "/agenda?vista=settimana&giorno=2019-10-14";
const HOURS = "/agenda?vista=orari";

await inBrowser("the agenda in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
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
    await shoot(page, `agenda-${name}`);
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await fitsWidth(page), `${name} is wider than the screen`);
  };
  const heldAt = async (caseId: string): Promise<{ startsAt: string; deskId: number } | undefined> =>
    (
      await installation.services.pools.worker.query<{ startsAt: string; deskId: number }>(
        `select starts_at as "startsAt", desk_id as "deskId" from appointment where case_id = $1 and state = 'held'`,
        [caseId],
      )
    ).rows[0];
  /** Somebody of the week's board who may be moved, by the address of their page. */
  const caseOf = async (page: Page, index: number): Promise<string> => {
    const link = await page.locator(".cv-seat-movable a").nth(index).getAttribute("href");
    return link!.split("/").at(-1)!;
  };

  for (const width of ["wide", "narrow"] as const) {
    it(`a week of the office and of a desk, a day, the hours, ${width}`, async () => {
      await at(width, "operator", WEEK, async (page) => {
        await page.getByText(/posti liberi su/).first().waitFor();
        await check(page, `settimana-${width}`);
        await page.getByLabel("Che cosa si vede").selectOption({ index: 1 });
        await page.waitForURL(/sportello=/);
        await page.waitForLoadState("networkidle");
        await check(page, `sportello-${width}`);
        await page.getByRole("link", { name: "Giorno", exact: true }).click();
        await page.getByRole("heading", { level: 1, name: /Agenda di/ }).waitFor();
        // On a phone too one sees where somebody can still be put.
        if (width === "narrow") await page.locator(".cv-hour").getByText(/^\d+ liberi?/).first().waitFor();
        await check(page, `giorno-${width}`);
      });
      await at(width, "operator", HOURS, async (page) => {
        await page.getByText("Nessuna eccezione").waitFor();
        assert.equal(await page.getByRole("button", { name: "Nuova eccezione" }).count(), 0, "an operator looks");
        await check(page, `orari-${width}`);
      });
    });
  }

  it("dragged onto a free seat: the text is read, the reason written, the person moved", async () => {
    await at("wide", "operator", WEEK, async (page) => {
      const card = page.locator("td:nth-child(3) .cv-seat-movable").first();
      const caseId = (await card.locator("a").getAttribute("href"))!.split("/").at(-1)!;
      const target = page.locator('td:nth-child(6) [data-place]').first();
      const wanted = await target.getAttribute("data-place");
      const from = (await card.locator(".cv-grip").boundingBox())!;
      const to = (await target.boundingBox())!;
      await page.mouse.move(from.x + 5, from.y + 5);
      await page.mouse.down();
      await page.mouse.move(from.x + 60, from.y + 20, { steps: 4 });
      await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
      await page.locator(".cv-place-over").waitFor();
      await shoot(page, "agenda-trascina-wide");
      await page.mouse.up();
      const dialog = page.getByRole("dialog");
      await dialog.getByText(/appuntamento obbligatorio/).first().waitFor();
      await check(page, "sposta-wide");
      await dialog.getByRole("button", { name: "Sposta e avvisa" }).click();
      await dialog.getByText(/almeno 5 caratteri/).waitFor();
      await dialog.getByLabel("Motivo dello spostamento").fill("ha una visita medica");
      await dialog.getByRole("button", { name: "Sposta e avvisa" }).click();
      await page.getByText(/Appuntamento spostato|L'appuntamento è stato spostato|spostat/i).first().waitFor();
      await dialog.waitFor({ state: "detached" });
      const held = await heldAt(caseId);
      assert.equal(`${held!.deskId}@${held!.startsAt}`, wanted);
    });
  });

  it("by keyboard alone: taken, carried with the arrows, left; Esc gives up", async () => {
    await at("wide", "operator", WEEK, async (page) => {
      const grip = page.locator("td:nth-child(3) .cv-grip").nth(2);
      await grip.focus();
      await page.keyboard.press("Enter");
      await page.locator(".cv-place-open:focus").waitFor();
      await check(page, "preso-wide");
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.activeElement?.classList.contains("cv-grip"));
      await page.keyboard.press(" ");
      await page.locator(".cv-place-open:focus").waitFor();
      const before = await page.locator(":focus").getAttribute("data-place");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowRight");
      const there = await page.locator(":focus").getAttribute("data-place");
      assert.notEqual(there, before);
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Motivo dello spostamento").fill("turno di lavoro");
      await dialog.getByText(/appuntamento obbligatorio|non cambia nulla/).first().waitFor();
      await dialog.getByRole("button", { name: /^Sposta/ }).last().click();
      await dialog.waitFor({ state: "detached" });
    });
  });

  it("two operators want one seat: the second reads who was faster and chooses another, with the reason still there", async () => {
    await at("wide", "operator", WEEK, async (first) => {
      await at("wide", "operator", WEEK, async (second) => {
        const place = await first.locator("td:nth-child(6) [data-place]").last().getAttribute("data-place");
        const [deskId, startsAt] = place!.split("@");
        const rival = await caseOf(first, 0);
        await second.locator(".cv-seat-movable").nth(1).locator(".cv-grip").focus();
        await second.keyboard.press("Enter");
        await second.locator(`[data-place="${place}"]`).click();
        const dialog = second.getByRole("dialog");
        await dialog.getByLabel("Motivo dello spostamento").fill("lo chiede al telefono");
        await dialog.getByText(/appuntamento obbligatorio/).first().waitFor();
        const appointment = await installation.services.pools.worker.query<{ id: string }>("select id from appointment where case_id = $1 and state = 'held'", [rival]);
        const moved = await first.evaluate(
          async (body) => (await fetch("/api/agenda/moves", { method: "POST", headers: { "content-type": "application/json" }, body })).status,
          JSON.stringify({ caseId: rival, appointmentId: appointment.rows[0]!.id, deskId: Number(deskId), startsAt, reason: "più veloce", actId: randomUUID() }),
        );
        assert.equal(moved, 200);
        await dialog.getByRole("button", { name: /^Sposta/ }).last().click();
        await dialog.getByText(/appena stato preso: lo ha dato/).waitFor();
        await check(second, "preso-da-altri-wide");
        await dialog.getByRole("button", { name: "Scegli un altro posto" }).click();
        await dialog.getByLabel("Ora e sportello").selectOption({ index: 2 });
        await dialog.getByText(/appuntamento obbligatorio/).first().waitFor();
        assert.equal(await dialog.getByLabel("Motivo dello spostamento").inputValue(), "lo chiede al telefono");
        await dialog.getByRole("button", { name: "Sposta e avvisa" }).click();
        await dialog.waitFor({ state: "detached" });
      });
    });
  });

  it("an appointment by hand: somebody without one is found, the seat held, the text read, and then they are convened", async () => {
    await at("narrow", "operator", WEEK, async (page) => {
      await page.setViewportSize({ width: 1024, height: 800 });
      await page.locator("td:nth-child(5) [data-place]").last().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(/Cognome e nome/).fill("esposito");
      await dialog.getByRole("button", { name: "Cerca" }).click();
      await dialog.locator(".cv-found li").first().waitFor();
      await check(page, "fissa-1024");
      await dialog.getByRole("button", { name: /Tieni il posto/ }).first().click();
      await dialog.getByText("Il posto è tenuto").waitFor();
      await dialog.getByText(/appuntamento obbligatorio|non ha un recapito/).first().waitFor();
      await check(page, "fissa-testo-1024");
      const convene = dialog.getByRole("button", { name: "Convoca", exact: true });
      await ((await convene.isEnabled()) ? convene : dialog.getByRole("button", { name: "Convoca più tardi" })).click();
      await dialog.waitFor({ state: "detached" });
    });
  });

  it("a desk away and a closed day: the manager sees whom it hits, approves, and follows it to its end", async () => {
    for (const width of ["wide", "narrow"] as const) {
      await at(width, "office-manager", HOURS, async (page) => {
        await page.getByRole("button", { name: "Nuova eccezione" }).click();
        const dialog = page.getByRole("dialog");
        await check(page, `eccezione-${width}`);
        const day = width === "wide" ? "2019-10-15" : "2019-10-14";
        await dialog.getByLabel("Primo giorno").fill(day);
        await dialog.getByLabel("Ultimo giorno").fill(day);
        await dialog.getByRole("button", { name: "Vedi che cosa succede" }).click();
        await dialog.getByText(/almeno 5 caratteri/).first().waitFor();
        await dialog.getByLabel("Motivo").fill("Guasto all’impianto elettrico");
        if (width === "narrow") await dialog.getByLabel("Sportello").selectOption({ index: 1 });
        await dialog.getByRole("button", { name: "Vedi che cosa succede" }).click();
        await dialog.getByText(/appuntamento in quelle ore/).waitFor();
        const text = dialog.getByRole("button", { name: /Testo del messaggio/ });
        if ((await text.count()) > 0) {
          await text.first().click();
          await dialog.getByText(/Che cosa riceverà/).waitFor();
        }
        await check(page, `proposte-${width}`);
        await dialog.getByRole("button", { name: /^(Approva|Conferma)/ }).click();
        await page.getByText(/Finito:/).first().waitFor({ timeout: 25_000 });
        await check(page, `finito-${width}`);
        if ((await page.getByRole("dialog").count()) > 0) await page.getByRole("dialog").getByRole("button", { name: "Chiudi" }).last().click();
        await page.getByText("Guasto all’impianto elettrico").first().waitFor();
        await check(page, `eccezioni-${width}`);
      });
    }
    const left = await installation.services.pools.worker.query("select 1 from appointment where office_id = $1 and day = '2019-10-15' and state = 'held' and starts_at > business_now()", [OFFICE]);
    const tasks = await installation.services.pools.worker.query("select 1 from desk_task where kind = 'replan' and closed_at is null");
    assert.equal(left.rowCount, tasks.rowCount);
  });

  it("a day and a week are printed on a sheet across", async () => {
    const folder = process.env["CONVOCA_SHOTS"];
    for (const [name, path] of [["settimana", WEEK], ["giorno", "/agenda?giorno=2019-10-17"]] as const) {
      await at("wide", "operator", path, async (page) => {
        await page.emulateMedia({ media: "print" });
        assert.equal(await page.locator(".cv-views").isVisible(), false);
        assert.equal(await page.locator(".cv-grip").first().isVisible(), false);
        await shoot(page, `agenda-stampa-${name}`);
        const pdf = await page.pdf({ preferCSSPageSize: true });
        // A4 across, in points.
        assert.match(pdf.toString("latin1"), /MediaBox\s*\[0 0 84[12](\.\d+)? 59[456](\.\d+)?\]/);
        if (folder !== undefined) {
          await mkdir(folder, { recursive: true });
          await writeFile(join(folder, `agenda-stampa-${name}.pdf`), pdf);
        }
      });
    }
  });
}
