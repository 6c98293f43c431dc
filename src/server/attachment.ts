// A file that goes out to be saved, never to be shown by the browser in our name.

import type { Readable } from "node:stream";
import type { FastifyReply } from "fastify";

/** Names in the two forms that browsers read; nothing in them can end the header. */
function disposition(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[^\w. -]/g, "_")
    .slice(0, 120);
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** Sends bytes as a file to save: what is in them may not run, load or be guessed to be something else. */
export function sendAttachment(
  reply: FastifyReply,
  name: string,
  media: string,
  content: Buffer | string | Readable,
): FastifyReply {
  return reply
    .type(media)
    .header("content-disposition", disposition(name))
    .header("content-security-policy", "default-src 'none'; sandbox")
    .header("x-content-type-options", "nosniff")
    .header("cache-control", "no-store")
    .send(typeof content === "string" ? Buffer.from(content, "utf8") : content);
}
