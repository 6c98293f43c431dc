// What the values of a form become as the input of its act, where the two are written differently.

type Input = Readonly<Record<string, unknown>>;

const SEAT = /^(\d+)@(\S+)$/;

/** A seat is chosen as "desk@instant", and given to the act as a desk and an instant. */
export function shapeInput(procedure: string, input: Input): Input {
  if (procedure !== "convocazione") return input;
  const { seat, ...rest } = input;
  if (seat === undefined || seat === null) return rest;
  const parts = typeof seat === "string" ? SEAT.exec(seat) : null;
  return parts === null ? input : { ...rest, seat: { deskId: Number(parts[1]), startsAt: parts[2] } };
}
