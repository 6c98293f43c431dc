// The first load of the application on a cold cache at 10 Mbit/s: how much script comes over the line, and when the first page stands there.

import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { ensureWebBuilt } from "../../src/server/web-build.ts";
import { openBrowser, openAs, settled } from "../browser/browser.ts";
import { openInstallation } from "../browser/installation.ts";
import { OFFICE } from "../browser/seed-rows.ts";
import { machineText } from "./ground/machine.ts";
import { HOME } from "./ground/region.ts";

const ROUNDS = 5;
const LINE = { downloadThroughput: (10 * 1_000_000) / 8, uploadThroughput: (2 * 1_000_000) / 8, latency: 40, offline: false };
const MOST_SCRIPT_KB = 250;
const MOST_SECONDS = 2;
const PAGES = ["/lavoro", "/foglio", "/agenda"];

interface Load {
  readonly seconds: number;
  readonly scriptKB: number;
  readonly allKB: number;
}

const opened = await openBrowser();
if ("reason" in opened) throw new Error(opened.reason);
await ensureWebBuilt();
const installation = await openInstallation();
try {
  const figures: Record<string, Load> = {};
  for (const path of PAGES) figures[path] = await median(opened.browser, path);
  for (const [path, { seconds, scriptKB, allKB }] of Object.entries(figures)) {
    const over = seconds > MOST_SECONDS || scriptKB > MOST_SCRIPT_KB ? "  OVER" : "";
    console.log(`  ${path.padEnd(12)} ${seconds.toFixed(2)} s, script ${scriptKB.toFixed(0)} KB, everything ${allKB.toFixed(0)} KB${over}`);
  }
  await mkdir(HOME, { recursive: true });
  await appendFile(join(HOME, "first-load.json"), `${JSON.stringify({ name: "first-load", at: new Date().toISOString(), machine: machineText(), figures })}\n`);
} finally {
  await opened.browser.close();
  await installation.close();
}

async function median(browser: Browser, path: string): Promise<Load> {
  const loads: Load[] = [];
  for (let round = 0; round < ROUNDS; round += 1) loads.push(await load(browser, path));
  return loads.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(ROUNDS / 2)]!;
}

/** A fresh profile: nothing cached. Until the heading stands and nothing is loading any more. */
async function load(browser: Browser, path: string): Promise<Load> {
  const { context, page } = await openAs(browser, installation.url, "wide", "operator", OFFICE);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", LINE);
  const kinds = new Map<string, string>();
  let script = 0;
  let all = 0;
  devtools.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    all += encodedDataLength;
    if (kinds.get(requestId) === "Script") script += encodedDataLength;
  });
  const start = performance.now();
  await page.goto(path);
  await settled(page);
  const seconds = (performance.now() - start) / 1000;
  await context.close();
  return { seconds, scriptKB: script / 1000, allKB: all / 1000 };
}
