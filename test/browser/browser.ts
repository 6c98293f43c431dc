// A real Chromium that comes with the dependencies, and what every browser test asks of a page.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, describe } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import packaged from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { SESSION_ROLES } from "../../src/contract/session.ts";
import { signIn } from "./sign-in.ts";

/** Chromium's own path wins where the machine names one; otherwise the packaged one is unpacked. */
async function executable(): Promise<string> {
  const named = process.env.CONVOCA_CHROMIUM;
  return named !== undefined && existsSync(named) ? named : packaged.executablePath();
}

/** In a single process the browser would end with its first closed page; the others would look away from what we test. */
const UNWANTED: ReadonlySet<string> = new Set([
  "--single-process",
  "--disable-web-security",
  "--allow-running-insecure-content",
]);

/** Tells a story in a browser of its own; where none can start, says so and tells nothing. */
export async function inBrowser(title: string, tell: (browser: Browser) => void): Promise<void> {
  const opened = await openBrowser();
  if ("reason" in opened) {
    console.log("browser: NOT RUN");
    console.log(opened.reason);
    return;
  }
  const { browser } = opened;
  describe(title, () => {
    after(() => browser.close());
    tell(browser);
  });
}

/** The browser, or the reason why it cannot start. */
export async function openBrowser(): Promise<{ browser: Browser } | { reason: string }> {
  try {
    // Dates in a field are written in the browser's own language, not in the page's.
    const args = [
      ...packaged.args.filter((one) => !UNWANTED.has(one) && !one.startsWith("--lang")),
      "--lang=it-IT",
    ];
    const browser = await chromium.launch({
      executablePath: await executable(),
      args,
      headless: true,
      env: { ...process.env, LANGUAGE: "it_IT", LANG: "it_IT.UTF-8" },
    });
    return { browser };
  } catch (error) {
    return {
      reason:
        error instanceof Error
          ? (error.message.split("\n").find((line) => line.trim() !== "") ?? error.name)
          : String(error),
    };
  }
}

export const WIDTHS = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;
export type WidthName = keyof typeof WIDTHS;

export interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Faults the page reported: console errors, failed requests to anywhere but us, exceptions. */
  readonly faults: string[];
}

/** A fresh page that already acts in `role`. */
export async function openAs(
  browser: Browser,
  url: string,
  width: WidthName,
  role: string,
  office = "",
): Promise<Opened> {
  const [name = "", value = ""] = (await signIn(url, role, office)).cookie.split("=");
  const opened = await openStranger(browser, url, width);
  await opened.context.addCookies([{ name, value, url, httpOnly: true, sameSite: "Strict" }]);
  return opened;
}

/** A fresh page of somebody who has not come in. */
export async function openStranger(browser: Browser, url: string, width: WidthName, tour = false): Promise<Opened> {
  const context = await browser.newContext({
    viewport: WIDTHS[width],
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    baseURL: url,
    reducedMotion: "reduce",
  });
  // Whoever tests a page has had the guided tour already.
  if (!tour) await context.addInitScript((roles) => roles.forEach((role) => localStorage.setItem(`convoca.giro.${role}`, "1")), [...SESSION_ROLES]);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d|status of 503/.test(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url()))
      faults.push(`outside request: ${request.url()}`);
  });
  return { context, page, faults };
}

/** Waits until nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1:visible").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".cv-loading") === null);
  await page.evaluate(() => document.fonts.ready);
}

/** What axe finds against WCAG 2.2 AA (and below), one line each. */
export async function axe(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"])
    .analyze();
  return found.violations.map(
    (one) =>
      `${one.id}: ${one.help} — ${one.nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`)
        .join(" | ")}`,
  );
}

/** True when nothing sticks out sideways. */
export async function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1);
}

/** Keeps a picture of the whole page where CONVOCA_SHOTS says; does nothing without it. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.CONVOCA_SHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
