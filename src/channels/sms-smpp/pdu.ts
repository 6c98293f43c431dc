// The packets of SMPP 3.4: written, cut out of the stream, and read with every length checked.

export const COMMAND = {
  bindReceiver: 0x01, bindTransmitter: 0x02, submit: 0x04, deliver: 0x05, unbind: 0x06, bindTransceiver: 0x09, enquireLink: 0x15, outbind: 0x0b,
  alert: 0x102, nack: 0x80000000,
} as const;
const ANSWER = 0x80000000;
export const HEADER = 16;
/** The longest text (64 KiB in a field of its own) and its frame. */
const LONGEST = 66_000;

export const TAG = { payload: 0x0424, receiptedId: 0x001e, messageState: 0x0427, networkError: 0x0423, userReference: 0x0204 } as const;

/** A packet that is none: the connection it came on cannot be relied upon any more. `code` is stable. */
export class BadPdu extends Error {
  readonly code: string;

  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}

export interface Pdu {
  /** Without the bit of an answer. */
  readonly command: number;
  readonly isAnswer: boolean;
  readonly status: number;
  readonly sequence: number;
  readonly body: Buffer;
}

/** Cuts packets out of what arrives, wherever the stream was cut. Throws {@link BadPdu} for a length that cannot be. */
export class Frames {
  #rest: Buffer | null = null;

  push(chunk: Buffer): Pdu[] {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    const found: Pdu[] = [];
    let at = 0;
    while (bytes.length - at >= 4) {
      const length = bytes.readUInt32BE(at);
      if (length < HEADER) throw new BadPdu("PDU_TOO_SHORT", `${length} octets`);
      if (length > LONGEST) throw new BadPdu("PDU_TOO_LONG", `${length} octets`);
      if (bytes.length - at < length) break;
      found.push(readPdu(bytes, at, length));
      at += length;
    }
    this.#rest = at === bytes.length ? null : bytes.subarray(at);
    return found;
  }
}

function readPdu(bytes: Buffer, at: number, length: number): Pdu {
  const command = bytes.readUInt32BE(at + 4);
  return {
    command: command === COMMAND.nack ? command : command & ~ANSWER,
    isAnswer: command >= ANSWER,
    status: bytes.readUInt32BE(at + 8),
    sequence: bytes.readUInt32BE(at + 12),
    body: bytes.subarray(at + HEADER, at + length),
  };
}

/** Reads the fields of a body one after the other. Throws {@link BadPdu} where it ends too early. */
export class Fields {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  octet(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new BadPdu("PDU_CUT_OFF", "an octet is missing");
    this.#at += 1;
    return value;
  }

  /** A text that ends in zero; `most` octets with the zero. */
  text(most: number): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0 || end - this.#at >= most) throw new BadPdu("PDU_TEXT_UNENDED", `no end within ${most} octets`);
    const value = this.#bytes.toString("latin1", this.#at, end);
    this.#at = end + 1;
    return value;
  }

  octets(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new BadPdu("PDU_CUT_OFF", `${length} octets announced`);
    const value = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return value;
  }

  /** Everything that follows, as fields with a tag; of two with the same tag the first counts. */
  tagged(): Map<number, Buffer> {
    const found = new Map<number, Buffer>();
    while (this.#at < this.#bytes.length) {
      const head = this.octets(4);
      const value = this.octets(head.readUInt16BE(2));
      if (!found.has(head.readUInt16BE(0))) found.set(head.readUInt16BE(0), value);
    }
    return found;
  }
}

/** A packet without a body. */
export function bare(command: number, status: number, sequence: number): Buffer {
  return packet(command, status, sequence, NOTHING);
}

const NOTHING = Buffer.alloc(0);

export function packet(command: number, status: number, sequence: number, body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + body.length);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.writeUInt32BE(command, 4);
  bytes.writeUInt32BE(status, 8);
  bytes.writeUInt32BE(sequence, 12);
  body.copy(bytes, HEADER);
  return bytes;
}

/** The answer to a packet; `nack` answers by itself. */
export function answerTo(command: number, status: number, sequence: number, body: Buffer = NOTHING): Buffer {
  return packet((command | ANSWER) >>> 0, status, sequence, body);
}

/** Texts with their zero, joined. */
export function zeroEnded(...texts: readonly string[]): Buffer {
  return Buffer.from(texts.map((text) => `${text}\0`).join(""), "latin1");
}

export function tagged(tag: number, value: Buffer): Buffer {
  const head = Buffer.allocUnsafe(4);
  head.writeUInt16BE(tag, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}

/** Fields of `submit_sm` and `deliver_sm`, which are the same (4.4.1, 4.6.1). */
export interface ShortMessage {
  readonly serviceType: string;
  readonly source: Address;
  readonly destination: Address;
  readonly esmClass: number;
  readonly validity: string;
  readonly registered: number;
  readonly coding: number;
  /** At most 254 octets; a longer one goes in {@link TAG.payload}. */
  readonly octets: Buffer;
  readonly tags: Buffer;
}

export interface Address {
  readonly ton: number;
  readonly npi: number;
  readonly digits: string;
}

/** The whole packet, in one buffer: this is written for every message. */
export function writeShortMessage(command: number, sequence: number, message: ShortMessage): Buffer {
  const { serviceType, source, destination, validity, octets, tags } = message;
  const length = HEADER + 17 + serviceType.length + source.digits.length + destination.digits.length + validity.length + octets.length + tags.length;
  const bytes = Buffer.allocUnsafe(length);
  bytes.writeUInt32BE(length, 0);
  bytes.writeUInt32BE(command, 4);
  bytes.writeUInt32BE(0, 8);
  bytes.writeUInt32BE(sequence, 12);
  let at = HEADER;
  const text = (value: string): void => {
    at += bytes.write(value, at, "latin1");
    bytes[at++] = 0;
  };
  const octet = (value: number): void => {
    bytes[at++] = value;
  };
  text(serviceType);
  for (const { ton, npi, digits } of [source, destination]) {
    octet(ton);
    octet(npi);
    text(digits);
  }
  octet(message.esmClass);
  octet(0); // protocol_id
  octet(0); // priority_flag
  text(""); // schedule_delivery_time: at once
  text(validity);
  octet(message.registered);
  octet(0); // replace_if_present_flag
  octet(message.coding);
  octet(0); // sm_default_msg_id
  octet(octets.length);
  octets.copy(bytes, at);
  tags.copy(bytes, at + octets.length);
  return bytes;
}

/** What a `submit_sm` or `deliver_sm` says, with its tagged fields. Throws {@link BadPdu}. */
export interface ReadMessage extends Omit<ShortMessage, "tags"> {
  readonly tags: ReadonlyMap<number, Buffer>;
}

export function readShortMessage(body: Buffer): ReadMessage {
  const fields = new Fields(body);
  const address = (): Address => ({ ton: fields.octet(), npi: fields.octet(), digits: fields.text(66) });
  const serviceType = fields.text(7);
  const source = address();
  const destination = address();
  const esmClass = fields.octet();
  fields.octets(2);
  fields.text(18);
  const validity = fields.text(18);
  const registered = fields.octet();
  fields.octet();
  const coding = fields.octet();
  fields.octet();
  const short = fields.octets(fields.octet());
  const tags = fields.tagged();
  return { serviceType, source, destination, esmClass, validity, registered, coding, octets: tags.get(TAG.payload) ?? short, tags };
}
