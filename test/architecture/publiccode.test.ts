// publiccode.yml has what version 0.4 of the standard obliges it to have, within its limits, and agrees with package.json.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readPlainYaml } from "./plain-yaml.ts";
import type { Yaml } from "./plain-yaml.ts";
import { ROOT } from "./source-tree.ts";

const STATUSES = ["concept", "development", "beta", "stable", "obsolete"];
const TYPES = [
  "standalone/mobile",
  "standalone/iot",
  "standalone/desktop",
  "standalone/web",
  "standalone/backend",
  "standalone/other",
  "addon",
  "library",
  "configurationFiles",
];
const TEXT = readFileSync(join(ROOT, "publiccode.yml"), "utf8");

function at(value: Yaml | undefined, ...path: readonly string[]): Yaml | undefined {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || Array.isArray(current)) return undefined;
    current = (current as Readonly<Record<string, Yaml>>)[key];
  }
  return current;
}

function breaches(document: Yaml): string[] {
  const found: string[] = [];
  const must = (holds: boolean, what: string): void => void (holds || found.push(what));
  const text = (...path: string[]): string => {
    const value = at(document, ...path);
    must(typeof value === "string" && value !== "", path.join("."));
    return typeof value === "string" ? value : "";
  };
  const list = (...path: string[]): readonly Yaml[] => {
    const value = at(document, ...path);
    must(Array.isArray(value) && value.length > 0, path.join("."));
    return Array.isArray(value) ? value : [];
  };
  must(text("publiccodeYmlVersion") === "0.4", "publiccodeYmlVersion is 0.4");
  text("name");
  must(URL.canParse(text("url")), "url is an address");
  must(/^\d{4}-\d{2}-\d{2}$/.test(text("releaseDate")), "releaseDate is a date");
  must(STATUSES.includes(text("developmentStatus")), "developmentStatus is known");
  must(TYPES.includes(text("softwareType")), "softwareType is known");
  list("platforms");
  list("categories");
  text("legal", "license");
  list("localisation", "availableLanguages");
  must(
    ["true", "false"].includes(text("localisation", "localisationReady")),
    "localisationReady is true or false",
  );
  for (const language of Object.keys(at(document, "description") ?? {})) {
    must(
      text("description", language, "shortDescription").length <= 150,
      `${language}.shortDescription has at most 150 characters`,
    );
    const long = text("description", language, "longDescription").length;
    must(long >= 150 && long <= 10_000, `${language}.longDescription has 150 to 10,000 characters`);
    must(
      list("description", language, "features").every(
        (each) => typeof each === "string" && each.length <= 100,
      ),
      `${language}.features have at most 100 characters`,
    );
  }
  must(at(document, "description") !== undefined, "description");
  const type = text("maintenance", "type");
  must(["internal", "contract", "community", "none"].includes(type), "maintenance.type is known");
  if (type === "internal" || type === "community")
    must(
      list("maintenance", "contacts").every((each) => at(each, "name") !== undefined),
      "contacts have a name",
    );
  if (type === "contract") list("maintenance", "contractors");
  return found;
}

describe("publiccode.yml", () => {
  it("has every obligatory key within its limits", () => {
    assert.deepEqual(breaches(readPlainYaml(TEXT)), []);
  });

  it("agrees with package.json", () => {
    const { version, license } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      version: string;
      license: string;
    };
    const document = readPlainYaml(TEXT);
    assert.equal(at(document, "softwareVersion"), version);
    assert.equal(at(document, "legal", "license"), license);
  });

  it("is found wanting when a key is missing or too long", () => {
    const without = (key: string): Yaml => {
      const document = readPlainYaml(TEXT) as Readonly<Record<string, Yaml>>;
      return Object.fromEntries(Object.entries(document).filter(([name]) => name !== key));
    };
    for (const key of [
      "name",
      "url",
      "releaseDate",
      "platforms",
      "categories",
      "description",
      "legal",
      "maintenance",
      "localisation",
      "softwareType",
    ]) {
      assert.ok(breaches(without(key)).length > 0, key);
    }
    assert.ok(
      breaches(readPlainYaml(TEXT.replace(/shortDescription: .*/, `shortDescription: ${"a".repeat(151)}`)))
        .length > 0,
    );
    assert.throws(() => readPlainYaml("name: [a, b]"));
    assert.throws(() => readPlainYaml("name: a\nname: b"));
  });
});
