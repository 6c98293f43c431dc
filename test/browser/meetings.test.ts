// The agreed meeting in a real browser: on the person's page with its acts, moved with word to the person, on the sheet of its day, its outcome; who may not act reads why.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser } from "playwright-core";
import type { FreeSeats } from "../../src/contract/person.ts";
import { romeInstant, romeTime } from "../../src/domain/calendar/rome-time.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { heldAs } from "../../src/services/seats.ts";
import { measureParameters } from "../../src/services/writing.ts";
import { holdMeeting } from "../../src/store/interview.ts";
import { openMeetingOf } from "../../src/store/meetings.ts";
import type { StoredMeeting } from "../../src/store/meetings.ts";
import { inOffice } from "../../src/store/pools.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { Opened, WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, TODAY } from "./seed-rows.ts";

await inBrowser("the agreed meeting in the browser", declare);

interface Person {
  readonly caseId: string;
  readonly benefitId: string;
  readonly measure: string;
  readonly grantedOn: string;
  readonly taxCode: string;
}

function declare(browser: Browser): void {
  let installation: Installation;
  let people: Person[] = [];
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation();
    ({ rows: people } = await installation.services.pools.worker.query<Person>(
      `select f.id as "caseId", f.benefit_id as "benefitId", b.measure, b.granted_on as "grantedOn", p.tax_code as "taxCode"
       from case_file f join competence c on c.case_id = f.id join benefit b on b.id = f.benefit_id join person p on p.id = f.person_id
       where c.office_id = $1 and f.bound and p.reach like '%sms%' and exists (select 1 from contact_point t where t.person_id = p.id and t.kind = 'mobile' and t.usable and t.current)
         and not exists (select 1 from appointment a where a.case_id = f.id and a.state in ('held', 'agreed')) order by f.id limit 2`,
      [OFFICE],
    ));
    assert.equal(people.length, 2, "two people who can be written to and have no appointment");
  });
  after(async () => {
    await installation?.close();
  });

  const at = (instant: string): Promise<unknown> =>
    installation.services.pools.worker.query("update clock set anchor_business = $1, anchor_machine = clock_timestamp(), speed = 0", [instant]);
  const open = async (path: string, width: WidthName, role = "operator"): Promise<Opened> => {
    const one = await openAs(browser, installation.url, width, role, OFFICE);
    one.page.setDefaultTimeout(20_000);
    await one.page.goto(path);
    await settled(one.page);
    return one;
  };
  /** What other stories look at with axe in this state. */
  const seen = async ({ page }: Opened, name: string): Promise<void> => {
    await shoot(page, `incontro-${name}`);
    assert.ok(await fitsWidth(page), `${name}: wider than the screen`);
  };
  const sound = async (one: Opened, name: string): Promise<void> => {
    await seen(one, name);
    assert.deepEqual(await axe(one.page), [], name);
  };
  const meetingOf = async (person: Person): Promise<StoredMeeting> => (await inOffice(installation.services.pools.app, OFFICE, (client) => openMeetingOf(client, person.caseId)))!;
  /** They agree face to face on the last free hour that the office shows. */
  const agree = async ({ page }: Opened, person: Person): Promise<StoredMeeting> => {
    const answer = await page.request.get(`/api/cases/${person.caseId}/free-seats`);
    const { seats } = (await answer.json()) as FreeSeats;
    const seat = heldAs(OFFICE, measureParameters(person.measure, person.grantedOn), seats.at(-1)!);
    await inOffice(installation.services.pools.app, OFFICE, (client) => holdMeeting(client, person.caseId, person.benefitId, seat));
    return meetingOf(person);
  };
  /** Through the form of the page, to the first free hour of the first day; gives the meeting in its new seat. */
  const move = async (one: Opened, person: Person, width: WidthName): Promise<StoredMeeting> => {
    const { page } = one;
    await page.getByRole("button", { name: "Sposta l’incontro" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Ora e sportello").selectOption({ index: 1 });
    await dialog.getByLabel(/Motivo/).fill("Lo chiede la persona per un esame");
    await seen(one, `sposta-${width}`);
    await dialog.getByRole("button", { name: /^Sposta/ }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("status").getByText(/spostato/i).waitFor();
    const moved = await meetingOf(person);
    const { rows } = await installation.services.pools.worker.query<{ body: string }>(
      "select c.body from message m join message_content c on c.message_id = m.id where m.appointment_id = $1 and m.kind = 'meeting-moved' and m.state = 'due' and m.channel = 'sms'",
      [moved.appointmentId],
    );
    assert.equal(rows.length, 1);
    assert.match(rows[0]!.body, /incontro/);
    return moved;
  };

  it("who only looks reads why nothing can be done", async () => {
    const [person] = people as [Person];
    await at(romeInstant(TODAY, 500));
    const other = await open(`/persone/${person.caseId}`, "wide", "second-officer");
    await agree(other, person);
    await other.page.reload();
    await other.page.getByText("Incontro concordato").first().waitFor();
    assert.equal(await other.page.getByRole("button", { name: /l’incontro$|venuta/ }).count(), 0);
    await other.page.getByText("4 atti che ora non si possono fare").click();
    await other.page.getByText("Questo atto spetta agli operatori della sede e al suo responsabile.").first().waitFor();
    await sound(other, "chi-guarda-wide");
    assert.deepEqual(other.faults, []);
    await other.context.close();
  });

  for (const [which, width] of [[0, "wide"], [1, "narrow"]] as const) {
    it(`moved with word to the person, it stands on the sheet of its day, and its outcome is written, ${width}`, async () => {
      const person = people[which]!;
      await at(romeInstant(TODAY, 500));
      const one = await open(`/persone/${person.caseId}`, width);
      const { page } = one;
      const agreed = which === 0 ? await meetingOf(person) : await agree(one, person);
      if (which === 1) await page.reload();
      await page.getByText("Incontro concordato").first().waitFor();
      await page.getByText("2 atti che ora non si possono fare").click();
      await page.getByText(/dal suo giorno/).waitFor();
      await sound(one, `concordato-${width}`);
      const moved = await move(one, person, width);
      assert.notEqual(moved.startsAt, agreed.startsAt);
      await page.getByText("2 atti che ora non si possono fare").waitFor();

      // Its day has come: one arrives before the hour, the other does not come.
      const { date, minutes } = romeTime(moved.startsAt);
      await at(romeInstant(date, minutes + (width === "wide" ? -10 : 20)));
      await page.goto("/foglio");
      await settled(page);
      await page.getByRole("row").filter({ hasText: person.taxCode }).getByText("Incontro concordato").waitFor();
      await seen(one, `foglio-${width}`);
      await page.goto(`/persone/${person.caseId}`);
      await settled(page);
      await page.getByRole("button", { name: "È venuta", exact: true }).waitFor();
      await seen(one, `giorno-${width}`);
      await page.getByRole("button", { name: width === "wide" ? "È venuta" : "Non è venuta", exact: true }).click();
      await page.getByRole("status").getByText(width === "wide" ? /è venuta all’incontro concordato, numero 1/ : /Mancata presenza all’incontro/).waitFor();
      await page.getByText(/^Precedenti|appuntamenti precedenti/i).first().click();
      await page.getByText(width === "wide" ? /: venuta$/ : /: non venuta$/).waitFor();
      await seen(one, `esito-${width}`);
      assert.deepEqual(one.faults, []);
      await one.context.close();
    });
  }
}
