// A message as the packets it leaves in: addresses, text in parts, the wish for a receipt, our own marks.

import type { OutgoingMessage } from "../channel.ts";
import type { FullSmppSettings } from "./channel.ts";
import { cutText, jointOf, withJoiningHeader } from "./parts.ts";
import type { UncuttableText } from "./parts.ts";
import { TAG, tagged } from "./pdu.ts";
import type { Address, ShortMessage } from "./pdu.ts";

/** The text begins with the header that joins the parts (5.2.12). */
const WITH_HEADER = 0x40;
/** A receipt is wanted for success and failure (5.2.17). */
const RECEIPT_WANTED = 1;
const NOTHING = Buffer.alloc(0);

/** The packets of one message, or why it has none. */
export function packetsOf(message: OutgoingMessage, settings: FullSmppSettings, userReference: number | null): readonly ShortMessage[] | UncuttableText {
  const cut = cutText(message.body, message.encoding ?? "gsm7");
  if (typeof cut === "string") return cut;
  const { parts, coding } = cut;
  const base = {
    serviceType: settings.serviceType,
    source: addressOfSender(message.from, settings),
    destination: { ton: settings.destinationTon, npi: settings.destinationNpi, digits: message.to.replace(/^\+/, "") },
    validity: settings.validityHours === undefined ? "" : relativeHours(settings.validityHours),
    registered: RECEIPT_WANTED,
    coding,
  };
  const own = userReference === null ? NOTHING : tagged(TAG.userReference, Buffer.from([userReference >> 8, userReference & 0xff]));
  const mark = (word: string): Buffer => (settings.keyTag === null ? NOTHING : tagged(settings.keyTag, Buffer.from(word, "latin1")));
  if (parts.length === 1) return [{ ...base, esmClass: 0, octets: parts[0]!, tags: joined(own, mark(message.key)) }];
  if (settings.longText === "payload") {
    return [{ ...base, esmClass: 0, octets: NOTHING, tags: joined(tagged(TAG.payload, Buffer.concat(parts)), own, mark(message.key)) }];
  }
  const joint = jointOf(message.key);
  return parts.map((part, index) => ({
    ...base,
    esmClass: WITH_HEADER,
    octets: withJoiningHeader(part, joint, index + 1, parts.length),
    // A receipt that brings this back is of a part, not of the message.
    tags: mark(`${message.key}#${index + 1}/${parts.length}`),
  }));
}

function joined(...tags: readonly Buffer[]): Buffer {
  const some = tags.filter((tag) => tag.length > 0);
  return some.length === 1 ? some[0]! : Buffer.concat(some);
}

function addressOfSender(from: string, { sourceTon, sourceNpi }: FullSmppSettings): Address {
  const usual = /^\+\d+$/.test(from) ? { ton: 1, npi: 1 } : /^\d+$/.test(from) ? { ton: 3, npi: 0 } : { ton: 5, npi: 0 };
  return { ton: sourceTon ?? usual.ton, npi: sourceNpi ?? usual.npi, digits: from.replace(/^\+/, "") };
}

/** From now, as the protocol writes it: `YYMMDDhhmmsstnnR` (7.1.1.1). */
function relativeHours(hours: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `0000${two(Math.floor(hours / 24))}${two(hours % 24)}0000000R`;
}
