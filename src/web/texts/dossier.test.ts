// Every act of every procedure has a name on the person's page, and every kind of task says what it asks.

import assert from "node:assert/strict";
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

  it("what nobody names stays as it is", () => {
    assert.equal(actName("mai-visto/atto"), "mai-visto/atto");
    assert.equal(taskName("mai-visto"), "mai-visto");
  });
});
