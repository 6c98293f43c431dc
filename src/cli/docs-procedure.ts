// The page of one procedure, from its table: the path, the acts possible in each state, every act with its conditions and norms.

import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import { ACTORS } from "../domain/procedure/types.ts";
import type { AnyProcedure } from "../domain/procedure/types.ts";
import { PAGES } from "./docs-texts.ts";

type AnyRow = AnyProcedure["rows"][number];

/** Markdown of the whole page. */
export function procedurePage(procedure: AnyProcedure): string {
  return [
    `# ${procedure.title}`,
    PAGES.generated,
    `## ${PAGES.drawing}`,
    drawing(procedure),
    `## ${PAGES.statesTitle}`,
    states(procedure),
    `## ${PAGES.actsTitle}`,
    ...procedure.rows.map((row, index) => act(procedure, row, index + 1)),
  ].join("\n\n");
}

/** Names of the diagram's states are short and plain: the words people read are their labels. */
function drawing(procedure: AnyProcedure): string {
  const ids = new Map(Object.keys(procedure.states).map((state, index) => [state, `s${index}`]));
  const labels = Object.entries(procedure.states).map(
    ([state, label]) => `  state "${label}" as ${ids.get(state)}`,
  );
  const arrows = procedure.rows.flatMap((row) =>
    row.from.map((from) => `  ${ids.get(from)} --> ${ids.get(row.to)}: ${procedure.acts[row.act]}`),
  );
  return ["```mermaid", "stateDiagram-v2", ...labels, ...arrows, "```"].join("\n");
}

function states(procedure: AnyProcedure): string {
  const lines = Object.entries(procedure.states).map(([state, label]) => {
    const acts = new Set(
      procedure.rows.filter((row) => row.from.includes(state)).map((row) => procedure.acts[row.act]),
    );
    return `| ${label} | ${acts.size === 0 ? PAGES.noAct : [...acts].join("; ")} |`;
  });
  return [PAGES.statesHead, ...lines].join("\n");
}

function act(procedure: AnyProcedure, row: AnyRow, number: number): string {
  const named = (names: Readonly<Record<string, string>>, keys: readonly string[]): string =>
    keys.map((key) => `«${names[key]}»`).join(", ");
  return [
    `### ${number}. ${procedure.acts[row.act]}\n`,
    `- **${PAGES.from}:** ${named(procedure.states, row.from)}`,
    `- **${PAGES.to}:** «${procedure.states[row.to]}»`,
    `- **${PAGES.by}:** ${row.by.map((actor) => ACTORS[actor]).join("; ")}`,
    ...conditions(procedure, row),
    ...(row.opens.length === 0 ? [] : [`- **${PAGES.opens}:** ${terms(procedure, row.opens)}`]),
    ...(row.closes.length === 0 ? [] : [`- **${PAGES.closes}:** ${terms(procedure, row.closes)}`]),
    `- **${PAGES.law_}:**`,
    ...row.law.map((key) => `  - ${lawLink(key)}`),
  ].join("\n");
}

function terms(procedure: AnyProcedure, keys: readonly string[]): string {
  return keys.map((key) => `«${procedure.terms[key]?.title}»`).join(", ");
}

function conditions(procedure: AnyProcedure, row: AnyRow): string[] {
  if (row.when.length === 0) return [`- **${PAGES.whenNone}**`];
  return [`- **${PAGES.when}:**`, ...row.when.map((guard) => `  - «${procedure.guards[guard]?.refusal}»`)];
}

/** The norm in a jurist's words, pointing at its row in the page of the norms. */
export function lawLink(key: CitationKey): string {
  const { text, id } = CITATIONS[key];
  return `${text} ([${id}](norme.md))`;
}
