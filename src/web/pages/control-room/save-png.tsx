// The button that saves the drawing it stands beside as a PNG.

import type { RefObject } from "react";
import { CONTROL_ROOM } from "../../texts/control-room.ts";
import { savePng } from "./png.ts";

export function SavePng({ box, name }: { readonly box: RefObject<HTMLElement | null>; readonly name: string }) {
  const save = (): void => {
    const drawing = box.current?.querySelector("svg");
    if (drawing instanceof SVGSVGElement) void savePng(drawing, name);
  };
  return (
    <button type="button" className="btn btn-outline-primary btn-sm" onClick={save} aria-label={CONTROL_ROOM.pngOf(name)}>
      {CONTROL_ROOM.png}
    </button>
  );
}
