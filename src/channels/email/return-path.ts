// The addresses and headers by which a message and its bounce find each other again.

/** Local part of the return path before the key; the mailbox `esiti@` of the return-path domain. */
const MAILBOX = "esiti";
const KEY = /[0-9a-z][0-9a-z-]{0,63}/i;

/** Header that repeats the key, for relays that rewrite Message-ID. */
export const KEY_HEADER = "X-Convoca-Message";

/** Return path that carries the key: `esiti+KEY@domain`. A bounce comes back to it whatever the other server keeps of the message. */
export function returnPathFor(key: string, domain: string): string {
  return `${MAILBOX}+${key}@${domain}`;
}

/** Message-ID of the message with this key, with its angle brackets. */
export function messageIdFor(key: string, domain: string): string {
  return `<${key}@${domain}>`;
}

/** The key in a return path, or null when the address is not one of ours. */
export function keyOfReturnPath(address: string): string | null {
  const at = address.lastIndexOf("@");
  const local = at < 0 ? address : address.slice(0, at);
  if (!local.toLowerCase().startsWith(`${MAILBOX}+`)) return null;
  return wholeKey(local.slice(MAILBOX.length + 1));
}

/** The key in a Message-ID that {@link messageIdFor} made for this domain, or null. */
export function keyOfMessageId(messageId: string, domain: string): string | null {
  const match = /^<?([^<>@\s]+)@([^<>@\s]+)>?$/.exec(messageId.trim());
  if (match === null || match[2]?.toLowerCase() !== domain.toLowerCase()) return null;
  return wholeKey(match[1] ?? "");
}

/** The text itself when it can be a key, lower-cased (some servers change the case of a local part); null otherwise. */
export function wholeKey(text: string): string | null {
  const match = KEY.exec(text);
  return match !== null && match[0].length === text.length ? text.toLowerCase() : null;
}
