// Documents and requests about one's own data, in a real browser: handed in, opened with a reason, registered, corrected, restricted, answered.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { pdf } from "../../src/domain/documents/sample-files.test-data.ts";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { handIn } from "../../src/services/documents/hand-in.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { recordOutcome } from "../../src/services/documents/outcome.ts";
import { restrict } from "../../src/services/requests/correct.ts";
import { registerRequest } from "../../src/services/requests/handle.ts";
import { axe, fitsWidth, inBrowser, openAs, settled, shoot } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE, TODAY } from "./seed-rows.ts";

const KEYS = keysOfText(
  JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }),
  "prova",
);
const ADMINISTRATOR = { id: "amministratrice", role: "administrator" } as const;
const OPERATOR = { id: "operatore", role: "operator", office: OFFICE } as const;

await inBrowser("data protection in the browser", declare);

function declare(browser: Browser): void {
  let installation: Installation;
  let taxCode = "";
  let requestId = "";
  let caseId = "";

  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation({ documentKeys: KEYS });
    const { services, seeded } = installation;
    caseId = seeded.caseId;
    const { rows } = await services.pools.retention.query<{ id: string; code: string }>(
      "select f.id, p.tax_code as code from case_file f join person p on p.id = f.person_id join competence c on c.case_id = f.id where c.office_id = $1 order by f.id <> $2 limit 2",
      [OFFICE, caseId],
    );
    taxCode = rows[0]!.code;
    requestId = await register("rectification", taxCode, TODAY);
    const restricting = await register("restriction", rows[1]!.code, "2019-08-20");
    await register("erasure", "RSSMRA80A01H501U", "2019-07-15");
    const limited = await restrict(services, {
      requestId: restricting,
      reason: "Contesta l’esattezza dei dati",
      actor: ADMINISTRATOR,
    });
    assert.ok(limited.ok);
    for (const [kind, name] of [
      ["health-certificate", "certificato.pdf"],
      ["work-document", "contratto.pdf"],
    ] as const) {
      for (const one of rows) {
        const given = await handIn(services, KEYS, {
          caseId: one.id,
          kind,
          name,
          bytes: pdf(),
          actor: OPERATOR,
        });
        assert.ok(given.ok);
        if (kind === "work-document")
          await recordOutcome(services, {
            documentId: given.value.id,
            outcome: "sufficient",
            expiresOn: "2020-03-31",
            actor: OPERATOR,
          });
      }
    }
    restrictedCase = rows[1]!.id;
  });
  after(async () => {
    await installation?.close();
  });
  let restrictedCase = "";

  const register = async (
    kind: "rectification" | "restriction" | "erasure",
    code: string,
    receivedOn: string,
  ): Promise<string> => {
    const outcome = await registerRequest(installation.services, {
      taxCode: code,
      kind,
      cameBy: "pec",
      receivedOn,
      note: null,
      actor: ADMINISTRATOR,
    });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.id;
  };

  const visit = async (
    width: "wide" | "narrow",
    role: string,
    path: string,
    work: (page: Page) => Promise<void>,
    office = "",
  ): Promise<void> => {
    const { context, page, faults } = await openAs(browser, installation.url, width, role, office);
    try {
      await page.goto(path);
      await settled(page);
      await work(page);
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
    }
  };
  const isSound = async (page: Page, name: string, says: RegExp): Promise<void> => {
    await page.getByText(says).first().waitFor({ timeout: 5_000 });
    await shoot(page, name);
    assert.deepEqual(await axe(page), []);
    assert.ok(await fitsWidth(page), `${name} is wider than the screen`);
  };

  for (const width of ["wide", "narrow"] as const) {
    it(`the pages are sound, ${width}`, async () => {
      await visit(width, "administrator", "/richieste", (page) =>
        isSound(page, `richieste-${width}`, /in ritardo/),
      );
      await visit(width, "administrator", `/richieste/${requestId}`, (page) =>
        isSound(page, `richiesta-${width}`, /Scarica la copia da leggere/),
      );
      await visit(width, "auditor", "/richieste", async (page) => {
        await isSound(page, `richieste-revisore-${width}`, /Limitazione del trattamento/);
        assert.equal(await page.getByRole("button", { name: "Registra una richiesta" }).count(), 0);
      });
      await visit(width, "auditor", `/richieste/${requestId}`, async (page) => {
        await isSound(page, `richiesta-revisore-${width}`, /non i dati della persona/);
        assert.equal(await page.getByText("Scarica la copia").count(), 0);
      });
      await visit(
        width,
        "operator",
        `/persone/${caseId}/documenti`,
        (page) => isSound(page, `documenti-${width}`, /Prova sufficiente/),
        OFFICE,
      );
      await visit(
        width,
        "operator",
        `/persone/${restrictedCase}`,
        (page) =>
          isSound(page, `persona-limitata-${width}`, /il trattamento dei dati di questa persona è limitato/),
        OFFICE,
      );
    });
  }

  it("a request is registered, corrected, answered, from the keyboard too", async () => {
    await visit("wide", "administrator", "/richieste", async (page) => {
      await page.getByRole("button", { name: "Registra una richiesta" }).focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Codice fiscale").fill("sbagliato");
      await dialog.getByRole("button", { name: "Registra una richiesta" }).click();
      await dialog.getByText("Il codice fiscale non è scritto bene").waitFor();
      assert.deepEqual(await axe(page), []);
      await dialog.getByLabel("Codice fiscale").fill(taxCode.toLowerCase());
      await dialog.getByLabel("Che cosa chiede").selectOption("rectification");
      await dialog.getByRole("button", { name: "Registra una richiesta" }).click();
      await page.getByRole("heading", { level: 1, name: /^Rettifica: / }).waitFor();
      await page.getByRole("button", { name: "Rettifica i dati" }).click();
      await page.getByRole("dialog").getByLabel("CAP", { exact: true }).fill("83100");
      await page.getByRole("dialog").getByLabel("Via e numero").fill("Via Nuova 7");
      await page.getByRole("dialog").getByLabel("Motivo").fill("Certificato di residenza esibito");
      await shoot(page, "rettifica-wide");
      await page.getByRole("dialog").getByRole("button", { name: "Rettifica" }).click();
      await page
        .getByText(/Via Nuova 7/i)
        .first()
        .waitFor();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: /copia da leggere/ }).click(),
      ]);
      assert.match(download.suggestedFilename(), /^copia-dei-dati-.*\.html$/);
      await page.getByRole("button", { name: "Rispondi e chiudi" }).click();
      await page.getByRole("dialog").getByLabel("Stato").selectOption("granted");
      await page
        .getByRole("dialog")
        .getByLabel("Che cosa si è risposto")
        .fill("Dati corretti come richiesto.");
      await page.getByRole("dialog").getByRole("button", { name: "Chiudi la richiesta" }).click();
      await page.getByText("accolta").first().waitFor();
      assert.equal(await page.getByRole("button", { name: "Rettifica i dati" }).count(), 0);
    });
  });

  it("a paper is handed in and opened only with a reason; one that acts is refused", async () => {
    await visit(
      "narrow",
      "operator",
      `/persone/${caseId}/documenti`,
      async (page) => {
        const file = (content: Uint8Array) => ({
          name: "visita.pdf",
          mimeType: "application/pdf",
          buffer: Buffer.from(content),
        });
        await page.getByLabel("Che documento è").selectOption("health-certificate");
        await page
          .locator("input[type=file]")
          .setInputFiles(file(pdf("7 0 obj << /S /JavaScript /JS (x) >> endobj\n")));
        await page.getByRole("button", { name: "Consegna", exact: true }).click();
        await page.getByText("stamparlo di nuovo in PDF").waitFor();
        await page.locator("input[type=file]").setInputFiles(file(pdf()));
        await page.getByRole("button", { name: "Consegna", exact: true }).click();
        await page.getByText("Documento consegnato e chiuso").waitFor();
        await page.getByRole("button", { name: "Apri Certificato medico" }).nth(1).waitFor();
        await page.getByRole("button", { name: "Apri Certificato medico" }).first().click();
        await page.getByRole("dialog").getByRole("button", { name: "Apri" }).click();
        await page.getByRole("dialog").getByText("Scrivere il motivo").waitFor();
        await page.getByRole("dialog").getByLabel("Motivo").fill("Istruttoria dell’esonero");
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("dialog").getByRole("button", { name: "Apri" }).click(),
        ]);
        assert.equal(download.suggestedFilename(), "visita.pdf");
      },
      OFFICE,
    );
    const { rows } = await installation.services.pools.audit.query<{ reason: string }>(
      "select reason from access_log where action = 'restricted-document'",
    );
    assert.equal(rows.length, 1);
    assert.match(rows[0]!.reason, /Istruttoria dell’esonero$/);
  });
}
