// The way in, in a real browser: every step wide and narrow, with the keyboard, under the strict content security policy.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { addLocalUser, giveRole, resetUser } from "../../src/services/identity/users.ts";
import { codeOfStep, stepAt } from "../../src/services/identity/totp.ts";
import { endEverySession } from "../../src/store/sessions.ts";
import { saveProvider } from "../../src/store/sessions-providers.ts";
import { axe, fitsWidth, inBrowser, openStranger, settled, shoot } from "./browser.ts";
import type { WidthName } from "./browser.ts";
import { openInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { OFFICE } from "./seed-rows.ts";

const PASSPHRASE = "il treno delle sette è in ritardo";
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

await inBrowser("the way in, in the browser", declare);

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
}

async function looksRight(page: Page, name: string): Promise<void> {
  await settled(page);
  await shoot(page, name);
  assert.match(await page.title(), / – Convoca$/);
  assert.deepEqual(await axe(page), []);
  assert.ok(await fitsWidth(page), "the page is wider than the screen");
}

function declare(browser: Browser): void {
  let installation: Installation;
  before(async () => {
    await ensureWebBuilt();
    installation = await openInstallation({ demo: false, loginKey: randomBytes(32) });
    await saveProvider(
      installation.services.pools.login,
      {
        id: "regione",
        name: "identità digitale regionale",
        issuer: "http://127.0.0.1:9",
        clientId: "convoca",
        secretAt: null,
        authentication: "none",
        scopes: "openid",
        nameClaim: "name",
      },
      "prova",
    );
  });
  after(async () => {
    await installation?.close();
  });

  const addUser = async (login: string): Promise<string> => {
    const pool = installation.services.pools.login;
    const grant = { role: "operator", office: OFFICE, from: null, to: null };
    const added = await addLocalUser(pool, { login, name: "Ada Esposito", grant, by: "prova" });
    assert.ok(added.ok);
    assert.ok((await giveRole(pool, login, { ...grant, role: "administrator", office: null }, "prova")).ok);
    return added.value.password;
  };

  for (const width of ["wide", "narrow"] as const satisfies readonly WidthName[]) {
    it(`from the one-time password to the own page, ${width}`, async () => {
      const login = `ada.${width}`;
      const oneTime = await addUser(login);
      const { context, page, faults } = await openStranger(browser, installation.url, width);
      await page.goto("/persone");
      await looksRight(page, `accesso-${width}`);
      await page.getByRole("link", { name: /identità digitale regionale/ }).waitFor();
      await page.getByLabel("Nome utente").fill(login);
      await page.getByLabel("Password", { exact: true }).fill("sbagliata");
      await page.keyboard.press("Enter");
      await page.getByText("Il nome o la password non corrispondono").waitFor();
      assert.equal(await page.getByLabel("Nome utente").inputValue(), login, "what was typed stays");
      await shoot(page, `accesso-errore-${width}`);
      await page.getByLabel("Password", { exact: true }).fill(oneTime);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Scegliere la propria password" }).waitFor();
      await page.getByLabel("Nuova password").fill("corta");
      await page.keyboard.press("Enter");
      await page.getByText("almeno 12 caratteri:").waitFor();
      await looksRight(page, `accesso-nuova-password-${width}`);
      await page.getByLabel("Nuova password").fill(PASSPHRASE);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Comincia" }).press("Enter");
      await page.getByRole("img", { name: /Codice QR/ }).waitFor();
      await looksRight(page, `accesso-secondo-fattore-${width}`);
      // The page asks by itself, every ten seconds, whether somebody is in: whoever is scanning the code goes on seeing it.
      if (width === "wide") await page.waitForResponse((answer) => answer.url().endsWith("/api/session"));
      await settled(page);
      const secret = fromBase32((await page.locator(".cv-login-secret").innerText()).replaceAll(" ", ""));
      await page.getByLabel("Codice di sei cifre").fill(codeOfStep(secret, stepAt(Date.now())));
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 2, name: "Codici di recupero" }).waitFor();
      await looksRight(page, `accesso-codici-${width}`);
      await page.getByRole("button", { name: /al sicuro/ }).press("Enter");
      await page.getByRole("heading", { level: 1, name: /Con quale ruolo/ }).waitFor();
      await looksRight(page, `accesso-scelta-${width}`);
      await page.getByRole("button", { name: /Operatore/ }).press("Enter");
      await page.getByRole("heading", { level: 1, name: "Lavoro" }).waitFor();
      assert.equal(await page.locator(".cv-demo-bar").count(), 0, "no demonstration's bar here");
      await page.getByRole("link", { name: /Il mio accesso/ }).press("Enter");
      await page.getByRole("heading", { level: 2, name: "Sessioni aperte" }).waitFor();
      await page.getByText("questa", { exact: true }).waitFor();
      await looksRight(page, `mio-accesso-${width}`);
      await page.getByRole("button", { name: "Chiudi tutte le sessioni" }).press("Enter");
      await page.getByRole("heading", { level: 1, name: "Entrare in Convoca" }).waitFor();
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  it("help, news and the statement on accessibility are no dead ends for whoever has not come in", async () => {
    for (const width of ["wide", "narrow"] as const) {
      const { context, page, faults } = await openStranger(browser, installation.url, width);
      await page.goto("/");
      for (const [link, title] of [["Aiuto", "Aiuto"], ["Novità", "Novità"], ["Dichiarazione di accessibilità", "Dichiarazione di accessibilità"]] as const) {
        await page.getByRole("link", { name: link, exact: true }).press("Enter");
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
        await looksRight(page, `fuori-${link.slice(0, 6).toLowerCase()}-${width}`);
      }
      await page.getByRole("link", { name: "Torna all'accesso" }).press("Enter");
      await page.getByRole("heading", { level: 1, name: "Entrare in Convoca" }).waitFor();
      assert.deepEqual(faults, []);
      await context.close();
    }
  });

  it("a session that ends elsewhere shows the way in at the next question", async () => {
    const login = "ada.fuori";
    const { context, page } = await openStranger(browser, installation.url, "wide");
    const oneTime = await addUser(login);
    await page.goto("/");
    await page.getByLabel("Nome utente").fill(login);
    await page.getByLabel("Password", { exact: true }).fill(oneTime);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Scegliere la propria password" }).waitFor();
    assert.ok((await resetUser(installation.services.pools.login, login, "prova")).ok);
    await page.getByLabel("Nuova password").fill(PASSPHRASE);
    await page.keyboard.press("Enter");
    await page.getByText("L'accesso è scaduto o non è ancora avvenuto").waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Entrare in Convoca" }).waitFor();
    await context.close();
  });

  it("when the session ends while typing, the page waits behind the way in with what was typed", async () => {
    const login = "ada.scrive";
    const { context, page, faults } = await openStranger(browser, installation.url, "wide");
    const oneTime = await addUser(login);
    await page.goto("/mio-accesso");
    const identify = async (password: string): Promise<void> => {
      await page.getByLabel("Nome utente").fill(login);
      await page.getByRole("textbox", { name: "Password", exact: true }).fill(password);
      await page.keyboard.press("Enter");
    };
    await identify(oneTime);
    await page.getByLabel("Nuova password").fill(PASSPHRASE);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Comincia" }).press("Enter");
    const secret = fromBase32((await page.locator(".cv-login-secret").innerText()).replaceAll(" ", ""));
    await page.getByLabel("Codice di sei cifre").fill(codeOfStep(secret, stepAt(Date.now())));
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /al sicuro/ }).press("Enter");
    await page.getByRole("button", { name: /Operatore/ }).press("Enter");
    await page.waitForURL(/agenda|lavoro/);
    await settled(page);
    await page.getByRole("link", { name: /Il mio accesso/ }).press("Enter");
    await page.getByRole("heading", { level: 2, name: "Sessioni aperte" }).waitFor();
    const typed = page.getByLabel("Nuova password");
    await typed.fill("quello che stavo scrivendo");
    await endEverySession(installation.services.pools.login, "prova");
    await page.getByText("La sessione è finita.").waitFor({ timeout: 15_000 });
    assert.equal(await typed.isVisible(), false, "nobody reads over an ended session");
    await looksRight(page, "sessione-finita-wide");
    await identify(PASSPHRASE);
    await page.getByLabel("Codice di sei cifre").fill(codeOfStep(secret, stepAt(Date.now()) + 1));
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /Operatore/ }).press("Enter");
    await page.getByText("Di nuovo al lavoro").waitFor();
    assert.equal(await typed.inputValue(), "quello che stavo scrivendo");
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("the content security policy lets no inline script, style, frame or other site in", async () => {
    const { context, page } = await openStranger(browser, installation.url, "wide");
    const answer = await page.goto("/accesso?errore=%3Cscript%3Ealert(1)%3C/script%3E");
    const policy = answer?.headers()["content-security-policy"] ?? "";
    assert.doesNotMatch(policy, /unsafe/);
    await page.getByText("L'accesso non è riuscito").waitFor();
    const violations = await page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
      const tries: (() => unknown)[] = [
        () =>
          document.body.append(
            Object.assign(document.createElement("style"), { textContent: "body{display:none}" }),
          ),
        () =>
          document.body.append(
            Object.assign(document.createElement("img"), { src: "https://altro.example/x.png" }),
          ),
        () =>
          document.body.append(
            Object.assign(document.createElement("iframe"), { src: "https://altro.example/" }),
          ),
        () => document.body.setAttribute("onclick", "window.turned = 1"),
        () => (document.createElement("div").innerHTML = "<b>x</b>"),
        () => fetch("https://altro.example/").catch(() => undefined),
        () => new WebSocket("wss://altro.example/"),
      ];
      for (const attempt of tries) {
        try {
          await attempt();
        } catch {
          seen.push("thrown");
        }
      }
      document.body.click();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { seen, turned: "turned" in window };
    });
    assert.equal(violations.turned, false);
    for (const directive of [
      "style-src-elem",
      "img-src",
      "frame-src",
      "connect-src",
      "require-trusted-types-for",
    ])
      assert.ok(violations.seen.includes(directive), `${directive}: ${violations.seen.join(", ")}`);
    await context.close();
  });
}
