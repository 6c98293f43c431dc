// The household: each member with what takes them out of the obligations, what may be recorded, and who holds what the measure limits.

import { useState } from "react";
import type { Interview, InterviewMember } from "../../../contract/interview.ts";
import { properName } from "../../format.ts";
import { ActButtons } from "../../parts/act/act-buttons.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Why } from "../../parts/why.tsx";
import { HOUSEHOLD } from "../../texts/interview.ts";

interface HouseholdProps {
  readonly interview: Interview;
  readonly reload: () => Promise<Interview | null>;
  readonly disabled: boolean;
}

export function HouseholdStep({ interview, reload, disabled }: HouseholdProps) {
  // One at a time: the act that is open stands in the address of the page, whichever member it is of.
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <Limits interview={interview} />
      <h3>{HOUSEHOLD.title}</h3>
      <ul className="cv-members">
        {interview.members.map((member) => (
          <li key={member.caseId} className="cv-box">
            <Member member={member} />
            {!disabled && (
              <button
                type="button"
                className="btn btn-outline-primary btn-sm"
                aria-expanded={open === member.caseId}
                onClick={() => setOpen(open === member.caseId ? null : member.caseId)}
              >
                {open === member.caseId
                  ? HOUSEHOLD.close(properName(member.name))
                  : HOUSEHOLD.open(properName(member.name))}
              </button>
            )}
            {open === member.caseId && !disabled && (
              <div className="cv-member-acts">
                {[...member.begins, ...member.open].map((entry) => (
                  <div key={entry.item?.id ?? entry.procedure}>
                    <p className="fw-semibold mb-1">
                      {entry.item === null ? entry.title : `${entry.title}: ${entry.item.stateText}`}
                    </p>
                    <ActButtons caseId={member.caseId} entry={entry} onDone={() => void reload()} />
                  </div>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Member({ member }: { readonly member: InterviewMember }) {
  const { out, exclusions, exemptions } = member;
  return (
    <>
      <p className="cv-member-head">
        <strong>{properName(member.name)}</strong>
        <Badge tone={member.bound && out === null ? "info" : "plain"}>
          {member.bound && out === null ? HOUSEHOLD.bound : HOUSEHOLD.notBound}
        </Badge>
        <span className="cv-sub">{HOUSEHOLD.born(member.birthDate)}</span>
      </p>
      {exclusions.length + exemptions.length === 0 && <p className="cv-muted">{HOUSEHOLD.nothing}</p>}
      <ul className="cv-plain-list">
        {exclusions.map((one) => (
          <li key={one.title + one.period}>
            {`${one.title}, ${one.period}`} <Why about={one.title} law={one.law} />
          </li>
        ))}
        {exemptions.map((one) => (
          <li key={one.title + one.period + one.stateText}>
            {[one.title, one.period, one.stateText].filter(Boolean).join(", ")}
          </li>
        ))}
      </ul>
    </>
  );
}

function Limits({ interview: { limits } }: { readonly interview: Interview }) {
  if (limits.length === 0) return null;
  return (
    <details className="cv-limits" open={limits.some(({ holders }) => holders.length > 0)}>
      <summary>{HOUSEHOLD.limits}</summary>
      <ul className="cv-plain-list">
        {limits.map((one) => (
          <li key={one.code}>
            <strong>{one.title}</strong>: {one.limit}.{" "}
            {one.full && <Badge tone="doubt">{HOUSEHOLD.full}</Badge>}{" "}
            <Why about={one.title} sentence={HOUSEHOLD.evidence(one.evidence)} law={one.law} />
            <span className="cv-sub">
              {one.holders.length === 0
                ? HOUSEHOLD.nobody
                : `${HOUSEHOLD.holders} ${one.holders.map(properName).join("; ")}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
