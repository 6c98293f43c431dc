// The filters of the search: the few that are used most in sight, the others a touch away.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { OutboxChoices } from "../../../contract/outbox.ts";
import { get } from "../../api.ts";
import { label } from "../../texts/common.ts";
import { failureText, OUTBOX } from "../../texts/outbox.ts";
import { CHANNELS, MESSAGE_KINDS, MESSAGE_STATES } from "../../texts/procedure.ts";

export const FILTER_NAMES = ["cerca", "parole", "stato", "tipo", "canale", "gestore", "modello", "causa", "dal", "al", "aperti"] as const;
type FilterName = (typeof FILTER_NAMES)[number];
export type FilterValues = Readonly<Record<FilterName, string>>;

const TEXTS = OUTBOX.search;
const STATES = ["due", "claimed", "accepted", "delivered", "failed", "uncertain", "withdrawn"] as const;
const MORE = ["tipo", "canale", "gestore", "modello", "dal", "al"] as const;
const NOTHING = Object.fromEntries(FILTER_NAMES.map((name) => [name, ""])) as FilterValues;

export function SearchFilters({ values, onApply }: { readonly values: FilterValues; readonly onApply: (values: FilterValues) => void }) {
  const [draft, setDraft] = useState(values);
  const choices = useQuery({
    queryKey: ["outbox-choices"],
    queryFn: ({ signal }) => get<OutboxChoices>("/api/outbox/choices", signal),
    staleTime: 300_000,
  });
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onApply(draft);
  };
  const field = (name: FilterName) => ({
    id: `${id}-${name}`,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });
  const choose = (name: FilterName, title: string, options: readonly (readonly [string, string])[]) => (
    <div className="cv-field">
      <label htmlFor={`${id}-${name}`}>{title}</label>
      <select {...field(name)}>
        <option value="">{TEXTS.any}</option>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
  const same = (names: readonly string[]): (readonly [string, string])[] => names.map((name) => [name, name] as const);
  return (
    <search aria-label={TEXTS.label}>
      <form className="cv-outbox-filters" onSubmit={submit}>
        <div className="cv-field">
          <label htmlFor={`${id}-cerca`}>{TEXTS.what}</label>
          <input {...field("cerca")} type="search" maxLength={200} autoComplete="off" />
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-parole`}>{TEXTS.words}</label>
          <input {...field("parole")} maxLength={100} autoComplete="off" />
        </div>
        {choose("stato", TEXTS.state, STATES.map((state) => [state, label(MESSAGE_STATES, state)] as const))}
        <div className="cv-outbox-buttons">
          <button type="submit" className="btn btn-primary">
            {TEXTS.go}
          </button>
          {FILTER_NAMES.some((name) => values[name] !== "") && (
            <button type="button" className="btn btn-outline-primary" onClick={() => onApply(NOTHING)}>
              {TEXTS.clear}
            </button>
          )}
        </div>
        <details open={MORE.some((name) => values[name] !== "")}>
          <summary>{TEXTS.more}</summary>
          <div className="cv-outbox-more">
            {choose("tipo", TEXTS.kind, (choices.data?.kinds ?? []).map((kind) => [kind, label(MESSAGE_KINDS, kind)] as const))}
            {choose("canale", TEXTS.channel, Object.entries(CHANNELS))}
            {choose("gestore", TEXTS.gateway, same(choices.data?.gateways ?? []))}
            {choose("modello", TEXTS.template, same(choices.data?.templates ?? []))}
            <div className="cv-field">
              <label htmlFor={`${id}-dal`}>{TEXTS.from}</label>
              <input {...field("dal")} type="date" />
            </div>
            <div className="cv-field">
              <label htmlFor={`${id}-al`}>{TEXTS.to}</label>
              <input {...field("al")} type="date" />
            </div>
          </div>
        </details>
      </form>
      {values.causa !== "" && (
        <p className="cv-outbox-foot">
          <span>{[TEXTS.cause(failureText(values.causa).name), values.aperti === "" ? null : TEXTS.openOnly].filter(Boolean).join(", ")}</span>
          <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => onApply({ ...values, causa: "", aperti: "" })}>
            {TEXTS.dropCause}
          </button>
        </p>
      )}
    </search>
  );
}
