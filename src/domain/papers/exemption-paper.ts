// The decision on an exemption on paper: outcome, days, norm. Why the person is exempt is not said: it may be of health.

import type { ExemptionData, ExemptionState, ExemptPeriod } from "../duties/exemption/types.ts";
import { DUTY_REASONS } from "../duties/reasons.ts";
import type { Block, Fact, PaperContent } from "./blocks.ts";
import { paperOf, paragraphs, personFacts, section } from "./facts.ts";
import type { PaperFacts } from "./facts.ts";
import { COMMON, EXEMPTION_PAPER, PAPER_SUBTITLES } from "./texts.ts";
import { longDay, normName } from "./words.ts";

/** Null while nothing is decided. */
export function exemptionPaper(
  facts: PaperFacts & { readonly state: ExemptionState; readonly data: ExemptionData },
): PaperContent | null {
  const { data, state, measure } = facts;
  const outcome = outcomeOf(state, data);
  if (outcome === null) return null;
  const period = data.periods.at(-1);
  const rows: Fact[] = [];
  if (period !== undefined && state !== "refused")
    rows.push([EXEMPTION_PAPER.period, EXEMPTION_PAPER.periodText(longDay(period.from), longDay(period.to))]);
  if (data.decidedBy !== null) rows.push([EXEMPTION_PAPER.decidedBy, data.decidedBy]);
  const law = measure.exemptions.find(({ code }) => code === data.code)?.citation ?? null;
  return paperOf("esonero", PAPER_SUBTITLES.esonero, facts, [
    ...section(COMMON.identity, { kind: "facts", rows: personFacts(facts) }),
    ...section(
      EXEMPTION_PAPER.outcome,
      { kind: "notice", title: outcome, text: reasonOf(data, state) },
      ...(rows.length === 0 ? [] : [{ kind: "facts", rows } as const]),
    ),
    ...section(EXEMPTION_PAPER.effects, {
      kind: "list",
      items: state === "granted" ? EXEMPTION_PAPER.whileExempt : EXEMPTION_PAPER.bound,
    }),
    ...paragraphs(EXEMPTION_PAPER.privacy),
    // The norm by its number alone: in words it may say what the paper must not.
    ...(law === null ? [] : section(COMMON.law, { kind: "small", lines: [`${normName(law)}.`] })),
    ...section(COMMON.signatures, signature(facts)),
  ]);
}

function outcomeOf(state: ExemptionState, { periods, endedOn }: ExemptionData): string | null {
  const period = periods.at(-1);
  if (state === "refused") return EXEMPTION_PAPER.refused;
  if (period === undefined) return null;
  switch (state) {
    case "granted":
      return granted(period, periods.length);
    case "expired":
      return EXEMPTION_PAPER.expired(longDay(period.to));
    case "ended":
      return EXEMPTION_PAPER.ended(longDay(endedOn ?? period.to));
    case "revoked":
      return EXEMPTION_PAPER.revoked(longDay(endedOn ?? period.to));
    default:
      return null;
  }
}

function granted({ from, to }: ExemptPeriod, times: number): string {
  const say = times > 1 ? EXEMPTION_PAPER.renewed : EXEMPTION_PAPER.granted;
  return say(longDay(from), longDay(to));
}

/** One of a closed list, none of which is of health. */
function reasonOf({ reason }: ExemptionData, state: ExemptionState): string {
  return reason === null || state === "granted" ? "" : EXEMPTION_PAPER.reason(DUTY_REASONS[reason]);
}

function signature({ office }: PaperFacts): Block {
  return {
    kind: "signatures",
    place: office.municipality,
    boxes: [{ who: COMMON.forOffice, name: office.name }],
  };
}
