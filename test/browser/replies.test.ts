// The page on which a person answers, in a real browser without any script: from the link to the answer, on a telephone and on a wide screen, in two directions of writing.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, it } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { linkToken } from "../../src/services/replies/link.ts";
import { axe, fitsWidth, inBrowser, openStranger, shoot } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";

const WIDTHS = { phone: { width: 390, height: 844 }, middle: { width: 1024, height: 800 }, wide: { width: 1440, height: 900 } } as const;
const KEYS = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");

await inBrowser("answering without a script, in the browser", declare);

interface Person {
  readonly summonsId: string;
  readonly caseId: string;
  readonly path: string;
  readonly birth: string;
  readonly tail: string;
}

function declare(browser: Browser): void {
  let installation: Installation;
  let people: Person[] = [];
  const contexts: BrowserContext[] = [];
  let twin: Page | undefined;
  before(async () => {
    installation = await openInstallation({ documentKeys: KEYS });
    const { worker } = installation.services.pools;
    // Codes as the program draws them: those of the seed are easier to read.
    await worker.query(
      `update summons s set reference = 'ABCD-' || translate(lpad(n::text, 4, '0'), '01', 'ZY') from (
         select o.id, row_number() over (order by a.starts_at desc, o.id) as n from summons o join appointment a on a.id = o.appointment_id
         where o.state = 'issued' and a.state = 'held' and a.starts_at > business_now()) numbered
       where numbered.id = s.id and n <= 8`,
    );
    const { rows } = await worker.query<{ summonsId: string; caseId: string; appointmentId: string; reference: string; birth: string; taxCode: string; key: Buffer }>(
      `select s.id as "summonsId", s.case_id as "caseId", s.appointment_id as "appointmentId", s.reference, p.birth_date as birth, p.tax_code as "taxCode", k.secret as key
       from summons s join case_file f on f.id = s.case_id join person p on p.id = f.person_id cross join reply_secret k
       where s.reference like 'ABCD-%' order by s.reference`,
    );
    people = rows.map(({ key, taxCode, ...row }) => ({ ...row, path: `/r/${linkToken(key, row)}`, tail: taxCode.slice(-4) }));
  });
  after(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await installation?.close();
  });

  const scriptless = async (width: keyof typeof WIDTHS, language = "it-IT"): Promise<Page> => {
    const context = await browser.newContext({ viewport: WIDTHS[width], baseURL: installation.url, locale: language, javaScriptEnabled: false });
    context.setDefaultTimeout(10_000);
    contexts.push(context);
    return context.newPage();
  };
  /** What axe looks at: it cannot look by itself where no script runs, so it is given the same page where one may. */
  const twinOf = async (page: Page): Promise<Page> => {
    twin ??= await (async () => {
      const context = await browser.newContext({ baseURL: installation.url });
      contexts.push(context);
      return context.newPage();
    })();
    await twin.setViewportSize(page.viewportSize()!);
    await twin.setContent(await page.content());
    return twin;
  };
  const looksRight = async (page: Page, name: string): Promise<void> => {
    await page.getByRole("heading", { level: 1 }).waitFor();
    await shoot(page, `risposta-${name}`);
    assert.deepEqual(await axe(await twinOf(page)), [], name);
    assert.ok(await fitsWidth(page), `${name} is wider than the screen`);
    assert.equal(await page.locator("script").count(), 0);
  };
  const enter = async (page: Page, person: Person, labels = { day: "Giorno", month: "Mese", year: "Anno", tail: "Ultimi 4 caratteri", go: "Continua" }): Promise<void> => {
    await page.getByLabel(labels.day).fill(person.birth.slice(8));
    await page.getByLabel(labels.month).fill(person.birth.slice(5, 7));
    await page.getByLabel(labels.year).fill(person.birth.slice(0, 4));
    await page.getByLabel(labels.tail).fill(person.tail);
    await page.getByRole("button", { name: labels.go }).click();
  };
  const person = (at: number): Person => {
    const found = people[at];
    assert.ok(found, "the seed has nobody left for this story");
    return found;
  };

  for (const [at, width] of (["phone", "middle", "wide"] as const).entries())
    it(`from the link to the confirmation, ${width}`, async () => {
      const page = await scriptless(width);
      await page.goto(person(at).path);
      await looksRight(page, `controllo-${width}`);
      await enter(page, { ...person(at), tail: "000A" });
      await page.getByRole("alert").getByText("I dati non corrispondono").waitFor();
      assert.equal(await page.getByLabel("Anno").inputValue(), person(at).birth.slice(0, 4), "what was typed is kept");
      await looksRight(page, `sbagliato-${width}`);
      await enter(page, person(at));
      await page.getByRole("heading", { name: "Il Suo appuntamento" }).waitFor();
      await looksRight(page, `appuntamento-${width}`);
      await page.getByRole("button", { name: "Confermo che vengo" }).click();
      await page.getByRole("status").getByText("la Sua conferma è arrivata").waitFor();
      await looksRight(page, `confermato-${width}`);
      await page.reload();
      await page.getByText("Ha confermato che verrà.").waitFor();
    });

  it("another date with the keyboard alone, and the old link afterwards", async () => {
    const page = await scriptless("phone");
    await page.goto(person(3).path);
    await enter(page, person(3));
    await page.getByRole("link", { name: "Scelgo un’altra data" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Giorni con posti liberi" }).waitFor();
    await looksRight(page, "giorni");
    await page.getByRole("main").getByRole("link").first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("group", { name: /Ore libere/ }).waitFor();
    await looksRight(page, "ore");
    await page.getByRole("radio").first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("il nuovo appuntamento è Suo").waitFor();
    await looksRight(page, "spostato");
    const other = await scriptless("phone");
    await other.goto(person(3).path);
    await other.getByRole("heading", { name: "La data è cambiata" }).waitFor();
    await looksRight(other, "vecchio");
  });

  it("says why not, with a document that is looked at as at the desk", async () => {
    const page = await scriptless("phone");
    await page.goto(person(4).path);
    await enter(page, person(4));
    await page.getByRole("link", { name: "Non posso venire" }).click();
    await page.getByRole("radio", { name: /Un motivo riservato/ }).check();
    await page.getByLabel("Spiegazione").fill("Ho una visita");
    await page.getByLabel("Documento (facoltativo)").setInputFiles({ name: "programma.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ\u0001\u0002\u0003") });
    await page.getByRole("button", { name: "Invio la risposta" }).click();
    await page.getByRole("alert").getByText("Il documento non si può accettare").waitFor();
    assert.equal(await page.getByLabel("Spiegazione").inputValue(), "Ho una visita");
    await looksRight(page, "non-posso");
    await page.getByRole("button", { name: "Invio la risposta" }).click();
    await page.getByRole("status").getByText("La Sua risposta è arrivata").waitFor();
    await looksRight(page, "risposto");
  });

  it("from right to left, and in English", async () => {
    const page = await scriptless("phone", "en-GB");
    await page.goto(person(5).path);
    await page.getByRole("heading", { name: "Before you go on" }).waitFor();
    await page.getByRole("link", { name: "العربية" }).click();
    await page.getByRole("heading", { name: "قبل المتابعة" }).waitFor();
    await looksRight(page, "arabo-controllo");
    await enter(page, person(5), { day: "اليوم", month: "الشهر", year: "السنة", tail: "آخر 4", go: "متابعة" });
    await page.getByRole("heading", { name: "موعدك" }).waitFor();
    await looksRight(page, "arabo");
    await page.getByRole("button", { name: "Українська" }).click();
    await page.getByRole("heading", { name: "Ваша зустріч" }).waitFor();
    await looksRight(page, "ucraino");
  });

  it("a link that is not good, and a browser with scripts sees the same page", async () => {
    const page = await scriptless("phone");
    await page.goto(`${person(6).path.slice(0, -1)}${person(6).path.endsWith("2") ? "3" : "2"}`);
    await page.getByRole("heading", { name: "Il collegamento non è valido" }).waitFor();
    await looksRight(page, "falso");
    const { context, page: stranger } = await openStranger(browser, installation.url, "narrow");
    contexts.push(context);
    await stranger.goto(person(6).path);
    await stranger.getByRole("heading", { name: "Prima di continuare" }).waitFor();
  });
}
