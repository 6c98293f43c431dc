// Other points, or another household rule, proposed with a reason.

import { useId, useState } from "react";
import type { PlanRules } from "../../../contract/planning.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { PLANNING } from "../../texts/planning.ts";

const WORDS = PLANNING.rules;
type Name = PlanRules["criteria"][number]["name"];
type Household = PlanRules["inForce"]["household"];

export function ProposeRules({ rules, onClose }: { readonly rules: PlanRules; readonly onClose: () => void }) {
  const id = useId();
  const [actId] = useState(() => crypto.randomUUID());
  const [points, setPoints] = useState<Readonly<Partial<Record<Name, string>>>>({});
  const [household, setHousehold] = useState<Household>(rules.inForce.household);
  const given = rules.criteria.map(({ name }) => [name, points[name] ?? String(rules.inForce.points[name])] as const);
  const isWhole = given.every(([, value]) => /^\d{1,3}$/.test(value.trim()) && Number(value) <= 100);
  const seen = rules.history[0]?.version ?? 0;
  return (
    <ActForm
      title={WORDS.propose}
      explain={WORDS.explain}
      path="/api/planning/rules"
      body={isWhole ? { id: actId, measure: rules.measure, points: Object.fromEntries(given.map(([name, value]) => [name, Number(value)])), household, seen } : null}
      missing={WORDS.wrong}
      confirm={WORDS.send}
      onClose={onClose}
    >
      <div className="cv-planning-points">
        {rules.criteria.map(({ name, title }) => (
          <div key={name} className="cv-field">
            <label htmlFor={`${id}-${name}`}>{title}</label>
            <input
              id={`${id}-${name}`}
              inputMode="numeric"
              autoComplete="off"
              value={points[name] ?? String(rules.inForce.points[name])}
              onChange={(event) => setPoints({ ...points, [name]: event.target.value })}
            />
          </div>
        ))}
      </div>
      <div className="cv-field">
        <label htmlFor={`${id}-household`}>{WORDS.household}</label>
        <select id={`${id}-household`} value={household} onChange={(event) => setHousehold(event.target.value === "one-day" ? "one-day" : "apart")}>
          {rules.households.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </div>
    </ActForm>
  );
}
