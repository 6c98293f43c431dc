// The text in force with the data of a person of one's own office: searched by name, shown, logged.

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Cases } from "../../../contract/cases.ts";
import type { PersonPreview as Preview, TextDetail } from "../../../contract/texts.ts";
import { get, post } from "../../api.ts";
import { fullName } from "../../format.ts";
import { Failure } from "../../parts/states.tsx";
import { PERSON_PREVIEW } from "../../texts/message-texts.ts";
import { ShownText } from "./shown-text.tsx";

export function PersonPreview({ detail }: { readonly detail: TextDetail }) {
  const [typed, setTyped] = useState("");
  const id = useId();
  const search = useMutation({ mutationFn: (q: string) => get<Cases>(`/api/cases?${new URLSearchParams({ q, list: "all" }).toString()}`) });
  const { kind, channel, locale, direction, inForce } = detail;
  const preview = useMutation({ mutationFn: (caseId: string) => post<Preview>("/api/texts/preview", { kind, channel, locale, written: inForce.written, caseId }) });
  return (
    <>
      <p className="cv-muted">{PERSON_PREVIEW.lead}</p>
      <form
        role="search"
        className="cv-person-search"
        onSubmit={(event) => {
          event.preventDefault();
          preview.reset();
          if (typed.trim().length >= 2) search.mutate(typed.trim());
        }}
      >
        <div className="cv-field">
          <label htmlFor={id}>{PERSON_PREVIEW.search}</label>
          <input id={id} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </div>
        <button type="submit" className="btn btn-outline-primary">
          {PERSON_PREVIEW.go}
        </button>
      </form>
      <div role="status">
        {search.data?.rows.length === 0 && <p>{PERSON_PREVIEW.none}</p>}
        {search.isError && <Failure error={search.error} />}
        {preview.isError && <Failure error={preview.error} />}
      </div>
      {preview.data === undefined && search.data !== undefined && (
        <ul className="cv-found">
          {search.data.rows.slice(0, 8).map((row) => (
            <li key={row.caseId}>
              <button type="button" className="btn btn-outline-primary btn-sm" disabled={preview.isPending} onClick={() => preview.mutate(row.caseId)}>
                {PERSON_PREVIEW.choose(fullName(row))}
              </button>
            </li>
          ))}
        </ul>
      )}
      {preview.data !== undefined && (
        <>
          {preview.data.invented && <p className="cv-muted">{PERSON_PREVIEW.invented}</p>}
          <ShownText shown={preview.data.shown} currency={null} direction={direction} locale={locale} />
        </>
      )}
    </>
  );
}
