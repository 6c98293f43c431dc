// One-time codes by time: the vectors of RFC 6238 and RFC 4226, base 32 of RFC 4648, and what is taken for a code.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { base32, codeOfStep, newTotpSecret, otpauth, stepAt, stepOfCode } from "./totp.ts";

const SEED = "1234567890";
const secretOf = (length: number): Buffer => Buffer.from(SEED.repeat(7).slice(0, length));
/** RFC 6238, appendix B: seconds, then the eight digits for SHA-1, SHA-256, SHA-512. */
const RFC_6238 = [
  [59, "94287082", "46119246", "90693936"],
  [1111111109, "07081804", "68084774", "25091201"],
  [1111111111, "14050471", "67062674", "99943326"],
  [1234567890, "89005924", "91819424", "93441116"],
  [2000000000, "69279037", "90698825", "38618901"],
  [20000000000, "65353130", "77737706", "47863826"],
] as const;
/** RFC 4226, appendix D: counters 0 to 9. */
const RFC_4226 = [
  "755224",
  "287082",
  "359152",
  "969429",
  "338314",
  "254676",
  "287922",
  "162583",
  "399871",
  "520489",
];

describe("codes by time", () => {
  it("are those of RFC 6238 and of RFC 4226", () => {
    for (const [seconds, sha1, sha256, sha512] of RFC_6238) {
      const step = stepAt(seconds * 1000);
      assert.equal(codeOfStep(secretOf(20), step, 8), sha1);
      assert.equal(codeOfStep(secretOf(32), step, 8, "sha256"), sha256);
      assert.equal(codeOfStep(secretOf(64), step, 8, "sha512"), sha512);
    }
    RFC_4226.forEach((code, counter) => assert.equal(codeOfStep(secretOf(20), counter), code));
  });

  it("count now and one step off, and name the step that they are of", () => {
    const secret = newTotpSecret();
    const now = 1_800_000_000_000;
    const step = stepAt(now);
    for (const off of [-1, 0, 1])
      assert.equal(stepOfCode(secret, codeOfStep(secret, step + off), now), step + off);
    assert.equal(stepOfCode(secretOf(20), codeOfStep(secretOf(20), 1000), 1002 * 30_000), null);
    assert.equal(stepOfCode(secretOf(20), codeOfStep(secretOf(20), 1000), 998 * 30_000), null);
  });

  it("are six digits and nothing else", () => {
    const code = codeOfStep(secretOf(20), 1000);
    assert.equal(stepOfCode(secretOf(20), ` ${code.slice(0, 3)} ${code.slice(3)} `, 30_000_000), 1000);
    for (const text of [
      "",
      "12345",
      "1234567",
      "abcdef",
      "٠١٢٣٤٥",
      `${code}0`,
      `-${code.slice(1)}`,
      "1e5000",
    ])
      assert.equal(stepOfCode(secretOf(20), text, 30_000_000), null, text);
  });

  it("base 32 is that of RFC 4648", () => {
    for (const [plain, coded] of [
      ["", ""],
      ["f", "MY"],
      ["fo", "MZXQ"],
      ["foo", "MZXW6"],
      ["foob", "MZXW6YQ"],
      ["fooba", "MZXW6YTB"],
      ["foobar", "MZXW6YTBOI"],
    ] as const)
      assert.equal(base32(Buffer.from(plain)), coded);
    assert.equal(base32(newTotpSecret()).length, 32);
    assert.equal(
      otpauth(Buffer.from("12345678901234567890"), "ada rossi/è"),
      "otpauth://totp/Convoca:ada%20rossi%2F%C3%A8?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Convoca&algorithm=SHA1&digits=6&period=30",
    );
  });
});
