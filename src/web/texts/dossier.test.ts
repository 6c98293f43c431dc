// Every act of every procedure has a name on the person's page, and every kind of task says what it asks.

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { PROCEDURES } from "../../domain/procedures.ts";
import { actName } from "../../domain/procedure/register-texts.ts";
import { taskName } from "./dossier.ts";

describe("names in the dossier", () => {
  for (const procedure of PROCEDURES) {
    it(`${procedure.title}: each act`, () => {
      for (const act of Object.keys(procedure.acts)) {
        const name = actName(`${procedure.name}/${act}`);
        assert.match(name, /^\p{Lu}.+: .{4,}$/u);
        assert.ok(!name.endsWith(`: ${act}`), name);
      }
      assert.match(taskName(`act:${procedure.name}`), /: da provvedere$/);
    });
  }

  it("tasks of a kind of their own", () => {
    assert.equal(taskName("another-date:convocazione"), "Convocazione: ha chiesto un’altra data");
    assert.equal(taskName("term:did/did"), "DID: termine scaduto, una persona deve decidere");
    assert.equal(taskName("breach-2019-11-04-0a1b2c3d:attivita"), "Attività: un fatto da valutare");
    assert.equal(taskName("uncertain"), "Messaggio dall'esito incerto");
  });

  it("every kind that the program opens, wherever its code does", () => {
    const kinds = new Set(sources().flatMap(({ path, text }) => kindsIn(path, text)));
    for (const known of ["replan", "agree-again", "tell:incontro", "not-delivered", "uncertain", "unreachable", "restricted", "sms-reply", "act:", "tell:", "term:"])
      assert.ok(kinds.has(known), `${known} is looked for in the wrong place`);
    for (const kind of kinds) {
      // Those of procedures end with the name of whichever procedure asks.
      const named = kind.endsWith(":") ? PROCEDURES.map(({ name }) => `${kind}${name}`) : [kind];
      for (const one of named) assert.notEqual(taskName(one), one, one);
    }
  });

  it("what nobody names stays as it is", () => {
    assert.equal(actName("mai-visto/atto"), "mai-visto/atto");
    assert.equal(taskName("mai-visto"), "mai-visto");
  });
});

const OPENS = /\b(?:openDossierTask|openTasks|openTermTasks|askDesk)\(|insert into desk_task/;
/** The one place each where the kind is handed in by those that ask. */
const HANDED_IN = new Set(["src/store/items.ts", "src/store/outcomes.ts", "src/store/terms.ts", "src/store/meetings.ts"]);

function sources(): { path: string; text: string }[] {
  const root = join(import.meta.dirname, "..", "..", "..");
  return globSync("src/{services,store,worker,server}/**/*.ts", { cwd: root })
    .filter((path) => !path.includes(".test"))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))
    .filter(({ path, text }) => OPENS.test(text) && !HANDED_IN.has(path));
}

/** Kinds of task written in a file; «act:» stands for a task of any procedure. Fails for a file that opens one of a kind that cannot be read here. */
function kindsIn(path: string, text: string): string[] {
  const written = [...text.matchAll(/\bkind: (?:"([^"]+)"(?: as const)?|`([^`]+)`|([A-Z_]+)),\s*(?:reason|detail)\b/g)].map(
    ([, plain, template, constant]) => plain ?? template?.replace(/\$\{.*/, "") ?? new RegExp(`const ${constant} = "([^"]+)"`).exec(text)?.[1],
  );
  const asked = [...text.matchAll(/\baskDesk\(\w+, (?:"([^"]+)"|`([^`]+)`|taskOf)/g)].map(([, plain, template]) => `${plain ?? template?.replace(/\$\{.*/, "") ?? "breach"}:`);
  const inserted = [...text.matchAll(/insert into desk_task[^`]*?select [^,]+, [^,]+, '([a-z-]+)'/g)].map(([, kind]) => kind);
  const terms = /\btermTaskKind\(/.test(text) ? ["term:"] : [];
  const kinds = [...written, ...asked, ...inserted, ...terms].flatMap((kind) => (kind === undefined || kind === "" ? [] : [kind]));
  assert.ok(kinds.length > 0, `${path} opens a task of a kind that nobody reads`);
  return kinds;
}
