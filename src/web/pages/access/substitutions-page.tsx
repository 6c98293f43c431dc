// Who stands in for whom: the list, giving one, ending one.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import type { OfficeUsers, Substitution, SubstitutionRequest, Substitutions } from "../../../contract/access.ts";
import type { Session } from "../../../contract/session.ts";
import { get } from "../../api.ts";
import { shortDay } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Badge } from "../../parts/badge.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { OfficeOptions } from "../../parts/office-options.tsx";
import { Page } from "../../parts/page.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { FAMILY, SUBSTITUTIONS } from "../../texts/access.ts";
import { label, ROLES } from "../../texts/common.ts";
import { FamilyNames } from "./family-names.tsx";
import "../../styles/access.css";

type View = keyof typeof SUBSTITUTIONS.views;
const VIEWS = Object.entries(SUBSTITUTIONS.views) as [View, string][];

/** Substitutions; for who keeps them, also the family names of who works there. */
export function SubstitutionsPage({ session }: { readonly session: Session }) {
  const [search, setSearch] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const mayKeep = session.role !== "auditor";
  const isFamilies = mayKeep && search.get("vista") === "families";
  const switcher = mayKeep ? (
    <Segments
      label={SUBSTITUTIONS.view}
      value={isFamilies ? "families" : "substitutions"}
      onChange={(next) => setSearch(next === "families" ? { vista: next } : {})}
      options={VIEWS}
    />
  ) : null;
  if (!isFamilies) return <Given session={session} switcher={switcher} />;
  const add = (
    <button type="button" className="btn btn-primary" onClick={() => setAdding(true)}>
      {FAMILY.add}
    </button>
  );
  return (
    <Page title={SUBSTITUTIONS.views.families} lead={FAMILY.lead} actions={add}>
      {switcher}
      <FamilyNames adding={adding} onAdded={() => setAdding(false)} />
    </Page>
  );
}

function Given({ session, switcher }: { readonly session: Session; readonly switcher: ReactNode }) {
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<Substitution | null>(null);
  const mayGive = session.role !== "auditor";
  const result = useQuery({
    queryKey: ["substitutions"],
    queryFn: ({ signal }) => get<Substitutions>("/api/substitutions", signal),
  });
  const button = (
    <button type="button" className="btn btn-primary" onClick={() => setGiving(true)}>
      {SUBSTITUTIONS.give}
    </button>
  );
  return (
    <Page title={SUBSTITUTIONS.title} lead={SUBSTITUTIONS.lead} {...(mayGive ? { actions: button } : {})}>
      {switcher}
      <Loaded result={result}>
        {({ rows, today }) =>
          rows.length === 0 ? (
            <Empty title={SUBSTITUTIONS.empty} icon="user">
              <p>{SUBSTITUTIONS.emptyHelp}</p>
            </Empty>
          ) : (
            <DataTable
              caption={SUBSTITUTIONS.caption}
              columns={columnsFor(today, mayGive ? setEnding : null)}
              rows={rows}
              rowKey={(row) => row.id}
            />
          )
        }
      </Loaded>
      {giving && <Give session={session} today={result.data?.today ?? ""} onClose={() => setGiving(false)} />}
      {ending !== null && (
        <ActForm
          title={SUBSTITUTIONS.endTitle}
          explain={SUBSTITUTIONS.endExplain}
          path={`/api/substitutions/${ending.id}/end`}
          body={{}}
          confirm={SUBSTITUTIONS.end}
          onClose={() => setEnding(null)}
        />
      )}
    </Page>
  );
}

function stateOf(row: Substitution, today: string): "running" | "future" | "over" | "endedBefore" {
  if (row.endedFrom !== null && row.endedFrom <= today) return "endedBefore";
  if (row.to < today) return "over";
  return row.from > today ? "future" : "running";
}

