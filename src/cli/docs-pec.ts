// The page of certified mail: what each receipt proves, the causes of failure, how long each may take, what is not believed.

import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import { CERTIFIED_ERRORS, CERTIFIED_HOURS, CERTIFIED_RECEIPTS, certifiedCode, certifiedFinding } from "../domain/messages/certified-mail.ts";
import type { CertifiedFacts } from "../domain/messages/certified-mail.ts";
import { CERTIFIED_PAGE, CERTIFIED_QUARANTINE, certifiedReceiptName } from "../domain/messages/certified-texts.ts";
import { FAILURE_TEXTS } from "../domain/messages/texts.ts";
import { PAGES } from "./docs-texts.ts";

/** Every receipt that tells apart what it proves: by its kind, its error, the kind of mailbox. */
const CASES: readonly CertifiedFacts[] = CERTIFIED_RECEIPTS.flatMap((kind): CertifiedFacts[] => {
  const base = { kind, error: "nessuno", isForeign: false, status: null } as const;
  if (kind === "accettazione") return [base, { ...base, isForeign: true }];
  if (kind !== "non-accettazione" && kind !== "errore-consegna") return [base];
  return CERTIFIED_ERRORS.filter((error) => error !== "nessuno").map((error) => ({ ...base, error }));
});

/** Markdown of the whole page. */
export function certifiedPage(): string {
  const receipts = CASES.map((facts) => {
    const finding = certifiedFinding(facts);
    const proves = finding.status === "failed" ? `${CERTIFIED_PAGE.proves.failed}: ${FAILURE_TEXTS[finding.cause].name}` : CERTIFIED_PAGE.proves[finding.status];
    return `| ${certifiedReceiptName(certifiedCode(facts))} | \`${certifiedCode(facts)}\` | ${proves} |`;
  });
  const hours = Object.values(CERTIFIED_HOURS).map(({ hours: longest, note, citation }) => `| ${longest} | ${note} | ${CITATIONS[citation].text} |`);
  const quarantine = Object.entries(CERTIFIED_QUARANTINE).map(([code, why]) => `| \`${code}\` | ${why} |`);
  return [
    `# ${CERTIFIED_PAGE.title}`,
    PAGES.generated,
    CERTIFIED_PAGE.intro,
    `## ${CERTIFIED_PAGE.receipts}`,
    [CERTIFIED_PAGE.receiptHead, ...receipts].join("\n"),
    `## ${CERTIFIED_PAGE.hours}`,
    CERTIFIED_PAGE.hoursNote,
    [CERTIFIED_PAGE.hourHead, ...hours].join("\n"),
    `## ${CERTIFIED_PAGE.quarantine}`,
    CERTIFIED_PAGE.quarantineNote,
    [CERTIFIED_PAGE.quarantineHead, ...quarantine].join("\n"),
  ].join("\n\n");
}

/** Each norm that the tables stand on, with what it is for. */
export function certifiedLaw(): { readonly key: CitationKey; readonly where: string }[] {
  return [...new Set(Object.values(CERTIFIED_HOURS).map(({ citation }) => citation))].map((key) => ({ key, where: CERTIFIED_PAGE.title }));
}
