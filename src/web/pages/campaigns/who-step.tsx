// First step: a name, the filters of the worklist, and of the Region's the offices.

import { FILTER_LIST, toggled } from "../../../contract/worklist-choice.ts";
import { FILTER_TEXTS, GROUP_TEXTS } from "../../../domain/worklist/texts.ts";
import { useOffices } from "../../session.ts";
import { CAMPAIGNS } from "../../texts/campaigns.ts";
import type { Draft } from "./draft.ts";

export interface StepProps {
  readonly draft: Draft;
  readonly set: (more: Partial<Draft>) => void;
}

export function WhoStep({ draft, set, region }: StepProps & { readonly region: boolean }) {
  const { choice } = draft;
  const groups = [...Map.groupBy(FILTER_LIST, (one) => one.group)];
  return (
    <>
      <div className="cv-field">
        <label htmlFor="campagna-nome">{CAMPAIGNS.name}</label>
        <input id="campagna-nome" type="text" required minLength={2} maxLength={80} value={draft.name} aria-describedby="campagna-nome-aiuto" onChange={(event) => set({ name: event.target.value })} />
        <p id="campagna-nome-aiuto" className="cv-muted cv-small">
          {CAMPAIGNS.nameHelp}
        </p>
      </div>
      {region && <Offices draft={draft} set={set} />}
      <fieldset>
        <legend>{CAMPAIGNS.who}</legend>
        <p className="cv-muted cv-small">{choice.filters.length === 0 ? CAMPAIGNS.wholeOffice : CAMPAIGNS.whoHelp}</p>
        {!region && (
          <label className="cv-radio">
            <input type="checkbox" checked={choice.scope === "mio"} onChange={(event) => set({ choice: { ...choice, scope: event.target.checked ? "mio" : "sede" } })} />
            {CAMPAIGNS.ownLoad}
          </label>
        )}
        {groups.map(([group, filters]) => (
          <div key={group} role="group" aria-labelledby={`scelta-${group}`}>
            <p id={`scelta-${group}`} className="cv-campaign-group">{GROUP_TEXTS[group]}</p>
            <ul className="cv-campaign-choices">
              {filters.map(({ name }) => (
                <li key={name}>
                  <label>
                    <input type="checkbox" checked={choice.filters.includes(name)} onChange={() => set({ choice: toggled(choice, name) })} />
                    {FILTER_TEXTS[name].title}
                  </label>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </fieldset>
      {!region && <SearchText draft={draft} set={set} />}
    </>
  );
}

function SearchText({ draft, set }: StepProps) {
  const { choice } = draft;
  return (
    <div className="cv-field">
      <label htmlFor="campagna-cerca">{CAMPAIGNS.searchFor}</label>
      <input id="campagna-cerca" type="text" maxLength={80} value={choice.text} aria-describedby="campagna-cerca-aiuto" onChange={(event) => set({ choice: { ...choice, text: event.target.value } })} />
      <p id="campagna-cerca-aiuto" className="cv-muted cv-small">
        {CAMPAIGNS.searchHelp}
      </p>
    </div>
  );
}

function Offices({ draft, set }: StepProps) {
  const offices = useOffices();
  const chosen = draft.offices;
  return (
    <fieldset>
      <legend>{CAMPAIGNS.offices}</legend>
      <label className="cv-radio">
        <input type="radio" name="sedi" checked={chosen === null} onChange={() => set({ offices: null })} />
        {CAMPAIGNS.allOffices}
      </label>
      <label className="cv-radio">
        <input type="radio" name="sedi" checked={chosen !== null} onChange={() => set({ offices: [] })} />
        {CAMPAIGNS.someOffices}
      </label>
      {chosen !== null && (
        <>
          <p className="cv-muted cv-small" role="status">
            {CAMPAIGNS.officesChosen(chosen.length)}
          </p>
          <ul className="cv-campaign-choices">
            {offices.map((office) => (
              <li key={office.id}>
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.includes(office.id)}
                    onChange={(event) => set({ offices: event.target.checked ? [...chosen, office.id] : chosen.filter((one) => one !== office.id) })}
                  />
                  {office.shortName}
                </label>
              </li>
            ))}
          </ul>
        </>
      )}
    </fieldset>
  );
}
