// Where things stand on the first sheet: the window of the envelope, the bar code, the folds. Parameters of the print house, not of the law.

/** A box on the sheet, millimetres from the left and upper edge. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowLayout {
  readonly title: string;
  /** The address stands wholly in here, whatever way the sheet moves in its envelope. */
  readonly address: Box;
  /** Height of the folds on the left edge. */
  readonly folds: readonly number[];
  /** Where the text begins on the first sheet. */
  readonly textTop: number;
  readonly note: string;
}

export const LAYOUT_NAMES = ["dl-right", "dl-left", "c5-right"] as const;
export type LayoutName = (typeof LAYOUT_NAMES)[number];

export const LAYOUTS: Readonly<Record<LayoutName, WindowLayout>> = {
  "dl-right": {
    title: "Busta DL (110 × 220 mm), finestra a destra",
    address: { left: 110, top: 48, width: 82, height: 27 },
    folds: [99, 198],
    textTop: 97,
    note: "Foglio piegato in tre parti uguali; finestra di 35 × 90 mm a destra, la più usata in Italia per la corrispondenza massiva",
  },
  "dl-left": {
    title: "Busta DL (110 × 220 mm), finestra a sinistra",
    address: { left: 24, top: 50, width: 80, height: 27 },
    folds: [105, 210],
    textTop: 100,
    note: "Finestra di 45 × 90 mm a 20 mm dal bordo sinistro (DIN 5008, forma B)",
  },
  "c5-right": {
    title: "Busta C5 (162 × 229 mm), finestra a destra",
    address: { left: 110, top: 52, width: 84, height: 32 },
    folds: [148.5],
    textTop: 104,
    note: "Foglio piegato a metà; finestra di 45 × 100 mm a destra",
  },
};
