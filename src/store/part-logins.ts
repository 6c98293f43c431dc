// Each part of the program logs in as itself: a connection of the application is no member of any other role, and can become none.

import { createHmac, scryptSync } from "node:crypto";
import type { Part } from "./roles.ts";

export interface PartLogin {
  readonly user: string;
  readonly password: string;
}

const KEY_BYTES = 32;
/** PostgreSQL cuts longer names. */
const LONGEST_NAME = 63;
const keys = new Map<string, Buffer>();

/**
 * The login of a part: its name and its password follow from those of the installation's own user, so that every process that is
 * given the database's address can make them, and nothing more has to be kept secret.
 */
export function partLogin(owner: PartLogin, part: Part): PartLogin {
  const tag = keyed(owner, "name").slice(0, 8);
  return {
    user: `convoca_${part}_for_${owner.user}`.slice(0, LONGEST_NAME - tag.length - 1) + `_${tag}`,
    password: keyed(owner, `password of ${part}`),
  };
}

/** What tells whether a login still has its password, without telling the password. */
export function loginMark(owner: PartLogin, part: Part): string {
  return `convoca:${keyed(owner, `mark of ${part}`).slice(0, 16)}`;
}

function keyed(owner: PartLogin, purpose: string): string {
  const { user, password } = owner;
  const known = JSON.stringify([user, password]);
  let key = keys.get(known);
  if (key === undefined) {
    key = scryptSync(password, `convoca/${user}`, KEY_BYTES);
    keys.set(known, key);
  }
  // The name must not change with the password: roles of the former one would be left behind.
  const secret = purpose === "name" ? Buffer.from("convoca") : key;
  return createHmac("sha256", secret).update(`${user}/${purpose}`).digest("hex");
}

/**
 * The address under which `part` connects. An address without user and password (trust, peer, a certificate) stays as it is: there
 * the server itself lets the user in, and only the role of the connection separates the parts. So does one that asks for it
 * (`?one_login=yes`), for servers that let in a single user.
 */
export function partAddress(url: string, part: Part): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  if (address.searchParams.get("one_login") === "yes") {
    address.searchParams.delete("one_login");
    return address.href;
  }
  if (address.username === "" || address.password === "" || address.host === "") return url;
  const owner = {
    user: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password),
  };
  const login = partLogin(owner, part);
  address.username = encodeURIComponent(login.user);
  address.password = encodeURIComponent(login.password);
  return address.href;
}
