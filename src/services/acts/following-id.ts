// Ids that follow from other ids: the same cause always gives the same one.

import { hash } from "node:crypto";

/** A UUID (version 8, RFC 9562: made as the application sees fit) that follows from a name and a number. */
export function followingId(cause: string, index: number | string): string {
  const digest = hash("sha256", `${cause}/${index}`);
  const variant = ((Number.parseInt(digest.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(18, 20)}-${digest.slice(20, 32)}`;
}
