// The client of serviceRDC against the simulated node: what it reads, what it tries again, what it leaves alone.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { CALM_NODE } from "../../simulator/national-node-settings.ts";
import { startNationalNode } from "../../simulator/national-node.ts";
import type { NationalNode } from "../../simulator/national-node.ts";
import { sampleNotice } from "../file-import/notices.test-data.ts";
import { nodeConnection } from "./connection.ts";
import { ServiceClient } from "./service-client.ts";

const NOTICE = sampleNotice(1, { des_telefono: "333 1234567", cod_misura: "RDC" });

describe("client of serviceRDC", () => {
  let node: NationalNode;
  before(async () => (node = await startNationalNode()));
  after(() => node.close());
  beforeEach(async () => {
    await node.change(CALM_NODE);
    node.know([NOTICE]);
  });
  const client = (tries = 2): ServiceClient => new ServiceClient(nodeConnection({ url: node.url, timeoutMs: 300, tries }));
  const code = async (behaviour: Partial<typeof CALM_NODE>, tries = 2): Promise<string> => {
    await node.change(behaviour);
    const { outcome } = await client(tries).ask({ kind: "person", taxCode: NOTICE.cod_fiscale! });
    return outcome.ok ? "ok" : outcome.code;
  };

  it("reads who is asked for, by tax code and by protocol, and nobody where there is nobody", async () => {
    const { data_invio: _at, id_comunicazione: _id, ...told } = NOTICE;
    const asked = await client().ask({ kind: "person", taxCode: NOTICE.cod_fiscale! });
    assert.deepEqual(asked.outcome, { ok: true, beneficiaries: [told] });
    const byProtocol = await client().ask({ kind: "benefit", protocol: NOTICE.cod_protocollo_inps! });
    assert.deepEqual(byProtocol.outcome, { ok: true, beneficiaries: [told] });
    assert.deepEqual((await client().ask({ kind: "person", taxCode: "XXXXXX00X00X000X" })).outcome, { ok: true, beneficiaries: [] });
  });

  it("says what went wrong on the other side, each thing by its name", async () => {
    assert.equal(await code({ koShare: 1 }), "NODO_ESITO_NEGATIVO");
    assert.equal(await code({ ...CALM_NODE, faultShare: 1 }), "NODO_ERRORE");
    assert.equal(await code({ ...CALM_NODE, errorShare: 1 }), "NODO_ERRORE");
    assert.equal(await code({ ...CALM_NODE, wrongShare: 1 }), "NODO_RISPOSTA_NON_VALIDA");
    assert.equal(await code({ ...CALM_NODE, truncateShare: 1 }), "NODO_RISPOSTA_NON_VALIDA");
    assert.equal(await code({ ...CALM_NODE, hangShare: 1 }, 1), "NODO_LENTO");
    assert.equal(await code({ ...CALM_NODE, paused: true }), "NODO_NON_RAGGIUNGIBILE");
  });

  it("asks again after a passing error, and stops asking for a while who never answers", async () => {
    await node.change({ errorShare: 0.5 });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => client(8).ask({ kind: "person", taxCode: NOTICE.cod_fiscale! })));
    assert.ok(outcomes.every(({ outcome }) => outcome.ok));
    await node.change({ errorShare: 1 });
    const tired = client(1);
    for (let n = 0; n < 5; n++) await tired.ask({ kind: "person", taxCode: "A" });
    const questions = node.counts().questions;
    const { outcome } = await tired.ask({ kind: "person", taxCode: "A" });
    assert.equal(outcome.ok ? "" : outcome.code, "NODO_SOSPESO");
    assert.equal(node.counts().questions, questions);
  });

  it("sends data of persons in the clear to nobody but this machine", () => {
    assert.throws(() => nodeConnection({ url: "http://nodo.example/serviceRDC" }), /https/u);
    assert.equal(nodeConnection({ url: "https://nodo.example/x", basic: { user: "u", password: "p" } }).authorization, "Basic dTpw");
  });
});
