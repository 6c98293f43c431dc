// A municipality written by name and taken from the list: what is sent is its code, never what was typed.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Municipalities } from "../../contract/access.ts";
import { get, query } from "../api.ts";
import { MUNICIPALITY } from "../texts/access.ts";

const SHORTEST = 2;

export function MunicipalityField(props: {
  readonly label: string;
  /** Code of the municipality that was chosen; empty while none is. */
  readonly onChange: (code: string) => void;
}) {
  const { label, onChange } = props;
  const [typed, setTyped] = useState("");
  const id = useId();
  const asked = typed.replace(/ \([A-Z]{2}\)$/, "").trim();
  const found = useQuery({
    queryKey: ["municipalities", asked.toLowerCase()],
    queryFn: ({ signal }) => get<Municipalities>("/api/municipalities" + query({ q: asked }), signal),
    enabled: asked.length >= SHORTEST,
    staleTime: 600_000,
  });
  const options = (found.data?.rows ?? []).map(({ code, name, province }) => ({ code, text: `${name} (${province})` }));
  const chosen = options.find(({ text }) => text.toLowerCase() === typed.trim().toLowerCase());
  const set = (text: string): void => {
    setTyped(text);
    onChange(options.find((one) => one.text.toLowerCase() === text.trim().toLowerCase())?.code ?? "");
  };
  const isUnknown = typed !== "" && chosen === undefined && found.isSuccess;
  return (
    <div className="cv-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        list={`${id}-list`}
        value={typed}
        maxLength={60}
        autoComplete="off"
        aria-describedby={`${id}-help`}
        onChange={(event) => set(event.target.value)}
      />
      <datalist id={`${id}-list`}>
        {options.map(({ code, text }) => (
          <option key={code} value={text}>
            {text}
          </option>
        ))}
      </datalist>
      <p id={`${id}-help`} className="cv-muted" role="status">
        {chosen !== undefined ? "" : isUnknown && options.length === 0 ? MUNICIPALITY.none : MUNICIPALITY.help}
      </p>
    </div>
  );
}
