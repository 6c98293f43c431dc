// Beside the evidence: the count before and after, what the law says, the terms, who did what; and below, the history of the acts.

import type { FactPage as Fact } from "../../../contract/conditionality.ts";
import { instant, longInstant, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { Section } from "../../parts/page.tsx";
import { Why } from "../../parts/why.tsx";
import { CONDITIONALITY, FACT } from "../../texts/conditionality.ts";
import { leftText, toneOf } from "./facts-page.tsx";

export function CountBox({ fact }: { readonly fact: Fact }) {
  const { count, frozen } = fact;
  return (
    <Section title={FACT.count} id="conteggio">
      {count === null ? (
        <p>{FACT.noCount}</p>
      ) : (
        <div className="cv-count-box">
          <dl>
            <div>
              <dt>{FACT.before}</dt>
              <dd>{count.before}</dd>
            </div>
            <div>
              <dt>{FACT.after}</dt>
              <dd>{count.after}</dd>
            </div>
          </dl>
          <p>
            {`${FACT.step}: `}
            <strong>{count.step}</strong>
          </p>
        </div>
      )}
      <p className="cv-muted cv-small">{FACT.countHelp[fact.unit]}</p>
      {frozen !== null && frozen.text !== count?.text && <p className="cv-muted cv-small">{FACT.frozen(frozen.text)}</p>}
    </Section>
  );
}

export function LawBox({ fact: { law, title } }: { readonly fact: Fact }) {
  if (law === null) return null;
  return (
    <Section title={FACT.law} id="norma">
      <p>
        {law.text} <Why about={title} law={law.citation} />
      </p>
      <ol className="cv-steps">
        {law.steps.map((step, at) => (
          <li key={`${at}-${step}`}>
            <span className="cv-muted">{FACT.stepNumber(at)}</span> {step}
          </li>
        ))}
      </ol>
      <p className="cv-small">{`${FACT.linkedTo} ${law.link}.`}</p>
    </Section>
  );
}

export function TermList({ fact }: { readonly fact: Fact }) {
  const open = fact.terms.filter(({ met }) => !met);
  return (
    <Section title={FACT.terms} id="termini">
      {open.length === 0 ? (
        <p>{FACT.noTerms}</p>
      ) : (
        <ul className="cv-fact-terms">
          {open.map((term) => (
            <li key={term.title}>
              <strong>{term.title}</strong>
              <span>{term.dueAt === null ? CONDITIONALITY.due(shortDay(term.dueOn)) : CONDITIONALITY.dueAt(instant(term.dueAt))}</span>
              <span>
                <Badge tone={toneOf(term.daysLeft)}>{leftText(term.daysLeft)}</Badge> <Why about={term.title} law={term.law} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function People({ fact: { hands, report, answer } }: { readonly fact: Fact }) {
  if (hands.length === 0) return null;
  return (
    <Section title={FACT.hands} id="chi">
      <dl className="cv-facts">
        {hands.map(({ what, by, at }) => (
          <div key={what + (at ?? "")}>
            <dt>{what}</dt>
            <dd>
              {by}
              {at !== null && <span className="cv-sub">{instant(at)}</span>}
            </dd>
          </div>
        ))}
        {report !== null && (
          <div>
            <dt>{FACT.report}</dt>
            <dd>
              {FACT.reportSent(longInstant(report.sentAt), report.hoursWaited)}
              <span className="cv-sub">{`${FACT.reportCode}: ${report.operatorTaxCode}`}</span>
              <span className="cv-sub">{report.link}</span>
            </dd>
          </div>
        )}
        {answer !== null && (
          <div>
            <dt>{FACT.answer}</dt>
            <dd>{FACT.answerOn(answer.text, shortDay(answer.on))}</dd>
          </div>
        )}
      </dl>
    </Section>
  );
}

export function HistoryList({ fact }: { readonly fact: Fact }) {
  if (fact.what !== "fact") return null;
  return (
    <Section title={FACT.history} id="storia">
      {fact.history.length === 0 ? (
        <p>{FACT.noHistory}</p>
      ) : (
        <ol className="cv-fact-history">
          {fact.history.map((act) => (
            <li key={act.at + act.act}>
              <strong>{act.act}</strong> <span className="cv-muted">{`${act.by}, ${instant(act.at)}`}</span> <Why about={act.act} law={act.law} />
              {act.reason !== null && <span className="cv-sub">{act.reason}</span>}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
