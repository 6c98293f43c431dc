// The evidence of a fact: each attempt to tell the person with its text and times, what it proves, and what else stands for or against.

import { Link } from "react-router";
import type { FactPage as Fact, FactTelling } from "../../../contract/conditionality.ts";
import { instant, longInstant, properName, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { Section } from "../../parts/page.tsx";
import { FACT } from "../../texts/conditionality.ts";

export function Evidence({ fact }: { readonly fact: Fact }) {
  const { proof, tellings } = fact;
  return (
    <>
      <Section title={FACT.proof} id="avvisi">
        <p className={`cv-proof ${proof.enough ? "cv-proof-good" : "cv-proof-bad"}`}>
          <strong>{proof.enough ? FACT.proofEnough : FACT.proofNotEnough}</strong>
          <span>{FACT.proofSentence(proof.best, proof.needed)}</span>
        </p>
        {tellings.length === 0 ? (
          <p>
            {FACT.noTellings} {FACT.noTellingsHelp}
          </p>
        ) : (
          <ol className="cv-tellings">
            {tellings.map((telling) => (
              <li key={telling.id}>
                <Telling telling={telling} />
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Section title={FACT.factPapers} id="prove-del-fatto">
        <FactPapers fact={fact} />
      </Section>
      {fact.appointment !== null && (
        <Section title={FACT.appointment} id="appuntamento">
          <p>{FACT.appointmentAt(longInstant(fact.appointment.startsAt), fact.appointment.state)}</p>
        </Section>
      )}
      {(fact.reminder.needed || fact.reminder.on !== null) && (
        <Section title={FACT.reminder} id="richiamo">
          <p>{fact.reminder.on === null ? FACT.reminderMissing : FACT.reminderOn(shortDay(fact.reminder.on))}</p>
        </Section>
      )}
      <Section title={FACT.household} id="nucleo">
        <Household fact={fact} />
      </Section>
      <Section title={FACT.papers} id="giustificazioni">
        <Papers fact={fact} />
      </Section>
    </>
  );
}

function Telling({ telling }: { readonly telling: FactTelling }) {
  const facts: readonly (readonly [string, string | null])[] = [
    [FACT.to, telling.recipient],
    [FACT.from, telling.sender],
    [FACT.handedOver, telling.handedOverAt === null ? null : instant(telling.handedOverAt)],
    [FACT.delivered, telling.deliveredAt === null ? FACT.notDelivered : instant(telling.deliveredAt)],
    [FACT.reference, telling.reference],
    [FACT.strength, telling.strength],
  ];
  return (
    <article className="cv-box">
      <h3 className="cv-telling-head">
        {`${telling.what}, ${telling.channel}: ${telling.outcome}`}
        <Weight telling={telling} />
      </h3>
      <dl className="cv-facts">
        {facts.map(([title, value]) =>
          value === null ? null : (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {telling.text !== null && (
        <details>
          <summary>{FACT.showText}</summary>
          {telling.subject !== null && <p className="fw-semibold mb-1">{telling.subject}</p>}
          <p className="cv-text">{telling.text}</p>
        </details>
      )}
    </article>
  );
}

function Weight({ telling }: { readonly telling: FactTelling }) {
  if (!telling.counts) return <Badge tone="plain">{FACT.tellsNothing}</Badge>;
  if (!telling.valid) return <Badge tone="plain">{FACT.invalidChannel}</Badge>;
  if (!telling.inTime) return <Badge tone="doubt">{FACT.late}</Badge>;
  return telling.enough ? <Badge tone="good">{FACT.proves}</Badge> : <Badge tone="doubt">{FACT.weak}</Badge>;
}

function FactPapers({ fact }: { readonly fact: Fact }) {
  if (fact.documents.length > 0)
    return (
      <ul>
        {fact.documents.map((paper) => (
          <li key={paper}>{paper}</li>
        ))}
      </ul>
    );
  return <p>{fact.appointment === null ? FACT.noFactPapers : FACT.absencePaper}</p>;
}

function Household({ fact }: { readonly fact: Fact }) {
  if (fact.household.length === 0) return <p>{FACT.nobodyElse}</p>;
  return (
    <ul className="cv-household">
      {fact.household.map((member) => (
        <li key={member.caseId}>
          <Link to={`/persone/${member.caseId}`}>{properName(member.name)}</Link>
          {`: ${member.that.toLowerCase()}`}
          {!member.bound && `, ${FACT.notBound}`}
        </li>
      ))}
    </ul>
  );
}

function Papers({ fact }: { readonly fact: Fact }) {
  return (
    <>
      {fact.justification !== null && (
        <p>
          <strong>{FACT.justification}: </strong>
          {FACT.justifiedBy(fact.justification.reason, shortDay(fact.justification.toldOn))}
        </p>
      )}
      {fact.papers.length === 0 ? (
        <p>{FACT.noPapers}</p>
      ) : (
        <ul className="cv-household">
          {fact.papers.map((paper) => (
            <li key={paper.id}>
              {`${paper.title}, ${FACT.paperOn(shortDay(paper.handedInAt.slice(0, 10)))} `}
              <Badge tone={paper.outcome === null ? "info" : paper.outcome === "sufficient" ? "good" : "bad"}>{FACT.paperOutcome[paper.outcome ?? "none"]}</Badge>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link to={`/persone/${fact.caseId}/documenti`}>{fact.papers.length === 0 ? FACT.handInPapers : FACT.documents}</Link>
      </p>
    </>
  );
}

