// The language in which a person is written to, who said so and when; changed here, with its source.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Person } from "../../../contract/person.ts";
import type { Done } from "../../../contract/problem.ts";
import { LOCALE_TEXTS } from "../../../domain/messages/languages/texts.ts";
import { post } from "../../api.ts";
import { shortDay } from "../../format.ts";
import { useActId } from "../../parts/act/draft.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { LANGUAGE } from "../../texts/message-texts.ts";

export function LanguageLine({ person }: { readonly person: Person }) {
  const [changing, setChanging] = useState(false);
  const { language } = person;
  return (
    <>
      <p className="cv-after-list">
        <strong>{`${LANGUAGE.title}: `}</strong>
        {language === null ? LANGUAGE.none : LOCALE_TEXTS[language.code]}
        {language !== null && <span className="cv-sub">{LANGUAGE.since(LANGUAGE.sources[language.source], shortDay(language.chosenAt.slice(0, 10)))}</span>}
      </p>
      <p>
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setChanging(true)}>
          {LANGUAGE.change}
        </button>
      </p>
      {changing && <LanguageDialog person={person} onClose={() => setChanging(false)} />}
    </>
  );
}

const SOURCES = ["desk", "telephone", "paper"] as const;

function LanguageDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const [language, setLanguage] = useState<string>(person.language?.code ?? "it");
  const [source, setSource] = useState<string>("desk");
  const id = useId();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const actId = useActId({ language, source }, "");
  const sending = useMutation({
    mutationFn: () => post<Done>(`/api/cases/${person.caseId}/language`, { language, source, actId }),
    onSuccess: async ({ message }) => {
      announce(message);
      onClose();
      await queries.invalidateQueries();
    },
  });
  return (
    <Dialog title={LANGUAGE.title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <p>{LANGUAGE.lead}</p>
        <div className="cv-field">
          <label htmlFor={`${id}-lingua`}>{LANGUAGE.language}</label>
          <select id={`${id}-lingua`} value={language} onChange={(event) => setLanguage(event.target.value)}>
            {Object.entries(LOCALE_TEXTS).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-fonte`}>{LANGUAGE.source}</label>
          <select id={`${id}-fonte`} value={source} onChange={(event) => setSource(event.target.value)}>
            {SOURCES.map((one) => (
              <option key={one} value={one}>
                {LANGUAGE.sources[one]}
              </option>
            ))}
          </select>
        </div>
        {sending.isError && <Failure error={sending.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
            {LANGUAGE.confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
