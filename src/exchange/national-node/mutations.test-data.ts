// Messages spoilt in every way that a wire, a hand or an enemy spoils them; the same seed spoils the same way.

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const STRANGE = ["", " ", "\t\n", "]]>", "&", "&amp;", "&#0;", "&#x1F3E0;", "&lol;", "<![CDATA[x]]>", "<!-- x -->", "<?x y?>", "\u0001", "\uFEFF", "\u2028", "🏠", "ß".repeat(300), "9".repeat(60), "-1", "NaN", "' or 1=1 --", "../../etc/passwd", "%00", "\uD800"];
const VALUES = ["2019-02-30", "2019-13-01", "0000-01-01", "-2019-01-01", "12019-01-01", "2019-01-01Z", "2019-01-01+15:00", "2019-01-01T24:00:00", "2019-01-01T24:00:01", "2019-01-01T10:00:00.123+01:00", " 2019-05-02 ", "R", "M", "X", "F839", "XXXXXX00X00X000X", "00000000000"];
const DOCTYPES = ['<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">', '<!ENTITY a "&a;&a;">'];

type Change = (xml: string, chance: () => number) => string | Buffer;

const place = (text: string, chance: () => number): number => Math.floor(chance() * (text.length + 1));
const one = <T>(list: readonly T[], chance: () => number): T => list[Math.floor(chance() * list.length)]!;
const elements = (xml: string): RegExpExecArray[] => [...xml.matchAll(/<([A-Za-z_][\w:]*)>([^<]*)<\/\1>/gu)] as RegExpExecArray[];

function onElement(change: (element: string, name: string, value: string, chance: () => number) => string): Change {
  return (xml, chance) => {
    const found = elements(xml);
    if (found.length === 0) return xml;
    const hit = one(found, chance);
    return xml.slice(0, hit.index) + change(hit[0], hit[1]!, hit[2]!, chance) + xml.slice(hit.index + hit[0].length);
  };
}

const CHANGES: readonly Change[] = [
  (xml, chance) => xml.slice(0, place(xml, chance)),
  (xml, chance) => xml.slice(place(xml, chance)),
  (xml, chance) => {
    const at = place(xml, chance);
    return xml.slice(0, at) + one(STRANGE, chance) + xml.slice(at);
  },
  (xml, chance) => {
    const [a, b] = [place(xml, chance), place(xml, chance)].toSorted((x, y) => x - y) as [number, number];
    return xml.slice(0, a) + xml.slice(Math.min(b, a + 40));
  },
  (xml, chance) => {
    const bytes = Buffer.from(xml);
    for (let n = 0; n <= chance() * 4; n++) bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
    return bytes;
  },
  (xml) => Buffer.from(xml, "latin1"),
  (xml) => Buffer.from(`\uFEFF${xml}`, "utf16le"),
  (xml) => xml.replace("UTF-8", "ISO-8859-1"),
  (xml, chance) => xml.replace(/(<\?xml[^>]*>)?/u, (head) => head + one(DOCTYPES, chance)),
  (xml, chance) => xml.replace(/xmlns="[^"]*"/u, `xmlns="${one(["", "urn:altro", "http://servizi.lavoro.gov.it/serviceRDC"], chance)}"`),
  (xml) => xml.replaceAll(/<(\/?)(?=[A-Za-z])/gu, "<$1n:").replace("xmlns=", "xmlns:n="),
  (xml, chance) => xml.replace(/<([A-Za-z_]\w*)>/u, `<$1 ${one(['a="b"', 'xml:lang="it"', 'xmlns:q="urn:q"', 'a="1" a="2"', 'q:a="1"'], chance)}>`),
  (xml, chance) => `${"<a>".repeat(Math.floor(chance() * 5_000))}${xml}`,
  (xml, chance) => xml.padEnd(Math.floor(chance() * 80_000), " "),
  onElement(() => ""),
  onElement((element) => element + element),
  onElement((_, name) => `<${name}/>`),
  onElement((_, name, __, chance) => `<${name}>${one(VALUES, chance)}</${name}>`),
  onElement((_, name, value, chance) => `<${name}>${value}${one(STRANGE, chance)}</${name}>`),
  onElement((_, name, value) => `<${name}> ${value}\n</${name}>`),
  onElement((element, name) => `<gatto>${name}</gatto>${element}`),
  onElement((_, name) => `<${name}><b>x</b></${name}>`),
  onElement((element) => `testo ${element}`),
  onElement((element) => `<!-- nota -->${element}`),
];

/** `xml` spoilt once to three times. */
export function mutate(xml: string, chance: () => number): Buffer {
  let spoilt: string | Buffer = xml;
  for (let times = 1 + Math.floor(chance() * 3); times > 0 && typeof spoilt === "string"; times--) spoilt = one(CHANGES, chance)(spoilt, chance);
  return typeof spoilt === "string" ? Buffer.from(spoilt) : spoilt;
}
