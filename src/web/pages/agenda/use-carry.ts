// Carrying somebody from a seat to another: with the pointer, or with the keyboard over the free seats. What was done is said aloud.

import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent as ReactPointerEvent } from "react";
import { fullName } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { BOARD } from "../../texts/agenda.ts";
import type { Board, Booked, Carrying, Place } from "./board.ts";
import { nearestInDirection } from "./arrows.ts";

const NOBODY: Carrying = { booked: null, byKeyboard: false, over: null };
/** So far the pointer may shake before it is a drag. */
const SHAKE = 6;
/** Near the edge of what scrolls, it scrolls. */
const EDGE = 48;
const STEP = 14;

export interface CarryOptions {
  readonly canMove: boolean;
  readonly isMovable: (booked: Booked) => boolean;
  readonly mayLeave: (booked: Booked, place: Pick<Place, "deskId" | "startsAt">) => boolean;
  readonly onDrop: (booked: Booked, place: Pick<Place, "deskId" | "startsAt">) => void;
  readonly onBook: (place: Place) => void;
  readonly onAsk: (booked: Booked) => void;
}

export function useCarry(options: CarryOptions): Board {
  const [carrying, setCarrying] = useState<Carrying>(NOBODY);
  const announce = useAnnounce();
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const grip = useRef<HTMLElement | null>(null);
  const drag = useRef<Drag | null>(null);

  const openPlaces = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-place]:not([aria-disabled="true"])')];
  const accepts = (place: Pick<Place, "deskId" | "startsAt">): boolean => carrying.booked !== null && options.mayLeave(carrying.booked, place);
  const giveUp = (): void => {
    setCarrying(NOBODY);
    announce(BOARD.dropped);
    grip.current?.focus();
  };

  useEffect(() => {
    const move = (event: PointerEvent): void => {
      const held = drag.current;
      if (held === null) return;
      if (!held.started) {
        if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < SHAKE) return;
        held.started = true;
        document.body.classList.add("cv-carrying");
        held.ghost = ghostOf(fullName(held.booked));
      }
      event.preventDefault();
      held.ghost?.style.setProperty("transform", `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`);
      scrollNear(event);
      const over = placeUnder(event);
      setCarrying({ booked: held.booked, byKeyboard: false, over });
    };
    const end = (event: PointerEvent): void => {
      const held = drag.current;
      drag.current = null;
      if (held === null || !held.started) return;
      held.ghost?.remove();
      document.body.classList.remove("cv-carrying");
      swallowClick();
      setCarrying(NOBODY);
      const over = event.type === "pointerup" ? placeUnder(event) : null;
      const place = over === null ? null : readPlace(over);
      if (place !== null && latest.current.mayLeave(held.booked, place)) latest.current.onDrop(held.booked, place);
    };
    const escape = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== "Escape" || drag.current === null) return;
      drag.current.ghost?.remove();
      drag.current = null;
      document.body.classList.remove("cv-carrying");
      setCarrying(NOBODY);
    };
    window.addEventListener("pointermove", move, { passive: false });
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", escape);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", escape);
      drag.current?.ghost?.remove();
      document.body.classList.remove("cv-carrying");
    };
  }, []);

  // Taken with the keyboard: the first free seat has the focus as soon as the seats are targets.
  useEffect(() => {
    if (!carrying.byKeyboard || carrying.booked === null) return;
    const open = openPlaces();
    announce(BOARD.taken(fullName(carrying.booked), open.length));
    const from = grip.current?.getBoundingClientRect();
    const nearest = from === undefined ? open[0] : open.toSorted((a, b) => distance(a, from) - distance(b, from))[0];
    nearest?.focus();
    if (nearest === undefined) setCarrying(NOBODY);
  }, [carrying.byKeyboard, carrying.booked, announce]);

  return {
    carrying,
    canMove: options.canMove,
    accepts,
    isMovable: options.isMovable,
    askMove: options.onAsk,
    pointerDown: (booked) => (event: ReactPointerEvent<HTMLElement>) => {
      if (!options.canMove || !options.isMovable(booked) || event.button !== 0) return;
      // A finger on a name scrolls the page; on the grip it carries.
      if (event.pointerType === "touch" && !event.currentTarget.classList.contains("cv-grip")) return;
      drag.current = { booked, x: event.clientX, y: event.clientY, started: false, ghost: null };
    },
    gripKey: (booked) => (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      grip.current = event.currentTarget;
      setCarrying({ booked, byKeyboard: true, over: null });
    },
    placeKeyDown: () => (event: KeyboardEvent<HTMLElement>) => {
      if (!carrying.byKeyboard) return;
      if (event.key === "Escape") {
        event.preventDefault();
        giveUp();
        return;
      }
      const next = nearestInDirection(event.key, event.currentTarget, openPlaces());
      if (next === null) return;
      event.preventDefault();
      next.focus();
    },
    choosePlace: (place) => {
      const { booked } = carrying;
      if (booked === null) {
        options.onBook(place);
        return;
      }
      setCarrying(NOBODY);
      if (options.mayLeave(booked, place)) options.onDrop(booked, place);
    },
  };
}

interface Drag {
  readonly booked: Booked;
  readonly x: number;
  readonly y: number;
  started: boolean;
  ghost: HTMLElement | null;
}

function ghostOf(text: string): HTMLElement {
  const ghost = document.createElement("div");
  ghost.className = "cv-ghost";
  ghost.textContent = text;
  ghost.setAttribute("aria-hidden", "true");
  document.body.append(ghost);
  return ghost;
}

function placeUnder(event: PointerEvent): string | null {
  return document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-place]")?.dataset["place"] ?? null;
}

/** "12@2019-10-14T07:30:00.000Z" as it was written on the seat. */
function readPlace(key: string): Pick<Place, "deskId" | "startsAt"> | null {
  const at = key.indexOf("@");
  const deskId = Number(key.slice(0, at));
  return at < 1 || !Number.isInteger(deskId) ? null : { deskId, startsAt: key.slice(at + 1) };
}

/** The click that ends a drag opens nothing. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}

function scrollNear(event: PointerEvent): void {
  const wrap = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>(".cv-table-wrap");
  if (wrap != null) {
    const box = wrap.getBoundingClientRect();
    if (event.clientX > box.right - EDGE) wrap.scrollLeft += STEP;
    else if (event.clientX < box.left + EDGE) wrap.scrollLeft -= STEP;
  }
  if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, STEP);
  else if (event.clientY < EDGE) window.scrollBy(0, -STEP);
}

function distance(element: HTMLElement, from: DOMRect): number {
  const box = element.getBoundingClientRect();
  return Math.hypot(box.left - from.left, box.top - from.top);
}
