// The rules of the house on every file: size, first line, exports, no `any`, no grab-bag folders, nothing of one machine.

import assert from "node:assert/strict";
import { homedir } from "node:os";
import { test } from "node:test";
import { filesOf, isForTests, ROOT, trackedPaths, typescriptFiles } from "./source-tree.ts";
import type { SourceFile } from "./source-tree.ts";
import {
  anyTypes,
  barrel,
  defaultExports,
  grabBagFolders,
  linesOf,
  LONG,
  LONGEST,
  machinePlaces,
  missingPurpose,
  silencers,
  tooLong,
} from "./style.ts";

const TYPESCRIPT = typescriptFiles();
const CODE = filesOf(["src", "test", "bin", ".ci"], (path) => /\.(tsx?|js|sql|css)$|^\.ci\/run$/.test(path));
const isTracked = trackedPaths();
const BINARY = /\.(woff2?|png|jpe?g|ico|zip|xlsx|ods)$/;
const TEXT = filesOf([""], (path) => isTracked(path) && !BINARY.test(path));
const HERE = [`${ROOT}/`, homedir().length > 5 ? `${homedir()}/` : null].filter((place) => place !== null);

const none = (findings: readonly string[]): void => assert.deepEqual(findings, []);

test("the scan sees the whole tree", () => {
  assert.ok(TYPESCRIPT.length >= 250 && CODE.length > TYPESCRIPT.length && TEXT.length > CODE.length);
});

test("named exports only", () => none(TYPESCRIPT.flatMap(defaultExports)));
test("no file that only hands on others' exports", () => none(TYPESCRIPT.flatMap(barrel)));
test("no type any", () => none(TYPESCRIPT.flatMap(anyTypes)));
test("neither compiler nor linter is silenced wholesale", () => none(CODE.flatMap(silencers)));
test("every file opens with what it is for", () => none(CODE.flatMap(missingPurpose)));
test("no folder is a grab bag", () => none(CODE.flatMap((file) => grabBagFolders(file.path))));
test("nothing of one machine", () => none(TEXT.flatMap((file) => machinePlaces(file, HERE))));

test(`no file is longer than ${LONGEST} lines`, (t) => {
  const long = CODE.filter((file) => !isForTests(file.path) && linesOf(file) > LONG);
  for (const file of long) t.diagnostic(`${file.path}: ${linesOf(file)} lines, more than ${LONG}`);
  none(CODE.flatMap(tooLong));
});

const file = (text: string, path = "src/domain/x.ts"): SourceFile => ({ path, text });

test("each breach is found", () => {
  const wrong: readonly (readonly [string, readonly string[]])[] = [
    ["default function", defaultExports(file("export default function f() {}"))],
    ["default value", defaultExports(file("export default 3;"))],
    ["barrel by star", barrel(file('export * from "./a.ts";'))],
    ["barrel by name", barrel(file('import "./b.ts";\nexport { a } from "./a.ts";'))],
    ["any as type", anyTypes(file("const a: any = 1;"))],
    ["any inside", anyTypes(file("function f(a: readonly (string | any)[]): void {}"))],
    ["any by cast", anyTypes(file("const a = JSON.parse('1') as any;"))],
    ["ts-ignore", silencers(file("// @ts-" + "ignore\nconst a = 1;"))],
    ["whole linter", silencers(file("// oxlint-" + "disable-next-line\nconst a = 1;"))],
    ["too long", tooLong(file("const a = 1;\n".repeat(LONGEST + 1)))],
    ["no purpose", missingPurpose(file('import a from "./a.ts";'))],
    ["empty comment", missingPurpose(file("//\nconst a = 1;"))],
    ["no purpose after the interpreter", missingPurpose(file("#!/usr/bin/env node\nconst a = 1;"))],
    ["grab bag", grabBagFolders("src/domain/utils/dates.ts")],
    ["home folder", machinePlaces(file('const a = "/ho' + 'me/someone/x";'), [])],
    ["folder beside the project", machinePlaces(file("see ../sh" + "ared/notes.md"), [])],
    ["registry", machinePlaces(file("https://regis" + "try.example.com/x"), [])],
    ["this checkout", machinePlaces(file("in /srv/checkout/src"), ["/srv/checkout/"])],
  ];
  for (const [name, findings] of wrong) assert.ok(findings.length > 0, `not found: ${name}`);
});

test("what is right is let through", () => {
  none(defaultExports(file("export default {};", "src/web/vite.config.ts")));
  none(barrel(file('export { a } from "./a.ts";\nexport const b = 1;')));
  none(anyTypes(file("// any comment\nconst any = 'any';")));
  none(silencers(file("// oxlint-disable-next-line no-control-regex -- it must see them")));
  none(tooLong(file("const a = 1;\n".repeat(LONGEST))));
  none(missingPurpose(file("#!/usr/bin/env bash\n# What this runs.\n")));
  none(missingPurpose(file("-- Tables of the messages.\ncreate table a ();", "a.sql")));
  none(grabBagFolders("src/domain/people/types.ts"));
  none(machinePlaces(file("a path / of ours, in the user's home"), []));
});
