// Each desk of the office: who works there and what they can do, changed with a reason.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { DeskAbilities } from "../../../contract/planning.ts";
import { get } from "../../api.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { PLANNING } from "../../texts/planning.ts";

type Desk = DeskAbilities["desks"][number];
const WORDS = PLANNING.desks;

export function Desks() {
  const [changing, setChanging] = useState<Desk | null>(null);
  const result = useQuery({ queryKey: ["planning", "desks"], queryFn: ({ signal }) => get<DeskAbilities>("/api/planning/desks", signal) });
  return (
    <>
      <Loaded result={result}>
        {(abilities) =>
          abilities.desks.length === 0 ? (
            <Empty title={WORDS.empty} icon="user">
              <p>{WORDS.emptyHelp}</p>
            </Empty>
          ) : (
            <DataTable caption={WORDS.caption} columns={columnsOf(abilities, setChanging)} rows={abilities.desks} rowKey={(desk) => String(desk.deskId)} />
          )
        }
      </Loaded>
      {changing !== null && result.data !== undefined && <Change desk={changing} known={result.data} onClose={() => setChanging(null)} />}
    </>
  );
}

function columnsOf({ skills }: DeskAbilities, onChange: (desk: Desk) => void): readonly Column<Desk>[] {
  const titles = new Map(skills.map(({ name, title }) => [name, title]));
  const listed = (words: readonly string[]): string => (words.length === 0 ? WORDS.none : words.join(", "));
  return [
    { key: "desk", label: WORDS.columns.desk, heading: true, render: (desk) => desk.label },
    { key: "operator", label: WORDS.columns.operator, render: (desk) => desk.operator ?? <span className="cv-muted">{WORDS.nobody}</span> },
    { key: "languages", label: WORDS.columns.languages, render: (desk) => listed(desk.languages.map((language) => PLANNING.languages[language])) },
    { key: "skills", label: WORDS.columns.skills, render: (desk) => listed(desk.skills.map((skill) => titles.get(skill) ?? skill)) },
    { key: "act", label: WORDS.columns.act, render: (desk) => <RowButton text={WORDS.change} name={WORDS.changeFor(desk.label)} onPress={() => onChange(desk)} /> },
  ];
}

function Change({ desk, known, onClose }: { readonly desk: Desk; readonly known: DeskAbilities; readonly onClose: () => void }) {
  const id = useId();
  const [actId] = useState(() => crypto.randomUUID());
  const [operator, setOperator] = useState(desk.operator ?? "");
  const [languages, setLanguages] = useState<readonly string[]>(desk.languages);
  const [skills, setSkills] = useState<readonly string[]>(desk.skills);
  return (
    <ActForm
      title={WORDS.changeFor(desk.label)}
      explain={WORDS.explain}
      path="/api/planning/desks"
      body={operator.trim() === "" ? null : { id: actId, deskId: desk.deskId, operator, skills, languages, seen: desk.version }}
      missing={WORDS.missing}
      confirm={WORDS.save}
      onClose={onClose}
    >
      <div className="cv-field">
        <label htmlFor={`${id}-operator`}>{WORDS.operator}</label>
        <input id={`${id}-operator`} value={operator} maxLength={120} autoComplete="off" onChange={(event) => setOperator(event.target.value)} />
      </div>
      <Choices id={`${id}-l`} legend={WORDS.languages} options={known.languages.map((name) => [name, PLANNING.languages[name]])} chosen={languages} onChange={setLanguages} />
      <Choices id={`${id}-s`} legend={WORDS.skills} options={known.skills.map(({ name, title }) => [name, title])} chosen={skills} onChange={setSkills} />
    </ActForm>
  );
}

interface ChoicesProps {
  readonly id: string;
  readonly legend: string;
  readonly options: readonly (readonly [name: string, title: string])[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function Choices({ id, legend, options, chosen, onChange }: ChoicesProps) {
  return (
    <fieldset className="cv-planning-choices">
      <legend>{legend}</legend>
      {options.map(([name, title]) => (
        <div key={name} className="form-check">
          <input
            type="checkbox"
            id={`${id}-${name}`}
            checked={chosen.includes(name)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))}
          />
          <label htmlFor={`${id}-${name}`}>{title}</label>
        </div>
      ))}
    </fieldset>
  );
}
