// The page of letters: what the post can prove, every code that it reports, from when a letter counts as received.

import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import { LAYOUT_NAMES, LAYOUTS } from "../domain/letters/layouts.ts";
import { OUTCOME_CODES, RETURN_CAUSES, STORAGE_EFFECT } from "../domain/letters/outcome-codes.ts";
import { LETTER_PRODUCTS, PRODUCTS } from "../domain/letters/products.ts";
import { LETTER_PAGE } from "../domain/letters/texts.ts";
import { FAILURE_TEXTS } from "../domain/messages/texts.ts";
import { CONFIDENCES, PAGES } from "./docs-texts.ts";

const euro = (cents: number): string => `${(cents / 100).toFixed(2).replace(".", ",")} €`;

/** Markdown of the whole page. */
export function lettersPage(): string {
  const products = LETTER_PRODUCTS.map((name) => {
    const { title, proof, usualDays, storageDays, cents, citation, confidence, note } = PRODUCTS[name];
    return `| ${title} | ${LETTER_PAGE.proofs[proof]} | ${usualDays} | ${storageDays ?? "–"} | ${euro(cents)} | ${note} | ${CITATIONS[citation].text} | ${CONFIDENCES[confidence]} |`;
  });
  const codes = [...OUTCOME_CODES.values()].map(
    ({ code, title, meaning, products: of, citation }) => `| \`${code}\` | ${title} | ${LETTER_PAGE.meanings[meaning]} | ${of.map((name) => PRODUCTS[name].title).join(", ")} | ${CITATIONS[citation].text} |`,
  );
  const causes = Object.entries(RETURN_CAUSES).map(
    ([code, { title, cause, refused }]) => `| \`${code}\` | ${title} | ${refused === true ? LETTER_PAGE.refusedCounts : FAILURE_TEXTS[cause].whatToDo} |`,
  );
  const layouts = LAYOUT_NAMES.map((name) => {
    const { title, address, note } = LAYOUTS[name];
    return `| \`${name}\` | ${title} | ${address.left}, ${address.top}, ${address.width} × ${address.height} | ${note} |`;
  });
  return [
    `# ${LETTER_PAGE.title}`,
    PAGES.generated,
    LETTER_PAGE.intro,
    `## ${LETTER_PAGE.products}`,
    [LETTER_PAGE.productHead, ...products].join("\n"),
    `## ${LETTER_PAGE.storage}`,
    `${STORAGE_EFFECT.note} (${CITATIONS[STORAGE_EFFECT.citation].text}; ${CONFIDENCES[STORAGE_EFFECT.confidence]}). ${STORAGE_EFFECT.remark}`,
    `## ${LETTER_PAGE.codes}`,
    LETTER_PAGE.codesNote,
    [LETTER_PAGE.codeHead, ...codes].join("\n"),
    `## ${LETTER_PAGE.causes}`,
    [LETTER_PAGE.causeHead, ...causes].join("\n"),
    `## ${LETTER_PAGE.layouts}`,
    [LETTER_PAGE.layoutHead, ...layouts].join("\n"),
  ].join("\n\n");
}

/** Each norm that the tables stand on, with what it is for. */
export function lettersLaw(): { readonly key: CitationKey; readonly where: string }[] {
  const keys: CitationKey[] = [...Object.values(PRODUCTS), ...OUTCOME_CODES.values(), STORAGE_EFFECT].map(({ citation }) => citation);
  return [...new Set(keys), "CC_1335" as const].map((key) => ({ key, where: LETTER_PAGE.title }));
}
