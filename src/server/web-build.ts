// Builds the web interface when it is missing or older than its sources.

import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
export const WEB_FOLDER = join(ROOT, "dist", "web");
/** What the interface is made of; a change in any of these asks for a new build. */
const SOURCES = ["src/web", "src/contract", "src/domain"].map((folder) => join(ROOT, folder));

/** True when a build was made; `building` is called before it starts. Takes a few seconds the first time, a few milliseconds after. */
export async function ensureWebBuilt(building: () => void = () => undefined): Promise<boolean> {
  const built = await modifiedAt(join(WEB_FOLDER, "index.html"));
  if (built !== null && built >= (await newestIn(SOURCES))) return false;
  building();
  // Loaded only when needed: an installation that already has the built pages does not need the builder.
  const { build } = await import("vite");
  // Built aside and then put in place: a build killed in the middle must not count as one.
  const aside = `${WEB_FOLDER}.${process.pid}`;
  await build({
    configFile: join(ROOT, "src", "web", "vite.config.ts"),
    logLevel: "error",
    build: { outDir: aside, emptyOutDir: true },
  });
  await rm(WEB_FOLDER, { recursive: true, force: true });
  await rename(aside, WEB_FOLDER);
  return true;
}

async function modifiedAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return null;
  }
}

async function newestIn(folders: readonly string[]): Promise<number> {
  let newest = 0;
  for (const folder of folders) {
    if (folder.endsWith(".ts")) {
      newest = Math.max(newest, (await modifiedAt(folder)) ?? 0);
      continue;
    }
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const times = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => modifiedAt(join(entry.parentPath, entry.name))),
    );
    newest = Math.max(newest, ...times.map((time) => time ?? 0));
  }
  return newest;
}
