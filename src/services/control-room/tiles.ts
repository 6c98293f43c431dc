// Where each office stands on the schematic map: a table of the reference data, read once.

import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Tile {
  readonly column: number;
  readonly row: number;
}

/** By office. Throws where the table is missing or two offices stand on one place: the map would hide one of them. */
export function readTiles(file = join(import.meta.dirname, "../../../reference/map-tiles.csv")): ReadonlyMap<string, Tile> {
  const tiles = new Map<string, Tile>();
  const places = new Set<string>();
  for (const line of readFileSync(file, "utf8").trim().split("\n").slice(1)) {
    const [office = "", column, row] = line.split(",");
    const tile = { column: Number(column), row: Number(row) };
    const place = `${tile.column}/${tile.row}`;
    if (!Number.isInteger(tile.column) || !Number.isInteger(tile.row) || places.has(place) || tiles.has(office)) throw new Error(`map-tiles.csv: «${line}»`);
    places.add(place);
    tiles.set(office, tile);
  }
  return tiles;
}
