// The logins of the parts: one for each part and each owner, the same wherever they are made, and none where no password is given.

import assert from "node:assert/strict";
import { test } from "node:test";
import { loginMark, partAddress, partLogin } from "./part-logins.ts";

const OWNER = { user: "convoca", password: "segreta" };

test("a part's login follows from its owner's, and tells nothing of the password", () => {
  const login = partLogin(OWNER, "app");
  assert.deepEqual(partLogin(OWNER, "app"), login);
  assert.match(login.user, /^convoca_app_for_convoca_[0-9a-f]{8}$/);
  assert.notEqual(login.password, partLogin(OWNER, "worker").password);
  assert.notEqual(login.password, partLogin({ ...OWNER, password: "altra" }, "app").password);
  assert.equal(partLogin({ ...OWNER, password: "altra" }, "app").user, login.user);
  assert.ok(!loginMark(OWNER, "app").includes(login.password));
  assert.notEqual(loginMark(OWNER, "app"), loginMark({ ...OWNER, password: "altra" }, "app"));
});

test("a long name stays within what PostgreSQL keeps, and apart from its likes", () => {
  const long = partLogin({ user: "u".repeat(63), password: "x" }, "documents").user;
  const other = partLogin({ user: `${"u".repeat(62)}v`, password: "x" }, "documents").user;
  assert.ok(long.length <= 63);
  assert.notEqual(long, other);
});

test("the address of a part carries its login; one without a password stays what it was", () => {
  const address = new URL(
    partAddress("postgres://conv%40ca:pa%2Fss@db.example:5432/convoca?sslmode=require", "app"),
  );
  assert.equal(
    address.username,
    encodeURIComponent(partLogin({ user: "conv@ca", password: "pa/ss" }, "app").user),
  );
  assert.equal(address.password, partLogin({ user: "conv@ca", password: "pa/ss" }, "app").password);
  assert.equal(address.host + address.pathname + address.search, "db.example:5432/convoca?sslmode=require");
  for (const url of ["postgres://convoca@db.example/convoca", "postgres:///convoca?host=/run/postgresql"])
    assert.equal(partAddress(url, "app"), url);
  assert.equal(
    partAddress("postgres://u:p@db.example/convoca?one_login=yes", "app"),
    "postgres://u:p@db.example/convoca",
  );
});
