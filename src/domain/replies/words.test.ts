// The words of an SMS that comes back: what is understood, and what is left to a person.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readReplyWord } from "./words.ts";

const SAID = {
  confirm: ["CONFERMO", "confermo", " Confermo. ", "confermo grazie", "Sì, confermo!", "CONFERMÒ", "Buongiorno, confermo la mia presenza. Grazie mille", "confermo l'appuntamento"],
  "another-date": ["NUOVA DATA", "nuova  data", "Nuova\ndata per favore", "nuovadata", "vorrei una nuova data", "altra data"],
  stop: ["STOP", "stop.", "Basta grazie"],
  unclear: ["", "   ", "non confermo", "confermo nuova data", "chi siete?", "ok", "sì", "stop a nuova data", "confermo che non vengo", "👍", "a".repeat(161), "CONFERMO ".repeat(30), "مرحبا", "NUOVA", "constructor"],
} as const;

describe("words of an SMS", () => {
  for (const [word, texts] of Object.entries(SAID)) for (const text of texts) it(`«${text.slice(0, 40)}» is ${word}`, () => assert.equal(readReplyWord(text), word));
});
