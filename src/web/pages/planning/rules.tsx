// What counts in the order of the plan, for one measure: the points in force, the proposal to be decided, those before.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { PlanRule, PlanRules } from "../../../contract/planning.ts";
import type { Session } from "../../../contract/session.ts";
import { get } from "../../api.ts";
import { instant } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { PLANNING } from "../../texts/planning.ts";
import { ProposeRules } from "./propose.tsx";

const WORDS = PLANNING.rules;
const DECIDERS: readonly Session["role"][] = ["regional", "administrator"];

export function Rules({ session }: { readonly session: Session }) {
  const [measure, setMeasure] = useState("");
  const id = useId();
  const result = useQuery({
    queryKey: ["planning", "rules", measure],
    queryFn: ({ signal }) => get<PlanRules>(`/api/planning/rules${measure === "" ? "" : `?measure=${encodeURIComponent(measure)}`}`, signal),
  });
  return (
    <Loaded result={result} lines={12}>
      {(rules) => (
        <>
          <div className="cv-field">
            <label htmlFor={id}>{WORDS.measure}</label>
            <select id={id} value={rules.measure} onChange={(event) => setMeasure(event.target.value)}>
              {rules.measures.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <InForce rules={rules} session={session} />
        </>
      )}
    </Loaded>
  );
}

function InForce({ rules, session }: { readonly rules: PlanRules; readonly session: Session }) {
  const [proposing, setProposing] = useState(false);
  const open = rules.history.find(({ decidedAt }) => decidedAt === null);
  const before = rules.history.filter(({ decidedAt }) => decidedAt !== null);
  return (
    <>
      {open !== undefined && <OpenProposal rules={rules} proposal={open} mayDecide={DECIDERS.includes(session.role)} />}
      <Section id="criteri" title={WORDS.version(rules.inForce.version)}>
        <p>{WORDS.aims}</p>
        <DataTable caption={WORDS.caption} columns={COLUMNS} rows={rules.criteria.map((one) => ({ ...one, points: rules.inForce.points[one.name] }))} rowKey={({ name }) => name} />
        {session.role === "regional" && open === undefined && (
          <div className="cv-planning-acts">
            <button type="button" className="btn btn-primary" onClick={() => setProposing(true)}>
              {WORDS.propose}
            </button>
          </div>
        )}
      </Section>
      <Section id="nuclei" title={WORDS.household}>
        {rules.households.filter(({ name }) => name === rules.inForce.household).map(({ name, title, note }) => (
          <p key={name}>
            <strong>{title}.</strong> {note}
          </p>
        ))}
      </Section>
      <Section id="durate" title={WORDS.kinds}>
        <ul>
          {rules.kinds.map(({ title, seats, note }) => (
            <li key={title}>
              <strong>{title}</strong>: {WORDS.seats(seats)}. {note}
            </li>
          ))}
        </ul>
      </Section>
      {before.length > 0 && (
        <Section id="storia" title={WORDS.history}>
          <ul>
            {before.map((one) => (
              <li key={one.id}>
                {`${one.version}, ${one.approved === true ? WORDS.approved : WORDS.refused} (${WORDS.by(one.decidedBy ?? "", instant(one.decidedAt ?? one.proposedAt))}): ${one.reason} – ${one.decision ?? ""}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {proposing && <ProposeRules rules={rules} onClose={() => setProposing(false)} />}
    </>
  );
}

type Row = PlanRules["criteria"][number] & { readonly points: number };
const COLUMNS: readonly Column<Row>[] = [
  { key: "criterion", label: WORDS.columns.criterion, heading: true, render: ({ title }) => title },
  { key: "points", label: WORDS.columns.unit, render: ({ points, unit, most }) => WORDS.unit(points, unit, most) },
  {
    key: "why",
    label: WORDS.columns.why,
    render: ({ note, law }) => (
      <>
        {note}
        {law !== null && <span className="cv-sub">{law}</span>}
      </>
    ),
  },
];

function OpenProposal({ rules, proposal, mayDecide }: { readonly rules: PlanRules; readonly proposal: PlanRule; readonly mayDecide: boolean }) {
  const [deciding, setDeciding] = useState<boolean | null>(null);
  return (
    <Section id="proposta" title={WORDS.open(proposal.version)}>
      <div className="cv-box">
        <p>{`${proposal.reason} (${WORDS.by(proposal.proposedBy, instant(proposal.proposedAt))})`}</p>
        <ul>
          {rules.criteria.map(({ name, title }) => (
            <li key={name}>{`${title}: ${WORDS.proposed(rules.inForce.points[name], proposal.points[name])}`}</li>
          ))}
          <li>{`${WORDS.household}: ${PLANNING.households[proposal.household].toLocaleLowerCase("it")}`}</li>
        </ul>
        {proposal.own && <p className="cv-muted mb-0">{WORDS.own}</p>}
        {mayDecide && !proposal.own && (
          <div className="cv-planning-acts">
            <button type="button" className="btn btn-primary" onClick={() => setDeciding(true)}>
              {WORDS.approve}
            </button>
            <button type="button" className="btn btn-outline-primary" onClick={() => setDeciding(false)}>
              {WORDS.refuse}
            </button>
          </div>
        )}
      </div>
      {deciding !== null && (
        <ActForm
          title={deciding ? WORDS.approveTitle(proposal.version) : WORDS.refuseTitle(proposal.version)}
          explain={WORDS.decide}
          path={`/api/planning/rules/${proposal.id}/decision`}
          body={{ measure: rules.measure, approved: deciding }}
          confirm={deciding ? WORDS.approve : WORDS.refuse}
          onClose={() => setDeciding(null)}
        />
      )}
    </Section>
  );
}