const WORDS = SUBSTITUTIONS.columns;
function columnsFor(
  today: string,
  onEnd: ((row: Substitution) => void) | null,
): readonly Column<Substitution>[] {
  const person = (name: string | null, login: string) => (
    <>
      <span className="cv-wrap">{name ?? login}</span>
      {name !== null && <span className="cv-sub cv-wrap">{login}</span>}
    </>
  );
  return [
    {
      key: "absent",
      label: WORDS.absent,
      heading: true,
      render: (row) => person(row.absentName, row.absent),
    },
    {
      key: "substitute",
      label: WORDS.substitute,
      render: (row) => person(row.substituteName, row.substitute),
    },
    {
      key: "role",
      label: WORDS.role,
      render: (row) => (
        <>
          {label(ROLES, row.role)}
          <span className="cv-sub">{row.office}</span>
        </>
      ),
    },
    {
      key: "days",
      label: WORDS.days,
      render: (row) => {
        const state = stateOf(row, today);
        return (
          <>
            <span className="cv-nowrap">{SUBSTITUTIONS.days(shortDay(row.from), shortDay(row.to))}</span>
            <span className="cv-sub">
              <Badge tone={state === "running" ? "good" : state === "future" ? "info" : "plain"}>
                {SUBSTITUTIONS[state]}
              </Badge>
            </span>
          </>
        );
      },
    },
    {
      key: "given",
      label: WORDS.given,
      render: (row) => (
        <>
          <span className="cv-wrap">{row.givenBy}</span>
          <span className="cv-sub cv-wrap">{row.reason}</span>
        </>
      ),
    },
    ...(onEnd === null
      ? []
      : [
          {
            key: "act",
            label: WORDS.act,
            render: (row: Substitution) =>
              row.endedFrom === null && row.to >= today ? (
                <RowButton
                  text={SUBSTITUTIONS.end}
                  name={SUBSTITUTIONS.endFor(row.absentName ?? row.absent)}
                  onPress={() => onEnd(row)}
                />
              ) : (
                "–"
              ),
          },
        ]),
  ];
}

const OFFICE_ROLES = ["operator", "day-sheet-clerk", "office-manager", "second-officer"] as const;
type Draft = Omit<SubstitutionRequest, "reason" | "role"> & {
  readonly role: SubstitutionRequest["role"] | "";
};

function Give({
  session,
  today,
  onClose,
}: {
  readonly session: Session;
  readonly today: string;
  readonly onClose: () => void;
}) {
  const [draft, setDraft] = useState<Draft>({
    absent: "",
    substitute: "",
    role: "",
    office: session.office?.id ?? "",
    from: today,
    to: today,
  });
  const id = useId();
  const set = (name: keyof Draft) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [name]: event.target.value });
  const whole = Object.values(draft).every((value) => value.trim() !== "");
  const users = useQuery({
    queryKey: ["office-users"],
    queryFn: ({ signal }) => get<OfficeUsers>("/api/office-users", signal),
  });
  const field = (name: "absent" | "substitute" | "from" | "to", type: "text" | "date") => (
    <div className="cv-field">
      <label htmlFor={`${id}-${name}`}>{SUBSTITUTIONS[name]}</label>
      <input
        id={`${id}-${name}`}
        type={type}
        value={draft[name]}
        autoComplete="off"
        onChange={set(name)}
        {...(type === "text" ? { list: `${id}-users`, "aria-describedby": `${id}-by-name` } : {})}
      />
    </div>
  );
  return (
    <ActForm
      title={SUBSTITUTIONS.give}
      explain={SUBSTITUTIONS.giveExplain}
      path="/api/substitutions"
      body={whole ? { ...draft } : null}
      missing={SUBSTITUTIONS.missing}
      confirm={SUBSTITUTIONS.give}
      onClose={onClose}
    >
      <datalist id={`${id}-users`}>
        {users.data?.users.map(({ login, name }) => (
          <option key={login} value={login}>
            {name}
          </option>
        ))}
      </datalist>
      <p id={`${id}-by-name`} className="cv-muted">
        {SUBSTITUTIONS.byName}
      </p>
      {field("absent", "text")}
      {field("substitute", "text")}
      <div className="cv-field">
        <label htmlFor={`${id}-role`}>{SUBSTITUTIONS.role}</label>
        <select id={`${id}-role`} value={draft.role} onChange={set("role")}>
          <option value="">{SUBSTITUTIONS.choose}</option>
          {OFFICE_ROLES.map((role) => (
            <option key={role} value={role}>
              {ROLES[role]}
            </option>
          ))}
        </select>
      </div>
      {session.office === null && (
        <div className="cv-field">
          <label htmlFor={`${id}-office`}>{SUBSTITUTIONS.office}</label>
          <select id={`${id}-office`} value={draft.office} onChange={set("office")}>
            <option value="">{SUBSTITUTIONS.choose}</option>
            <OfficeOptions />
          </select>
        </div>
      )}
      <div className="cv-field-pair">
        {field("from", "date")}
        {field("to", "date")}
      </div>
    </ActForm>
  );
}
