// What is being looked at, read from the address and written back to it: the address is the state.

import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { readChoice, writeChoice } from "../../../contract/worklist-choice.ts";
import type { Choice } from "../../../domain/worklist/types.ts";

export interface ChoiceState {
  readonly choice: Choice;
  /** The third view: looking for one person. Nothing is listed before something is typed. */
  readonly isSearch: boolean;
  readonly values: Readonly<Record<string, string>>;
  readonly show: (next: Choice, options?: { readonly search?: boolean }) => void;
}

export function useChoice(): ChoiceState {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const isSearch = params.get("vista") === "cerca";
    const choice = readChoice((name) => params.get(name) ?? (name === "vista" ? "mio" : null));
    return {
      choice,
      isSearch,
      values: writeChoice(choice),
      show: (next, options) => setParams({ ...writeChoice(next), ...(options?.search === true ? { vista: "cerca" } : {}) }),
    };
  }, [params, setParams]);
}
