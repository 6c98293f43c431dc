// Talks to the remote controls of the simulated gateway and mail server, over HTTP as anybody would.

import type { Device, OutsideFault, OutsideSwitch, OutsideWorld, SeenMessage } from "../contract/demo.ts";
import type { ServerOptions } from "./options.ts";
import { HttpProblem } from "./problems.ts";
import { TEXTS } from "./texts.ts";

type World = ServerOptions["outsideWorld"];
type Side = "sms" | "email";
const MOST_DEVICES = 5000;
const SHOWN_DEVICES = 100;

/** Each fault as settings of the simulators: on and off. */
const SWITCHES: Readonly<
  Record<Side, Partial<Record<OutsideFault, readonly [on: Settings, off: Settings]>>>
> = {
  sms: {
    slow: [{ latencyMs: 800 }, { latencyMs: 0 }],
    fail: [{ paused: true }, { paused: false }],
    "lose-receipts": [{ loseReceiptsShare: 0.5 }, { loseReceiptsShare: 0 }],
    "duplicate-receipts": [{ doubleReceiptsShare: 0.5 }, { doubleReceiptsShare: 0 }],
  },
  email: {
    slow: [{ latencyMs: 800 }, { latencyMs: 0 }],
    fail: [{ paused: true }, { paused: false }],
    "lose-receipts": [{ loseBouncesShare: 0.5 }, { loseBouncesShare: 0 }],
    "duplicate-receipts": [{ doubleBouncesShare: 0.5 }, { doubleBouncesShare: 0 }],
  },
};
type Settings = Readonly<Record<string, number | boolean>>;

async function call<T>(world: World, side: Side, path: string, init?: RequestInit): Promise<T> {
  const base = side === "sms" ? world?.smsUrl : world?.mailUrl;
  if (base === undefined) throw new HttpProblem(503, "SIMULATORE_ASSENTE", TEXTS.outsideAway);
  try {
    const answer = await fetch(new URL(path, base), { ...init, signal: AbortSignal.timeout(5000) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return (await answer.json()) as T;
  } catch {
    throw new HttpProblem(503, "SIMULATORE_ASSENTE", TEXTS.outsideAway);
  }
}

/** Those who have received something, the latest first. */
export async function listDevices(
  world: World,
  side: Side,
  text: string | undefined,
): Promise<{ devices: Device[]; total: number }> {
  const { recipients } = await call<{ recipients: string[] }>(
    world,
    side,
    `/control/recipients?limit=${MOST_DEVICES}`,
  );
  const wanted = text?.toLowerCase().replace(/\s/g, "") ?? "";
  const found = recipients.filter((address) => address.toLowerCase().includes(wanted));
  return { devices: found.slice(0, SHOWN_DEVICES).map((address) => ({ address })), total: found.length };
}

interface Text {
  readonly key: string;
  readonly from: string;
  readonly text: string;
  readonly at: string;
}
interface Mail {
  readonly raw: string;
  readonly at: string;
}

/** `datesOf` says when messages left in business time, by key: the gateway knows the machine's time only. A letter bears its own date. */
export async function readDevice(
  world: World,
  side: Side,
  address: string,
  datesOf: (keys: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<SeenMessage[]> {
  const path = `/control/messages?to=${encodeURIComponent(address)}`;
  if (side === "sms") {
    const { messages } = await call<{ messages: Text[] }>(world, "sms", path);
    const dates = await datesOf(messages.map(({ key }) => key));
    return messages.map(({ key, from, text, at }) => ({
      from,
      subject: null,
      text,
      at: dates.get(key) ?? at,
      attachments: [],
    }));
  }
  const { messages } = await call<{ messages: Mail[] }>(world, "email", path);
  return Promise.all(messages.slice(0, 50).map(readMail));
}

/** The citizen answers from this telephone: the simulated network hands it over as it would. */
export async function replyFromDevice(world: World, from: string, text: string): Promise<void> {
  await call(world, "sms", "/control/reply", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ from, text }) });
}

async function readMail({ raw, at }: Mail): Promise<SeenMessage> {
  // Loaded when somebody opens a mailbox: it is for the demonstration only, and large.
  const { simpleParser } = await import("mailparser");
  const mail = await simpleParser(Buffer.from(raw, "base64"));
  return {
    from: mail.from?.text.replaceAll('"', "") ?? "",
    subject: mail.subject ?? null,
    text: mail.text ?? "",
    at: mail.date?.toISOString() ?? at,
    // A part without a name is another form of the text (the invitation in the letter itself), not something to open.
    attachments: mail.attachments.flatMap(({ filename }) => filename ?? []),
  };
}

export async function readOutside(world: World): Promise<OutsideWorld> {
  return { sides: await Promise.all([readSide(world, "sms"), readSide(world, "email")]) };
}

async function readSide(world: World, kind: Side): Promise<OutsideWorld["sides"][number]> {
  const possible = Object.keys(SWITCHES[kind]) as OutsideFault[];
  try {
    const settings = await call<Record<string, unknown>>(world, kind, "/control");
    const faults = possible.filter((fault) =>
      Object.entries(SWITCHES[kind][fault]![0]).every(([name, value]) => settings[name] === value),
    );
    return { kind, reachable: true, faults, possible };
  } catch {
    return { kind, reachable: false, faults: [], possible };
  }
}

export async function switchOutside(world: World, { kind, fault, on }: OutsideSwitch): Promise<void> {
  const pair = SWITCHES[kind][fault];
  if (pair === undefined) return;
  await call(world, kind, "/control", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(pair[on ? 0 : 1]),
  });
}
