// Notices read at a glance are those that the XML parser reads, and a document breaks where it breaks for the parser.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { Batcher } from "./record.ts";
import { UnreadableFile } from "./unreadable-file.ts";
import { NoticeReader, XML_LAYOUT } from "./xml-notices.ts";

function read(pieces: readonly string[], careful: boolean) {
  const batch = new Batcher(1);
  const reader = new NoticeReader(batch, { careful });
  let failure: string | null = null;
  try {
    for (const piece of pieces) if (!reader.write(piece)) break;
    reader.close("");
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    failure = error.code;
  }
  const records = batch.take(0, XML_LAYOUT).records.map(({ raw, position, broken }) => {
    const code = broken?.code ?? null;
    const bytes = Buffer.from(position.bytes()).toString();
    // Of a broken end is kept what had come when the break was met: how much depends on the blocks.
    return { raw, line: position.line, code, bytes: code === "XML_INTERROTTO" ? bytes.slice(0, 12) : bytes };
  });
  return { failure, records };
}

function cut(text: string, places: readonly number[]): string[] {
  const ends = [
    ...places.map((place) => Math.floor(place * text.length)).toSorted((a, b) => a - b),
    text.length,
  ];
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end));
}

const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("", "ROSSI", "VIA ROMA 1", "D’ANGELÒ", " x ", "a>b") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "&amp;",
      "&",
      "<![CDATA[x]]>",
      "]]>",
      "]",
      "a\r\nb",
      "\u0001",
      "\u0085",
      "\u2028",
      "🏠",
      "\ud83c",
      "\ufffd",
      "<!-- n -->",
      "<x/>",
      "<?p i?>",
    ),
  },
);
const name = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom("cod_fiscale", "des_cognome", "des_nome", "dataInvio", "data_invio", "nuovo"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("ns:des_nome", "ns:nuovo", "RichiestaRDCInviaNotifica", "è", "-x"),
  },
);
const element = fc
  .tuple(name, value, fc.constantFrom("", "", "", "", "", "", ' a="1"', " ", "/"))
  .map(([tag, content, odd]) => (odd === "/" ? `<${tag}/>` : `<${tag}${odd}>${content}</${tag}>`));
const gap = fc.constantFrom(
  "",
  "",
  "",
  "",
  "\n",
  " ",
  "\r\n\t",
  "testo",
  "<!-- <RichiestaRDCInviaNotifica></RichiestaRDCInviaNotifica> -->",
  "<altro></altro>",
);
const elements = fc.array(fc.tuple(element, gap), { maxLength: 5 }).map((all) => all.flat().join(""));
const wrapped = fc
  .tuple(gap, elements, elements)
  .map(
    ([between, first, second]) =>
      `${between}<DatiInvio>${first}</DatiInvio>${between}<InvioRDC>${between}${second}</InvioRDC>`,
  );
const record = fc
  .tuple(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom("", ' xmlns="urn:x"') },
      { weight: 1, arbitrary: fc.constantFrom(' xmlns="&" ', ' a="1" a="1"', ' xmlns:n="u"', ">") },
    ),
    fc.oneof(elements, wrapped),
    fc.oneof(
      { weight: 12, arbitrary: fc.constant("</RichiestaRDCInviaNotifica>") },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          "",
          "</RichiestaRDCInviaNotifica >",
          "</InvioRDC></RichiestaRDCInviaNotifica>",
        ),
      },
    ),
  )
  .map(([attribute, body, close]) => `<RichiestaRDCInviaNotifica${attribute}>${body}${close}`);
const document = fc
  .tuple(
    fc.constantFrom("", '<?xml version="1.0"?>\n', '<?xml version="1.1"?>'),
    fc.array(fc.tuple(record, gap), { maxLength: 8 }),
    fc.constantFrom("</NotificheRDC>", "</NotificheRDC>", "", "<RichiestaRDCInviaNotifica>"),
  )
  .map(([start, records, end]) => `${start}<NotificheRDC>${records.flat().join("")}${end}`);
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 });

describe("ordinary notices", () => {
  it("are read as the parser reads them, in documents that are right and in documents that are not", () => {
    fc.assert(
      fc.property(document, places, (text, where) => {
        const pieces = cut(text, where);
        assert.deepEqual(read(pieces, false), read(pieces, true));
      }),
      { numRuns: 2_000 },
    );
  });

  it("leave the parser aside in an ordinary document, whatever its line ends", () => {
    const notice = (i: number) =>
      `<RichiestaRDCInviaNotifica xmlns="urn:x">\r\n  <InvioRDC>\r\n    <cod_fiscale>${i}</cod_fiscale>\r\n    <nuovo></nuovo>\r\n  </InvioRDC>\r\n</RichiestaRDCInviaNotifica>\r\n`;
    const text = `<NotificheRDC>${Array.from({ length: 50 }, (_, i) => notice(i)).join("")}</NotificheRDC>`;
    const { failure, records } = read(cut(text, [0.3, 0.301, 0.7]), false);
    assert.equal(failure, null);
    assert.deepEqual(
      records.map((each) => each.raw),
      Array.from({ length: 50 }, (_, i) => ({ cod_fiscale: `${i}` })),
    );
    assert.equal(records[49]?.bytes, notice(49).trim());
  });
});
