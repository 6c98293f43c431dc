// The offices of Campania as tiles, each near its neighbours: darker is further on. One stop for the keyboard, arrows within.

import { useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import type { Place } from "../../../contract/control-room.ts";
import { number } from "../../format.ts";
import { Segments } from "../../parts/segments.tsx";
import { CONTROL_ROOM } from "../../texts/control-room.ts";
import { SavePng } from "./save-png.tsx";
import { countOf, ratioOf, scopeQuery, shareOf } from "./shares.ts";

const SIDE = 86;
const GAP = 4;
const MEASURES = ["convened", "seen", "pact"] as const;
type Measure = (typeof MEASURES)[number];
/** From nothing to all: five steps, the text on each readable. */
const SHADES = ["#f2f6fa", "#cfe3f7", "#8fc0ee", "#2f7fd1", "#004d99"] as const;
const shade = (ratio: number): number => Math.min(SHADES.length - 1, Math.floor(ratio * SHADES.length));
const LIGHT_FROM = 3;

type Tiled = Place & { readonly tile: NonNullable<Place["tile"]> };

export function RegionMap({ places, chosen }: { readonly places: readonly Place[]; readonly chosen: string }) {
  const [measure, setMeasure] = useState<Measure>("convened");
  const box = useRef<HTMLDivElement>(null);
  const tiled = places.filter((place): place is Tiled => place.tile !== null);
  return (
    <div ref={box}>
      <div className="cv-map-head">
        <Segments label={CONTROL_ROOM.mapMeasure} value={measure} onChange={setMeasure} options={MEASURES.map((one) => [one, CONTROL_ROOM.measures[one]] as const)} />
        <SavePng box={box} name={CONTROL_ROOM.map} />
      </div>
      <p className="cv-muted cv-small">{CONTROL_ROOM.mapNote}</p>
      <Tiles places={tiled} measure={measure} chosen={chosen} />
      <p className="cv-map-legend cv-small">
        {CONTROL_ROOM.legend}
        {SHADES.map((colour, step) => (
          <span key={colour}>
            <span className="cv-map-swatch" style={{ background: colour }} aria-hidden="true" />
            {`${step * 20}–${step * 20 + 20}%`}
          </span>
        ))}
      </p>
    </div>
  );
}

function Tiles({ places, measure, chosen }: { readonly places: readonly Tiled[]; readonly measure: Measure; readonly chosen: string }) {
  const navigate = useNavigate();
  const [at, setAt] = useState(places[0]?.id ?? "");
  const group = useRef<SVGSVGElement>(null);
  const [columns, rows] = [Math.max(...places.map(({ tile }) => tile.column)) + 1, Math.max(...places.map(({ tile }) => tile.row)) + 1];
  const open = (id: string): void => void navigate(`/cabina-di-regia${scopeQuery(id)}`);
  const press = (event: KeyboardEvent, place: Tiled): void => {
    if (event.key === "Enter" || event.key === " ") open(place.id);
    else {
      const next = nearest(place, places, event.key);
      if (next === null) return;
      setAt(next.id);
      group.current?.querySelector<SVGGElement>(`[data-office="${next.id}"]`)?.focus();
    }
    event.preventDefault();
  };
  return (
    <div className="cv-map">
      <svg ref={group} viewBox={`0 0 ${columns * SIDE} ${rows * SIDE}`} role="group" aria-label={CONTROL_ROOM.map}>
        {places.map((place) => {
          const step = shade(ratioOf(place.counts, measure, "bound"));
          const [x, y] = [place.tile.column * SIDE, place.tile.row * SIDE];
          return (
            <g
              key={place.id}
              role="link"
              data-office={place.id}
              tabIndex={place.id === at ? 0 : -1}
              aria-label={CONTROL_ROOM.tile(tileName(place.name), shareOf(place.counts, measure, "bound"), number(countOf(place.counts, measure)), number(countOf(place.counts, "bound")))}
              aria-current={place.id === chosen ? "true" : undefined}
              className="cv-map-tile"
              onClick={() => open(place.id)}
              onFocus={() => setAt(place.id)}
              onKeyDown={(event) => press(event, place)}
            >
              <rect x={x + GAP / 2} y={y + GAP / 2} width={SIDE - GAP} height={SIDE - GAP} rx={4} fill={SHADES[step]} />
              <TileText name={tileName(place.name)} share={shareOf(place.counts, measure, "bound")} x={x + SIDE / 2} y={y} light={step >= LIGHT_FROM} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function TileText({ name, share, x, y, light }: { readonly name: string; readonly share: string; readonly x: number; readonly y: number; readonly light: boolean }) {
  const colour = light ? "#ffffff" : "#17324d";
  const [first, second] = inTwo(name);
  return (
    <>
      <text x={x} y={y + 24} textAnchor="middle" fill={colour} className="cv-map-name">
        {first}
      </text>{" "}
      {second !== "" && (
        <text x={x} y={y + 38} textAnchor="middle" fill={colour} className="cv-map-name">
          {second}
        </text>
      )}{" "}
      <text x={x} y={y + 64} textAnchor="middle" fill={colour} className="cv-map-share">
        {share}
      </text>
    </>
  );
}

const LONGEST = 13;

/** On two lines where one is too short. */
function inTwo(name: string): readonly [string, string] {
  const cut = name.lastIndexOf(" ", LONGEST);
  return name.length <= LONGEST || cut <= 0 ? [name, ""] : [name.slice(0, cut), name.slice(cut + 1)];
}

/** As it stands on its tile. */
const tileName = (name: string): string => name.replace(/^CPI /, "");

const WAYS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest tile that way, the straightest first; null for other keys and at the edge. */
function nearest({ tile }: Tiled, places: readonly Tiled[], key: string): Tiled | null {
  const way = WAYS[key];
  if (way === undefined) return null;
  const [right, down] = way;
  let best: { readonly place: Tiled; readonly far: number } | null = null;
  for (const place of places) {
    const [dx, dy] = [place.tile.column - tile.column, place.tile.row - tile.row];
    const [ahead, aside] = [dx * right + dy * down, Math.abs(right === 0 ? dx : dy)];
    const far = ahead + aside * 2;
    if (ahead > 0 && (best === null || far < best.far)) best = { place, far };
  }
  return best?.place ?? null;
}
