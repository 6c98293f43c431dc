// What a paper is made of: blocks in reading order, without any layout. The renderer draws them, the screen shows them, both say the same.

/** A name and its value, read one after the other. */
export type Fact = readonly [label: string, value: string];

/** A commitment as the person signs it. */
export interface NumberedItem {
  readonly title: string;
  /** What was agreed of it, a sentence a line. */
  readonly lines: readonly string[];
  /** The norm it stands on, as a jurist writes it; null where none was found. */
  readonly law: string | null;
}

/** Where one signs. */
export interface SignatureBox {
  readonly who: string;
  readonly name: string;
}

export type Block =
  | { readonly kind: "section"; readonly title: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "facts"; readonly rows: readonly Fact[] }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "numbered"; readonly items: readonly NumberedItem[] }
  /** `note`: smaller, below the table. */
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Width of each column beside the others'. */
      readonly widths: readonly number[];
    }
  /** What must not be overlooked. */
  | { readonly kind: "notice"; readonly title: string; readonly text: string }
  /** Beside what it explains, or at the end: the norms. */
  | { readonly kind: "small"; readonly lines: readonly string[] }
  /** Drawn as a square code, and written. */
  | { readonly kind: "code"; readonly text: string; readonly title: string; readonly explained: string }
  | { readonly kind: "signatures"; readonly place: string; readonly boxes: readonly SignatureBox[] };

export const PAPER_KINDS = ["patto", "did", "esonero", "appuntamento", "invio-al-comune"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** The office that issues a paper, as its head says it. */
export interface PaperOffice {
  readonly region: string;
  readonly name: string;
  /** Street and municipality. */
  readonly address: string;
  /** Telephone and e-mail, as far as they are known. */
  readonly contacts: string;
}

/** All that a paper says of itself, whenever and however often it is drawn. Its digest is taken of this. */
export interface PaperContent {
  readonly paper: PaperKind;
  readonly title: string;
  readonly subtitle: string;
  readonly office: PaperOffice;
  readonly blocks: readonly Block[];
}

/** What the issue adds: nothing that was decided. */
export interface PaperStamp {
  /** Number of the document; null for a draft, which has none. */
  readonly id: string | null;
  /** SHA-256 of the content, in hexadecimal. */
  readonly digest: string;
  /** Instant of the issue (of the look, for a draft). */
  readonly at: string;
}
