// The code of a summons: signed with its appointment, read back however a scanner writes it, refused when anything was changed.

import assert from "node:assert/strict";
import { it } from "node:test";
import { isSignedFor, officeOfScreen, qrDrawing, readCode, screenToken, signedCode } from "./desk-code.ts";

const SECRET = Buffer.alloc(32, 7);
const OTHER = Buffer.alloc(32, 8);
const APPOINTMENT = "0198f7c2-0000-7000-8000-000000000001";
const MOVED = "0198f7c2-0000-7000-8000-000000000002";
const CODE = signedCode(SECRET, "ABCD-2345", APPOINTMENT);

it("is read as it was written, by a scanner that takes the keyboard for another one, in small letters, with blanks", () => {
  for (const text of [CODE, CODE.toLowerCase(), CODE.replaceAll("-", "'"), CODE.replaceAll("-", "/"), ` ${CODE}\r\n`, CODE.replaceAll("-", "")]) {
    const read = readCode(text);
    assert.equal(read?.reference, "ABCD-2345");
    assert.ok(isSignedFor(SECRET, read, APPOINTMENT), text);
  }
});

it("is signed for one appointment, by this installation", () => {
  const read = readCode(CODE)!;
  assert.ok(!isSignedFor(SECRET, read, MOVED));
  assert.ok(!isSignedFor(OTHER, read, APPOINTMENT));
  assert.ok(!isSignedFor(SECRET, { ...read, reference: "ABCD-2346" }, APPOINTMENT));
  assert.ok(!isSignedFor(SECRET, { ...read, signature: null }, APPOINTMENT));
});

it("typed short is a reference without a signature; a name or a tax code is no code", () => {
  assert.deepEqual(readCode("abcd 2345"), { reference: "ABCD-2345", signature: null });
  for (const text of ["", "De Luca", "RSSMRA80A01H501U", "CV-ABCD-2345", "Esposito Maria"]) assert.equal(readCode(text), null, text);
});

it("is drawn in one path with its margin, and says what it is", () => {
  const svg = qrDrawing(CODE, "Codice <di> prova");
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 (\d+) \1"/);
  assert.match(svg, /<title>Codice &lt;di> prova<\/title>/);
  assert.equal(svg.match(/<path /g)?.length, 1);
});

it("the screen of an office has an address that nobody makes up", () => {
  const token = screenToken(SECRET, "F839C000305");
  assert.equal(officeOfScreen(SECRET, token), "F839C000305");
  for (const wrong of [token.replace("F839", "A509"), `${token}x`, token.slice(0, -1), "", ".", "F839C000305", screenToken(OTHER, "F839C000305")])
    assert.equal(officeOfScreen(SECRET, wrong), null, wrong);
});
