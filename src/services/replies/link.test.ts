// The letters of a link: the same for the same date, others for another, and nothing else is taken for one.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "node:test";
import { CODE_LETTERS } from "../reference-codes.ts";
import { linkToken, readToken, replyLink } from "./link.ts";

const KEY = Buffer.alloc(32, 7);
const OF = { reference: "K7M2-Q4PX", summonsId: "0198a1b2-0000-7000-8000-000000000001", appointmentId: "0198a1b2-0000-7000-8000-000000000002" };

describe("the link of a message", () => {
  it("is signed with HMAC-SHA-256, as anybody can work out again", () => {
    const mac = createHmac("sha256", KEY).update(`risposta/${OF.summonsId}/${OF.appointmentId}`).digest();
    assert.equal(linkToken(KEY, OF).slice(8), [...mac.subarray(0, 12)].map((byte) => CODE_LETTERS[byte % 30]).join(""));
  });
  it("begins with the code that the person reads out, and is signed for this date with this key", () => {
    const token = linkToken(KEY, OF);
    assert.match(token, /^K7M2Q4PX[2-9A-Z]{12}$/);
    assert.equal(linkToken(KEY, OF), token);
    assert.notEqual(linkToken(KEY, { ...OF, appointmentId: OF.summonsId }), token);
    assert.notEqual(linkToken(KEY, { ...OF, summonsId: OF.appointmentId }), token);
    assert.notEqual(linkToken(Buffer.alloc(32, 8), OF), token);
    assert.equal(replyLink({ address: "https://cpi.regione.example", key: KEY }, OF), `https://cpi.regione.example/r/${token}`);
  });
  it("is read however it was typed, and nothing else is", () => {
    const token = linkToken(KEY, OF);
    for (const typed of [token, token.toLowerCase(), `${token.slice(0, 4)}-${token.slice(4)}`]) assert.equal(readToken(typed), token);
    for (const typed of ["", token.slice(1), `${token}A`, token.replace(/.$/, "0"), "__proto__", "%27"]) assert.equal(readToken(typed), null, typed);
  });
});
