// Passwords: the Argon2id of the standard, hashes that say how they were made, a line that ends, rules for new ones; recovery codes; seals.

import assert from "node:assert/strict";
import { argon2Sync, randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { COMMON_PASSWORDS } from "./common-passwords.ts";
import { judgePassword } from "./password-rules.ts";
import { checkPassword, deriveByNode, hashPassword, isOutdated, readPhc, vectorDerive } from "./passwords.ts";
import { HOW_MANY, hashRecoveryCode, newRecoveryCodes } from "./recovery-codes.ts";
import { seal, unseal } from "./seal.ts";
import { doorSetting, doorSettings, USUAL_DOOR } from "./settings.ts";

const LIGHT = { ...USUAL_DOOR, passwordMemoryKiB: 64, passwordPasses: 1 };

describe("passwords", () => {
  it("the Argon2id underneath is that of RFC 9106, section 5.3", () => {
    const tag = argon2Sync("argon2id", {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      parallelism: 4,
      memory: 32,
      passes: 3,
      tagLength: 32,
    });
    assert.equal(tag.toString("hex"), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  });

  it("both engines work out the same, whatever the weights", async () => {
    const fast = await vectorDerive();
    assert.ok(fast !== null, "this platform has a build");
    for (const [memory, passes, lanes] of [
      [8, 1, 1],
      [64, 3, 1],
      [64, 2, 4],
      [7_168, 5, 1],
    ] as const) {
      const given = [Buffer.from("però"), { memory, passes, lanes, salt: randomBytes(16) }, 32] as const;
      assert.deepEqual(await fast(...given), await deriveByNode(...given));
    }
  });

  it("a hash opens to its own password alone, however the accents were typed", async () => {
    const phc = await hashPassword("però è così", LIGHT);
    assert.match(phc, /^\$argon2id\$v=19\$m=64,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.equal(await checkPassword("però è così".normalize("NFD"), phc, LIGHT), true);
    assert.equal(await checkPassword("pero è così", phc, LIGHT), false);
    assert.notEqual(await hashPassword("però è così", LIGHT), phc);
  });

  it("a hash that is none opens to nothing, and one that asks for the whole machine is not even tried", async () => {
    for (const phc of [
      "",
      "$argon2id$v=19$m=64,t=1,p=1$$",
      "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA",
      "$argon2id$v=19$m=99999999,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA",
    ]) {
      assert.equal(readPhc(phc), null);
      assert.equal(await checkPassword("x", phc, LIGHT), false);
    }
  });

  it("weights that changed make a hash outdated, and none is lighter than OWASP's table", async () => {
    const phc = await hashPassword("x", LIGHT);
    assert.equal(isOutdated(phc, LIGHT), false);
    assert.equal(isOutdated(phc, USUAL_DOOR), true);
    assert.equal(doorSettings({ passwordPasses: 1, passwordMemoryKiB: 8_000 }).passwordMemoryKiB, 47_104);
    assert.equal(doorSettings({ passwordPasses: 2 }).passwordMemoryKiB, 19_456);
    assert.equal(doorSettings({ sessionIdleMinutes: 9_999, lockAfter: "5" }).sessionIdleMinutes, 30);
    for (const text of ["", "0", "-1", "1.5", "999999", "dieci"])
      assert.throws(() => doorSetting("sessionIdleMinutes", text), { code: "IMPOSTAZIONE_NON_VALIDA" });
  });

  it("no more are worked out at once than told, and a line that is too long is cut", async () => {
    const many = await Promise.allSettled(
      Array.from({ length: 310 }, () => hashPassword("x", { ...LIGHT, passwordAtOnce: 2 })),
    );
    const refused = many.filter((one) => one.status === "rejected");
    assert.equal(refused.length, 8);
    assert.ok(refused.every((one) => (one.reason as { code: string }).code === "ACCESSI_IN_CODA"));
    await hashPassword("after", LIGHT);
  });

  it("a new one is long, is not a name of ours, is not tried first", () => {
    for (const good of [
      "il treno delle 7 è in ritardo",
      "Vesuvio, mare e limoni",
      "xK9#vQ2m!pL7z",
      "quattro gatti neri",
    ])
      assert.equal(judgePassword(good, "ada.rossi").ok, true, good);
    for (const [bad, code] of [
      ["corta", "PASSWORD_CORTA"],
      ["a".repeat(201), "PASSWORD_LUNGA"],
      ["aaaaaaaaaaaaaa", "PASSWORD_COMUNE"],
      ["123456789012", "PASSWORD_COMUNE"],
      ["Password2026!", "PASSWORD_COMUNE"],
      ["qwertyuiop123", "PASSWORD_COMUNE"],
      ["Benvenuto2026", "PASSWORD_COMUNE"],
      ["napoli123456!", "PASSWORD_COMUNE"],
      ["settembre2026", "PASSWORD_COMUNE"],
      ["Rossi e altri bei ricordi", "PASSWORD_CON_NOME"],
      ["Convoca è bella assai", "PASSWORD_CON_NOME"],
    ] as const) {
      const judged = judgePassword(bad, "ada.rossi");
      assert.equal(judged.ok ? "accettata" : judged.refusal.code, code, bad);
    }
  });

  it("a new one is none of those that are tried first, however it is written, nor made of the office's name or the user's", () => {
    const near = ["Centro per l'impiego di Napoli Scampia", "Ada Esposito"];
    for (const [bad, code] of [
      ["CorrectHorseBatteryStaple", "PASSWORD_COMUNE"],
      ["correct horse battery staple", "PASSWORD_COMUNE"],
      ["F0rza-Juventus!2026", "PASSWORD_COMUNE"],
      ["1q2w3e4r5t6y", "PASSWORD_COMUNE"],
      ["1qaz2wsx3edc", "PASSWORD_COMUNE"],
      ["ti amo tantissimo", "PASSWORD_COMUNE"],
      ["c3ntr0 p3r l'impi3g0", "PASSWORD_COMUNE"],
      ["Scampia-2026!", "PASSWORD_VICINA"],
      ["Esposito12345", "PASSWORD_VICINA"],
      ["ada scampia 80144", "PASSWORD_VICINA"],
    ] as const) {
      const judged = judgePassword(bad, "a.rossi", near);
      assert.equal(judged.ok ? "accettata" : judged.refusal.code, code, bad);
    }
    for (const good of ["da Scampia si vede il mare lontano", "Esposito non è il gatto del vicino"])
      assert.ok(judgePassword(good, "a.rossi", near).ok, good);
  });

  it("the list of common ones holds only what is compared: letters and digits, long enough to pass with a year behind", () => {
    assert.ok(COMMON_PASSWORDS.size > 150);
    for (const one of COMMON_PASSWORDS) assert.match(one, /^[a-z0-9]{8,}$/, one);
  });

  it("recovery codes are ten, all different, and found however they are typed", () => {
    const codes = newRecoveryCodes();
    assert.equal(new Set(codes).size, HOW_MANY);
    for (const code of codes) {
      assert.match(code, /^([2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$/);
      assert.deepEqual(
        hashRecoveryCode(code.toLowerCase().replaceAll("-", " "), "u"),
        hashRecoveryCode(code, "u"),
      );
      assert.notDeepEqual(hashRecoveryCode(code, "u"), hashRecoveryCode(code, "v"));
    }
  });

  it("what is sealed opens with its key, in its place, unchanged, or not at all", () => {
    const key = randomBytes(32);
    const sealed = seal(key, Buffer.from("segreto"), "ada");
    assert.equal(unseal(key, sealed, "ada").toString(), "segreto");
    const bent = Buffer.from(sealed);
    bent[bent.length - 1]! ^= 1;
    for (const attempt of [
      () => unseal(randomBytes(32), sealed, "ada"),
      () => unseal(key, sealed, "bice"),
      () => unseal(key, bent, "ada"),
      () => unseal(key, Buffer.alloc(0), "ada"),
      () => unseal(key, sealed.subarray(0, 20), "ada"),
    ])
      assert.throws(attempt, { code: "CHIAVE_ACCESSI_DIVERSA" });
  });
});
