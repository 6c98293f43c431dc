// Sealing: what is sealed opens again, and nothing of it can be changed, moved, cut or exchanged unseen.

import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { chmod, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { CHUNK_BYTES, openName, openSealed, rewrap, sealDocument } from "./envelope.ts";
import type { Sealed } from "./envelope.ts";
import { addKey, dropKey, keysOfFile, keysOfText } from "./key-ring.ts";
import type { KeyRing } from "./key-ring.ts";

const key = (): string => randomBytes(32).toString("base64");
const ring = (current: string, keys: Record<string, string>): KeyRing =>
  keysOfText(JSON.stringify({ current, keys }), "prova");
const ONE = key();
const TWO = key();
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: { code: string }) => error.code,
  );

describe("an envelope", () => {
  const keys = ring("uno", { uno: ONE });
  const id = randomUUID();
  const content = randomBytes(CHUNK_BYTES * 2 + 77);

  it("opens to the same bytes and the same name, and shows neither", async () => {
    const sealed = await sealDocument(keys, id, "Certificato di Maria.pdf", content);
    assert.equal(sealed.chunks.length, 3);
    const opened = await openSealed(keys, id, sealed);
    assert.ok(opened.content.equals(content));
    assert.equal(opened.name, "Certificato di Maria.pdf");
    assert.equal(await openName(keys, id, sealed), "Certificato di Maria.pdf");
    assert.ok(!Buffer.concat([sealed.name, ...sealed.chunks]).includes("Maria"));
    const again = await sealDocument(keys, id, "x", content);
    assert.ok(!again.chunks[0]!.equals(sealed.chunks[0]!), "the same document twice looks alike");
  });

  it("does not open when anything of it was touched", async () => {
    const sealed = await sealDocument(keys, id, "nome", content);
    const other = await sealDocument(keys, id, "altro", content);
    const flipped = (bytes: Buffer): Buffer =>
      Buffer.from(bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)));
    const [first, second, third] = sealed.chunks as [Buffer, Buffer, Buffer];
    const broken: Sealed[] = [
      { ...sealed, chunks: [flipped(first), second, third] },
      { ...sealed, chunks: [second, first, third] },
      { ...sealed, chunks: [first, second] },
      { ...sealed, chunks: [first, third] },
      { ...sealed, chunks: [first, second, third, third] },
      { ...sealed, chunks: [first, other.chunks[1]!, third] },
      { ...sealed, name: other.name },
    ];
    for (const one of broken) assert.equal(await codeOf(openSealed(keys, id, one)), "DOCUMENTO_ALTERATO");
    assert.equal(await codeOf(openSealed(keys, randomUUID(), sealed)), "CHIAVE_SBAGLIATA");
    assert.equal(
      await codeOf(openSealed(keys, id, { ...sealed, wrapped: flipped(sealed.wrapped) })),
      "CHIAVE_SBAGLIATA",
    );
    assert.equal(await codeOf(openSealed(ring("uno", { uno: TWO }), id, sealed)), "CHIAVE_SBAGLIATA");
    assert.equal(await codeOf(openSealed(ring("due", { due: TWO }), id, sealed)), "CHIAVE_ASSENTE");
  });

  it("is rewrapped without touching the contents, and then no longer needs the old key", async () => {
    const sealed = await sealDocument(keys, id, "nome", content);
    const fresh = { ...sealed, ...(await rewrap(ring("due", { uno: ONE, due: TWO }), id, sealed)) };
    assert.equal(fresh.keyVersion, "due");
    assert.ok((await openSealed(ring("due", { due: TWO }), id, fresh)).content.equals(content));
  });
});

describe("the keys", () => {
  it("are refused with a reason when they are not keys, and never repeated", async () => {
    const secret = "bm9uLXVuYS1jaGlhdmU=";
    for (const text of [
      "",
      "{}",
      '{"current":"a","keys":[]}',
      `{"current":"a","keys":{"a":"${secret}"}}`,
      `{"current":"b","keys":{"a":"${ONE}"}}`,
      `{"current":"a b","keys":{"a b":"${ONE}"}}`,
    ]) {
      await assert.rejects(keysOfText(text, "prova").current(), (error: Error & { code: string }) => {
        assert.match(error.code, /^CHIAV/);
        assert.ok(!error.message.includes(secret) && !error.message.includes(ONE));
        return true;
      });
    }
  });

  it("live in a file that only its owner reads; a new version is current at once, an old one can be taken out", async () => {
    const folder = await mkdtemp(join(tmpdir(), "convoca-chiavi-"));
    const path = join(folder, "chiavi.json");
    try {
      assert.equal(await codeOf(keysOfFile(path).current()), "CHIAVI_ASSENTI");
      assert.equal(await addKey(path, "2019-09-02"), "2019-09-02");
      const kept = keysOfFile(path);
      const first = await kept.current();
      assert.equal(await addKey(path, "2019-09-02"), "2019-09-02.2");
      assert.equal((await kept.current()).version, "2019-09-02.2");
      assert.ok((await kept.byVersion("2019-09-02")).key.equals(first.key));
      assert.equal((await stat(path)).mode & 0o777, 0o600);
      assert.equal(await codeOf(dropKey(path, "2019-09-02.2")), "CHIAVE_CORRENTE");
      await dropKey(path, "2019-09-02");
      assert.deepEqual(await kept.versions(), ["2019-09-02.2"]);
      assert.ok(!(await readFile(path, "utf8")).includes(first.key.toString("base64")));
      await chmod(path, 0o644);
      assert.equal(await codeOf(keysOfFile(path).current()), "CHIAVI_APERTE_A_TUTTI");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
