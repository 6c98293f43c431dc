// The ready-made filters with their live counts, by group; those that would leave nobody are put away.

import { useState } from "react";
import { FILTER_LIST, toggled } from "../../../contract/worklist-choice.ts";
import type { WorklistCounts } from "../../../contract/worklist.ts";
import type { FilterName } from "../../../domain/worklist/filters.ts";
import { FILTER_TEXTS, GROUP_TEXTS } from "../../../domain/worklist/texts.ts";
import { number } from "../../format.ts";
import { Icon } from "../../parts/icon.tsx";
import { WORKLIST } from "../../texts/worklist.ts";
import type { ChoiceState } from "./use-choice.ts";

export function Filters({ state, counts }: { readonly state: ChoiceState; readonly counts: WorklistCounts | undefined }) {
  const [all, setAll] = useState(false);
  const { choice, show } = state;
  const isShown = (name: FilterName): boolean => all || choice.filters.includes(name) || counts === undefined || (counts.filters[name] ?? 0) > 0;
  const groups = [...Map.groupBy(FILTER_LIST, (one) => one.group)];
  const hidden = counts === undefined ? 0 : FILTER_LIST.filter(({ name }) => !choice.filters.includes(name) && counts.filters[name] === 0).length;
  return (
    <nav className="cv-filters" aria-label={WORKLIST.filters}>
      {groups.map(([group, filters]) => {
        const shown = filters.filter(({ name }) => isShown(name));
        if (shown.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`gruppo-${group}`}>
            <h2 id={`gruppo-${group}`}>{GROUP_TEXTS[group]}</h2>
            <ul>
              {shown.map(({ name }) => (
                <li key={name}>
                  <button
                    type="button"
                    aria-pressed={choice.filters.includes(name)}
                    className={choice.filters.includes(name) ? "cv-chosen" : undefined}
                    onClick={() => show(toggled(choice, name))}
                  >
                    <span>{FILTER_TEXTS[name].title}</span>
                    <span className="cv-list-count">{counts === undefined ? "…" : number(counts.filters[name] ?? 0)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {(all || hidden > 0) && (
        <button type="button" className="cv-link-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? WORKLIST.fewerFilters : WORKLIST.emptyFilters(hidden)}
        </button>
      )}
    </nav>
  );
}

/** What was chosen, as chips that can be taken away one by one. */
export function Chips({ state, names }: { readonly state: ChoiceState; readonly names: ReadonlyMap<string, string> }) {
  const { choice, show, isSearch } = state;
  const { operator, text } = choice;
  if (choice.filters.length === 0 && operator === null && text === "") return null;
  const chips: readonly (readonly [string, string, () => void])[] = [
    ...choice.filters.map((name) => {
      const { title } = FILTER_TEXTS[name];
      return [title, WORKLIST.removeFilter(title), () => show(toggled(choice, name), { search: isSearch })] as const;
    }),
    ...(operator === null
      ? []
      : [[WORKLIST.ofOperator(names.get(operator) ?? operator), WORKLIST.removeOperator(names.get(operator) ?? operator), () => show({ ...choice, operator: null })] as const]),
    ...(text === "" ? [] : [[`«${text}»`, WORKLIST.clearText(text), () => show({ ...choice, text: "" }, { search: isSearch })] as const]),
  ];
  return (
    <div className="cv-chips">
      <span className="visually-hidden">{WORKLIST.chosen}</span>
      {chips.map(([title, remove, press]) => (
        <span key={title} className="cv-chip">
          {title}
          <button type="button" aria-label={remove} onClick={press}>
            <Icon name="close" className="icon-xs" />
          </button>
        </span>
      ))}
      {chips.length > 1 && (
        <button type="button" className="cv-link-button" onClick={() => show({ ...choice, filters: [], operator: null, text: "" }, { search: isSearch })}>
          {WORKLIST.clearAll}
        </button>
      )}
    </div>
  );
}
