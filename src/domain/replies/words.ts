// The words with which a person answers a message by SMS: few, plain, and nothing guessed.

export type ReplyWord = "confirm" | "another-date" | "stop" | "unclear";

/** What people write around the word, which changes nothing. A «non» is not among them: whoever denies is read by a person. */
const AROUND: ReadonlySet<string> = new Set([
  "GRAZIE", "MILLE", "SI", "OK", "SALVE", "BUONGIORNO", "BUONASERA", "GIORNO", "BUON", "CIAO", "CORDIALI", "SALUTI", "DISTINTI", "PER", "FAVORE", "CORTESIA",
  "PREGO", "LA", "IL", "LO", "L", "UNA", "UN", "APPUNTAMENTO", "PRESENZA", "MIA", "VORREI", "CHIEDO", "POSSO", "AVERE",
]);
const WORDS: Readonly<Record<string, ReplyWord>> = {
  CONFERMO: "confirm",
  CONFERMATO: "confirm",
  CONFERMATA: "confirm",
  "NUOVA DATA": "another-date",
  NUOVADATA: "another-date",
  "ALTRA DATA": "another-date",
  STOP: "stop",
  BASTA: "stop",
};
/** Longer than this nobody writes a word. */
const LONGEST = 160;

/** "Confermo, grazie!" → confirm. Case, accents, signs and courtesies do not count; whatever else is said makes it unclear. */
export function readReplyWord(text: string): ReplyWord {
  if (text.length > LONGEST) return "unclear";
  const bare = text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const said = bare.split(" ").filter((word) => !AROUND.has(word)).join(" ");
  return Object.hasOwn(WORDS, said) ? WORDS[said]! : "unclear";
}
