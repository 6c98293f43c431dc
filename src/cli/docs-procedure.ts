// The page of one procedure, from its table: the path, the acts possible in each state, every act with its conditions and norms.

import { CITATIONS } from "../domain/law/citation.ts";
import type { Citation, CitationKey } from "../domain/law/citation.ts";
import { lawOfGuard } from "../domain/procedure/row-index.ts";
import { ACTORS } from "../domain/procedure/types.ts";
import type { AnyProcedure, Expiry } from "../domain/procedure/types.ts";
import { clockName } from "./docs-measure-words.ts";
import { PAGES } from "./docs-texts.ts";

type AnyRow = AnyProcedure["rows"][number];

/** Markdown of the whole page. */
export function procedurePage(procedure: AnyProcedure): string {
  return [
    `# ${procedure.title}`,
    PAGES.generated,
    `## ${PAGES.drawing}`,
    drawing(procedure),
    PAGES.drawingNote,
    `## ${PAGES.statesTitle}`,
    states(procedure),
    ...termsOf(procedure),
    `## ${PAGES.actsTitle}`,
    ...procedure.rows.map((row, index) => act(procedure, row, index + 1)),
    `## ${PAGES.refusals}`,
    PAGES.refusalsIntro,
    refusals(procedure),
  ].join("\n\n");
}

/** An act that starts from this many states, or more, is drawn once: the table of the states says from where else. */
const MANY_STATES = 4;

/** One arrow per pair of states, with the acts that make it. The diagram's names are short: the words people read are their labels. */
function drawing(procedure: AnyProcedure): string {
  const ids = new Map(Object.keys(procedure.states).map((state, index) => [state, `s${index}`]));
  const labels = Object.entries(procedure.states).map(
    ([state, label]) => `  state "${label}" as ${ids.get(state)}`,
  );
  const starts = procedure.initial.map((state) => `  [*] --> ${ids.get(state)}`);
  const ends = procedure.final.map((state) => `  ${ids.get(state)} --> [*]`);
  const drawn = [...arrows(procedure)].map(
    ([[from, to], acts]) => `  ${ids.get(from)} --> ${ids.get(to)}: ${acts.join(" / ")}`,
  );
  return ["```mermaid", "stateDiagram-v2", ...labels, ...starts, ...drawn, ...ends, "```"].join("\n");
}

/** What leads from one state to another. Acts that leave the state as it is are not drawn. */
function arrows(procedure: AnyProcedure): Map<readonly [string, string], string[]> {
  const found = new Map<string, { readonly ends: readonly [string, string]; readonly acts: string[] }>();
  for (const row of procedure.rows) {
    const many = row.from.length >= MANY_STATES;
    const label = `${procedure.acts[row.act]}${many ? ` (${PAGES.andOthers(row.from.length - 1)})` : ""}`;
    for (const from of many ? row.from.slice(0, 1) : row.from) {
      if (from === row.to) continue;
      const key = `${from} ${row.to}`;
      const arrow = found.get(key) ?? { ends: [from, row.to], acts: [] };
      found.set(key, arrow);
      if (!arrow.acts.includes(label)) arrow.acts.push(label);
    }
  }
  return new Map([...found.values()].map(({ ends, acts }) => [ends, acts]));
}

function termsOf(procedure: AnyProcedure): string[] {
  const lines = Object.entries(procedure.terms).map(([term, rule]) => {
    const acts = (pick: "opens" | "closes", outside: string | undefined): string =>
      [
        ...(outside === undefined ? [] : [outside]),
        ...new Set(
          procedure.rows
            .filter((row) => row[pick].includes(term))
            .map((row) => `«${procedure.acts[row.act]}»`),
        ),
      ].join(", ");
    return `| ${rule.title} | ${clockName(rule.clock)} | ${acts("opens", rule.openedOutside)} | ${acts("closes", rule.closedOutside)} | ${expiryText(procedure, rule.expiry)} |`;
  });
  return lines.length === 0 ? [] : [`## ${PAGES.termsOf}`, [PAGES.termsOfHead, ...lines].join("\n")];
}

function expiryText(procedure: AnyProcedure, expiry: Expiry<string>): string {
  if (expiry.then === "kpi") return PAGES.kpi;
  if (expiry.then === "state") return `${PAGES.becomes} «${procedure.acts[expiry.act]}»`;
  return `${PAGES.decides} ${expiry.acts.map((each) => `«${procedure.acts[each]}»`).join(", ")}`;
}

/** Every code that a refusal of this procedure may bear. */
function refusals(procedure: AnyProcedure): string {
  const prefix = procedure.name.toUpperCase().replaceAll("-", "_");
  const lines = Object.entries(procedure.guards).map(([guard, { refusal, law }]) => {
    const code = `${prefix}_${guard.toUpperCase().replaceAll("-", "_")}`;
    return `| \`${code}\` | ${refusal} | ${lawOfGuard(law)
      .map((key) => `[${CITATIONS[key].id}](norme.md)`)
      .join(", ")} |`;
  });
  return [
    PAGES.refusalsHead,
    `| \`${prefix}_STATO\` | ${PAGES.wrongState} | |`,
    `| \`${prefix}_CHI\` | ${PAGES.wrongActor} | |`,
    ...lines,
  ].join("\n");
}

function states(procedure: AnyProcedure): string {
  const lines = Object.entries(procedure.states).map(([state, label]) => {
    const acts = new Set(
      procedure.rows.filter((row) => row.from.includes(state)).map((row) => procedure.acts[row.act]),
    );
    const mark = procedure.initial.includes(state)
      ? ` (${PAGES.initial})`
      : procedure.final.includes(state)
        ? ` (${PAGES.final})`
        : "";
    return `| ${label}${mark} | ${acts.size === 0 ? PAGES.noAct : [...acts].join("; ")} |`;
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
    ...effects(procedure, row),
    ...(row.harms === true ? [`- **${PAGES.harms}**`] : []),
    `- **${PAGES.norms}:**`,
    ...row.law.map((key) => `  - ${lawLink(key)}`),
  ].join("\n");
}

function terms(procedure: AnyProcedure, keys: readonly string[]): string {
  return keys.map((key) => `«${procedure.terms[key]?.title}»`).join(", ");
}

function effects(procedure: AnyProcedure, row: AnyRow): string[] {
  const list = row.effects ?? [];
  return list.length === 0
    ? []
    : [`- **${PAGES.effects}:** ${list.map((effect) => procedure.effects[effect]).join("; ")}`];
}

function conditions(procedure: AnyProcedure, row: AnyRow): string[] {
  if (row.when.length === 0) return [`- **${PAGES.whenNone}**`];
  return [`- **${PAGES.when}:**`, ...row.when.map((guard) => `  - «${procedure.guards[guard]?.refusal}»`)];
}

/** The norm in a jurist's words, pointing at its row in the page of the norms. */
export function lawLink(key: CitationKey): string {
  const law: Citation = CITATIONS[key];
  const text = law.link === undefined ? law.text : `[${law.text}](${law.link})`;
  return `${text} ([${law.id}](norme.md))`;
}
