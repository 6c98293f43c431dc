// The rules of unusual access as the auditor keeps them: on or off, their numbers, who changed them and why.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { AccessRule, AccessRules } from "../../../contract/access.ts";
import { UNUSUAL_TEXTS } from "../../../domain/access/texts.ts";
import { get } from "../../api.ts";
import { instant } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Loaded } from "../../parts/states.tsx";
import { numberText, RULES } from "../../texts/access.ts";

export function Rules() {
  const [changing, setChanging] = useState<AccessRule | null>(null);
  const result = useQuery({
    queryKey: ["access-rules"],
    queryFn: ({ signal }) => get<AccessRules>("/api/access-rules", signal),
  });
  return (
    <>
      <Loaded result={result}>
        {({ rules }) => (
          <ul className="cv-flags">
            {rules.map((rule) => (
              <li key={rule.rule}>
                <Rule rule={rule} onChange={() => setChanging(rule)} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {changing !== null && <Change rule={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

function Rule({ rule, onChange }: { readonly rule: AccessRule; readonly onChange: () => void }) {
  const title = UNUSUAL_TEXTS[rule.rule];
  return (
    <article className="cv-flag" aria-labelledby={`regola-${rule.rule}`}>
      <div className="cv-flag-head">
        <h2 id={`regola-${rule.rule}`}>{title}</h2>
        <Badge tone={rule.active ? "good" : "plain"}>{rule.active ? RULES.active : RULES.off}</Badge>
      </div>
      <p>{RULES.what[rule.rule]}</p>
      {rule.parameters.length > 0 && (
        <dl className="cv-rule">
          {rule.parameters.map(({ name, value }) => (
            <div key={name}>
              <dt>{RULES.parameters[name] ?? name}</dt>
              <dd>{numberText(name, value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="cv-muted">
        {rule.changed === null
          ? RULES.untouched
          : RULES.changed(instant(rule.changed.at), rule.changed.by, rule.changed.reason)}
      </p>
      <button type="button" className="btn btn-outline-primary btn-sm" aria-label={RULES.changeFor(title)} onClick={onChange}>
        {RULES.change}
      </button>
    </article>
  );
}

/** Minutes of the day are shown and typed as an hour; everything else as the number it is. */
const isHour = (name: string): boolean => name === "from" || name === "to";

function typedOf(name: string, value: number): string {
  return isHour(name) ? `${String(Math.floor(value / 60)).padStart(2, "0")}:${String(value % 60).padStart(2, "0")}` : String(value);
}

function valueOf(name: string, typed: string): number {
  if (!isHour(name)) return typed.trim() === "" ? Number.NaN : Number(typed);
  const [hours, minutes] = typed.split(":").map(Number);
  return (hours ?? Number.NaN) * 60 + (minutes ?? Number.NaN);
}

function Change({ rule, onClose }: { readonly rule: AccessRule; readonly onClose: () => void }) {
  const [active, setActive] = useState(rule.active);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(rule.parameters.map(({ name, value }) => [name, typedOf(name, value)])),
  );
  const id = useId();
  const parameters = Object.fromEntries(rule.parameters.map(({ name }) => [name, valueOf(name, typed[name] ?? "")]));
  const whole = Object.values(parameters).every((value) => Number.isFinite(value));
  return (
    <ActForm
      title={`${RULES.change}: ${UNUSUAL_TEXTS[rule.rule]}`}
      explain={RULES.explain}
      path={`/api/access-rules/${rule.rule}`}
      body={whole ? { active, parameters } : null}
      missing={RULES.missing}
      confirm={RULES.confirm}
      onClose={onClose}
    >
      {rule.parameters.map(({ name, least, most }) => (
        <div className="cv-field" key={name}>
          <label htmlFor={`${id}-${name}`}>{RULES.parameters[name] ?? name}</label>
          <input
            id={`${id}-${name}`}
            {...(isHour(name) ? { type: "time" } : { type: "number", min: least, max: most, step: 1 })}
            value={typed[name] ?? ""}
            onChange={(event) => setTyped((now) => ({ ...now, [name]: event.target.value }))}
          />
          {!isHour(name) && <p className="cv-muted">{RULES.limits(least, most)}</p>}
        </div>
      ))}
      <label className="cv-radio">
        <input type="checkbox" checked={active} onChange={(event) => setActive(event.target.checked)} />
        {RULES.keepActive}
      </label>
    </ActForm>
  );
}
