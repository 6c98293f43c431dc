// Which provider of a channel carries a message: by weight, by health, and always the same one for the same message.

/** What the choice looks at. `load` is how much of its weight a provider is trusted with, 1 to 100. */
export interface Carrier {
  readonly id: string;
  readonly state: "open" | "paused" | "held";
  /** Hand-overs that found nobody since it last answered: above zero it is on trial. */
  readonly failures: number;
  readonly weight: number;
  readonly load: number;
  readonly senderBarred: boolean;
}

export const MOST_WEIGHT = 1_000;

/** Carriers one behind the other on a line; each has the stretch up to its `end`. */
export interface Shares<C> {
  readonly parts: readonly { readonly carrier: C; readonly end: number }[];
  readonly total: number;
}

/** Sends now, and has answered its last trial. */
export function isSound(carrier: Carrier): boolean {
  return carrier.state === "open" && carrier.failures === 0 && !carrier.senderBarred;
}

/**
 * Shares a channel's messages out among its sound carriers, by weight and load. When none is sound, among all that have a weight
 * and may use their sender: what is written then waits where it would have gone. Empty when there is none at all.
 */
export function shareOut<C extends Carrier>(carriers: readonly C[]): Shares<C> {
  const admitted = carriers.filter(({ weight, senderBarred }) => weight > 0 && !senderBarred);
  const sound = admitted.filter(isSound);
  const chosen = sound.length > 0 ? sound : admitted;
  let total = 0;
  const parts = chosen.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((carrier) => ({ carrier, end: (total += carrier.weight * carrier.load) }));
  return { parts, total };
}

/** The carrier of a message, by its id alone (a UUID, of which the end is random). Undefined where there is nobody. */
export function carrierOf<C>({ parts, total }: Shares<C>, messageId: string): C | undefined {
  if (parts.length < 2) return parts[0]?.carrier;
  const place = (Number.parseInt(messageId.slice(-8), 16) / 2 ** 32) * total;
  return parts.find(({ end }) => place < end)?.carrier;
}
