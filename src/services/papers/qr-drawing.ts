// A square code as a drawing for paper: one path of dark squares with the quiet border that readers need.

import { qrCode } from "../identity/qr-code.ts";

const BORDER = 4;

export function qrDrawing(text: string): string {
  const rows = qrCode(text);
  const size = rows.length + 2 * BORDER;
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + BORDER} ${y + BORDER}h1v1h-1z`] : [])));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#000" d="${squares.join("")}"/></svg>`;
}
