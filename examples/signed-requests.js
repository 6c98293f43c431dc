// A system that signs (ID_AUTH_REST_02 and INTEGRITY_REST_01): a token for each request, and the digest of each body under a signature.
// Run: CONVOCA_ADDRESS=https://… SYSTEM_NAME=… SYSTEM_KEY_FILE=key.jwk node examples/signed-requests.js CASE_ID SUMMONS_ID
import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { importJWK, SignJWT } from "jose";
import { createClient } from "convoca/client";

const address = process.env.CONVOCA_ADDRESS;
const jwk = JSON.parse(readFileSync(process.env.SYSTEM_KEY_FILE, "utf8"));
const key = await importJWK(jwk);

const sign = (claims) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: jwk.alg, kid: jwk.kid, typ: "JWT" })
    .setIssuer(process.env.SYSTEM_NAME)
    .setAudience(`${address}/api/v1`)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime("60s")
    .sign(key);

const convoca = createClient({
  address,
  token: () => sign({}),
  headersOf: async ({ body }) => {
    if (body === undefined) return {};
    const digest = `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
    return { digest, "agid-jwt-signature": await sign({ signed_headers: [{ digest }, { "content-type": "application/json" }] }) };
  },
});

const [caseId, summonsId] = process.argv.slice(2);
const { items } = await convoca.listOffices();
const done = await convoca.recordReply({
  office_id: items[0].office_id,
  case_id: caseId,
  summons_id: summonsId,
  body: { answer: "confirm" },
  idempotencyKey: `conferma-${summonsId}`,
});
console.log(done.state);
