// Every page in a real browser, wide and narrow: it says what it should, axe finds nothing, nothing sticks out.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { startOutsideWorld } from "../../src/simulator/outside-world.ts";
import type { OutsideWorld } from "../../src/simulator/outside-world.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { putMessages } from "./outside.ts";
import { OFFICE } from "./seed-rows.ts";

interface PageCase {
  readonly name: string;
  readonly role: string;
  readonly office?: string;
  readonly path: (installation: Installation) => string;
  readonly says: RegExp;
}

const PAGES: readonly PageCase[] = [
  { name: "panoramica", role: "regional", path: () => "/panoramica", says: /Persone tenute agli obblighi/ },
  { name: "agenda", role: "operator", office: OFFICE, path: () => "/agenda", says: /posti liberi/ },
  {
    name: "agenda-chiusa",
    role: "operator",
    office: OFFICE,
    path: () => "/agenda?giorno=2019-11-01",
    says: /Sede chiusa/,
  },
  {
    name: "lavoro",
    role: "operator",
    office: OFFICE,
    path: () => "/lavoro",
    says: /Convocazione non recapitata/,
  },
  {
    name: "lavoro-cerca",
    role: "operator",
    office: OFFICE,
    path: () => "/lavoro?vista=cerca&cerca=niccolo",
    says: /Niccolò/,
  },
  {
    name: "lavoro-nessuno",
    role: "operator",
    office: OFFICE,
    path: () => "/lavoro?vista=cerca&cerca=zzzzqqq",
    says: /Nessuna persona corrisponde/,
  },
  {
    name: "persona",
    role: "operator",
    office: OFFICE,
    path: ({ seeded }) => `/persone/${seeded.caseId}`,
    says: /Conferma o correggi i recapiti/,
  },
  {
    name: "persona-altra-sede",
    role: "operator",
    office: OFFICE,
    path: ({ seeded }) => `/persone/${seeded.otherCaseId}`,
    says: /non è seguita dalla sede/,
  },
  {
    name: "persona-accessi",
    role: "office-manager",
    office: OFFICE,
    path: ({ seeded }) => `/persone/${seeded.caseId}/accessi`,
    says: /Proteggi questa persona/,
  },
  { name: "accessi", role: "auditor", path: () => "/accessi", says: /Molte persone in poco tempo/ },
  {
    name: "accessi-registro",
    role: "auditor",
    path: () => "/accessi?vista=log&utente=m.esposito",
    says: /attività aperta allo sportello/,
  },
  {
    name: "sostituzioni",
    role: "office-manager",
    office: OFFICE,
    path: () => "/sostituzioni",
    says: /Congedo parentale/,
  },
  { name: "notifiche", role: "administrator", path: () => "/notifiche", says: /Carica un file/ },
  {
    name: "notifica",
    role: "administrator",
    path: ({ seeded }) => `/notifiche/${seeded.batchId}`,
    says: /128\.400 lette/,
  },
  { name: "da-instradare", role: "administrator", path: () => "/da-instradare", says: /Assegna la sede/ },
  { name: "messaggi", role: "administrator", path: () => "/messaggi", says: /Decidi/ },
  {
    name: "messaggi-sede",
    role: "office-manager",
    office: OFFICE,
    path: () => "/messaggi?stato=failed",
    says: /Non consegnati/,
  },
  {
    name: "telefono",
    role: "regional",
    path: () => "/telefono-e-posta?tipo=sms&a=%2B393331000000",
    says: /appuntamento obbligatorio/,
  },
  {
    name: "posta",
    role: "regional",
    path: () => "/telefono-e-posta?tipo=email&a=persona0%40posta.example",
    says: /Allegati|senza oggetto|Appuntamento/,
  },
  { name: "non-trovata", role: "regional", path: () => "/qualcosa", says: /Pagina non trovata/ },
  { name: "altro-ruolo", role: "regional", path: () => "/notifiche", says: /altro ruolo/ },
];

await inBrowser("pages in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  let outside: OutsideWorld;

  before(async () => {
    await ensureWebBuilt();
    outside = await startOutsideWorld({ smsToken: "prova" });
    await putMessages(outside);
    installation = await openInstallation({
      outsideWorld: { smsUrl: outside.sms.controlUrl, mailUrl: outside.mail.controlUrl },
    });
  });
  after(async () => {
    await installation?.close();
    await outside?.stop();
  });

  for (const width of ["wide", "narrow"] as const satisfies readonly WidthName[]) {
    for (const { name, role, office, path, says } of PAGES) {
      it(`${name}, ${width}`, async () => {
        const { context, page, faults } = await openAs(browser, installation.url, width, role, office);
        try {
          await page.goto(path(installation));
          await settled(page);
          await page.getByText(says).first().waitFor({ timeout: 5000 });
          await shoot(page, `${name}-${width}`);
          assert.match(await page.title(), / – Convoca$/);
          assert.deepEqual(await axe(page), []);
          assert.ok(await fitsWidth(page), "the page is wider than the screen");
          assert.deepEqual(faults, []);
        } finally {
          await context.close();
        }
      });
    }
  }
}
