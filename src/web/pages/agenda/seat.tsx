// One seat of a board: who is in it, with the ways to move them; or free, as a place to drop somebody or to book.

import { Link } from "react-router";
import { fullName } from "../../format.ts";
import { Icon } from "../../parts/icon.tsx";
import { BOARD } from "../../texts/agenda.ts";
import { AGENDA } from "../../texts/office.ts";
import { placeKey, useBoard } from "./board.ts";
import type { Booked, Place } from "./board.ts";

type Delivery = keyof typeof AGENDA.delivery;

export function TakenSeat({
  booked,
  delivery,
  beside,
}: {
  readonly booked: Booked;
  readonly delivery?: Delivery;
  /** What is said after the name: the desk, where the board does not show it. */
  readonly beside?: string;
}) {
  const board = useBoard();
  const name = fullName(booked);
  const movable = board.canMove && board.isMovable(booked);
  const isCarried = board.carrying.booked?.id === booked.id;
  const look = delivery === undefined ? (booked.summons === "planned" ? "planned" : "plain") : delivery;
  return (
    <div
      className={`cv-seat cv-seat-${look}${isCarried ? " cv-seat-carried" : ""}${movable ? " cv-seat-movable" : ""}`}
      onPointerDown={movable ? board.pointerDown(booked) : undefined}
    >
      {movable && (
        <button
          type="button"
          className="cv-grip"
          aria-label={BOARD.grip(name)}
          onPointerDown={board.pointerDown(booked)}
          onKeyDown={board.gripKey(booked)}
        >
          <span aria-hidden="true">⠿</span>
        </button>
      )}
      {delivery !== undefined && <span className={`cv-dot cv-dot-${delivery}`} aria-hidden="true" />}
      <Link to={`/persone/${booked.caseId}`} draggable={false}>
        {name}
        {delivery !== undefined && <span className="visually-hidden">{`, ${AGENDA.delivery[delivery]}`}</span>}
      </Link>
      {booked.inMore === true && <span className="cv-in-more">{BOARD.inMore}</span>}
      {beside !== undefined && <span className="cv-beside">{beside}</span>}
      {movable && (
        <button
          type="button"
          className="cv-seat-move"
          aria-label={BOARD.moveOf(name)}
          title={BOARD.move}
          onClick={() => board.askMove(booked)}
        >
          <Icon name="exchange-circle" className="icon-xs icon-primary" />
        </button>
      )}
    </div>
  );
}

export function FreeSeat({ place, past, text = AGENDA.free }: { readonly place: Place; readonly past: boolean; readonly text?: string }) {
  const board = useBoard();
  const { carrying } = board;
  if (!board.canMove || past) return <span className="cv-free">{text}</span>;
  const carried = carrying.booked !== null;
  const open = !carried || board.accepts(place);
  const isOver = carrying.over === placeKey(place) && open;
  return (
    <button
      type="button"
      className={`cv-place${carried && open ? " cv-place-open" : ""}${isOver ? " cv-place-over" : ""}`}
      data-place={placeKey(place)}
      aria-disabled={carried && !open ? true : undefined}
      onKeyDown={board.placeKeyDown(place)}
      onClick={() => (open ? board.choosePlace(place) : undefined)}
    >
      {carried && open ? BOARD.dropHere : text}
      <span className="visually-hidden">{carried ? BOARD.dropAt(place.label) : BOARD.bookAt(place.label)}</span>
    </button>
  );
}
