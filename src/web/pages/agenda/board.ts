// What the boards of a day and of a week have in common: seats as targets, who may be moved where.

import { createContext, use } from "react";
import type { KeyboardEvent, PointerEvent } from "react";

/** Somebody in a seat. */
export interface Booked {
  readonly id: string;
  readonly caseId: string;
  readonly deskId: number;
  readonly startsAt: string;
  readonly surname: string;
  readonly name: string;
  readonly summons: string | null;
  /** A place in more: the desk has somebody else at this hour. */
  readonly inMore?: boolean;
}

/** A free seat, as a place to drop somebody or to book. */
export interface Place {
  readonly deskId: number;
  readonly startsAt: string;
  /** As it is read aloud: day, hour, desk. */
  readonly label: string;
}

export const placeKey = ({ deskId, startsAt }: Pick<Place, "deskId" | "startsAt">): string => `${deskId}@${startsAt}`;

export interface Carrying {
  /** Who is being carried; null: nobody. */
  readonly booked: Booked | null;
  /** By the keyboard: the free seats are then what the arrows go through. */
  readonly byKeyboard: boolean;
  /** The seat under the pointer. */
  readonly over: string | null;
}

export interface Board {
  readonly carrying: Carrying;
  readonly canMove: boolean;
  /** Whether somebody who is carried may be left there. */
  readonly accepts: (place: Pick<Place, "deskId" | "startsAt">) => boolean;
  readonly pointerDown: (booked: Booked) => (event: PointerEvent<HTMLElement>) => void;
  readonly gripKey: (booked: Booked) => (event: KeyboardEvent<HTMLElement>) => void;
  readonly placeKeyDown: (place: Place) => (event: KeyboardEvent<HTMLElement>) => void;
  readonly choosePlace: (place: Place) => void;
  readonly askMove: (booked: Booked) => void;
  readonly isMovable: (booked: Booked) => boolean;
}

export const BoardContext = createContext<Board | null>(null);

export function useBoard(): Board {
  const board = use(BoardContext);
  if (board === null) throw new Error("a seat outside a board");
  return board;
}
