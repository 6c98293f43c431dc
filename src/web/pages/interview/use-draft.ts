// The draft of an interview while it is typed: saved on the server a moment after each change, kept in the browser until then, told when somebody else has written.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Draft, DraftAnswer } from "../../../contract/interview.ts";
import type { FormValues } from "../../../domain/procedure/form-types.ts";
import { ApiProblem, get, post } from "../../api.ts";
import { forget, keep, keptKey, readKept, valuesIn } from "./kept-draft.ts";
import type { KeptDraft, StepValues } from "./kept-draft.ts";

const SAVE_AFTER_MS = 700;
const RETRY_MS = [2000, 4000, 8000, 15_000] as const;

export type DraftStatus =
  | { readonly kind: "clean" | "saving" }
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "unsaved"; readonly sessionOver: boolean }
  /** Somebody else has written, or (null) has done the step. */
  | { readonly kind: "overtaken"; readonly by: Draft | null };

export interface InterviewDraft {
  readonly status: DraftStatus;
  readonly values: StepValues;
  /** Grows whenever what was written is replaced from outside: the forms open anew. */
  readonly round: number;
  /** Where what stands in the forms came from, when they opened. */
  readonly origin: { readonly kind: "server"; readonly draft: Draft } | { readonly kind: "browser" } | null;
  readonly change: (step: string, values: FormValues) => void;
  /** Saves at once what waits; gives the version that the server has, or null when it could not. */
  readonly flush: () => Promise<number | null>;
  /** The number of the step's act: the same until its answer has come. */
  readonly actIdFor: (step: string, make: () => string) => string;
  /** The step is done: what was typed for it is gone, on the server too. `served`: what is left there, where it could be read again. */
  readonly forgetStep: (step: string, served: Draft | null | undefined) => void;
  /** Goes on from what somebody else has written, or with what is written here. */
  readonly takeOver: (whose: "theirs" | "mine") => Promise<void>;
}

export function useDraft(login: string, caseId: string, served: Draft | null): InterviewDraft {
  const key = keptKey(login, caseId);
  const path = `/api/cases/${encodeURIComponent(caseId)}/drafts/colloquio`;
  const queries = useQueryClient();
  const [opened] = useState(() => openWith(login, readKept(key), served));
  const [values, setValues] = useState<StepValues>(opened.values);
  const [status, setStatus] = useState<DraftStatus>(opened.status);
  const [round, setRound] = useState(0);
  // What the timers look at: the last of everything.
  const now = useRef({
    values: opened.values,
    seen: opened.seen,
    asked: opened.asked,
    dirty: opened.dirty,
    stopped: opened.status.kind === "overtaken",
    tries: 0,
  });
  const saving = useRef<Promise<number | null> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** The save that a timer will call: the one of that moment. */
  const latest = useRef<() => void>(() => undefined);

  const keepHere = useCallback(() => {
    const { values: typed, seen, asked, dirty } = now.current;
    if (dirty || asked !== null) keep(key, { values: typed, seen, asked });
    else forget(key);
  }, [key]);

  const save = useCallback(async (): Promise<number | null> => {
    clearTimeout(timer.current);
    if (saving.current !== null) await saving.current;
    if (!now.current.dirty) return now.current.seen;
    if (now.current.stopped) return null;
    const sent = now.current.values;
    const again = (): void => {
      timer.current = setTimeout(
        () => latest.current(),
        RETRY_MS[Math.min(now.current.tries, RETRY_MS.length - 1)],
      );
      now.current.tries += 1;
    };
    setStatus({ kind: "saving" });
    const work = (async (): Promise<number | null> => {
      try {
        const { draft } = await post<DraftAnswer>(path, {
          content: { values: sent },
          seen: now.current.seen,
          takeOver: false,
        });
        now.current.seen = draft?.version ?? 0;
        now.current.tries = 0;
        now.current.dirty = now.current.values !== sent;
        keepHere();
        setStatus(draft === null ? { kind: "clean" } : { kind: "saved", at: draft.savedAt });
        if (now.current.dirty) timer.current = setTimeout(() => latest.current(), SAVE_AFTER_MS);
        return now.current.seen;
      } catch (error) {
        if (error instanceof ApiProblem && error.code === "BOZZA_CAMBIATA") {
          now.current.stopped = true;
          const answer = await get<DraftAnswer>(path).catch(() => null);
          setStatus({ kind: "overtaken", by: answer?.draft ?? null });
          return null;
        }
        const sessionOver = error instanceof ApiProblem && error.status === 401;
        if (sessionOver) void queries.invalidateQueries({ queryKey: ["session"] });
        setStatus({ kind: "unsaved", sessionOver });
        again();
        return null;
      }
    })();
    saving.current = work;
    const version = await work;
    saving.current = null;
    return version;
  }, [keepHere, path, queries]);

  useEffect(() => {
    latest.current = () => void save();
    if (now.current.dirty && !now.current.stopped) void save();
    const online = (): void => void save();
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("online", online);
      clearTimeout(timer.current);
    };
  }, [save]);

  const replace = (next: StepValues, dirty: boolean): void => {
    now.current.values = next;
    now.current.dirty = dirty;
    setValues(next);
    keepHere();
  };
  return {
    status,
    values,
    round,
    origin: opened.origin,
    change: (step, typed) => {
      replace({ ...now.current.values, [step]: typed }, true);
      if (now.current.stopped) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), SAVE_AFTER_MS);
    },
    flush: save,
    actIdFor: (step, make) => {
      if (now.current.asked?.step !== step) now.current.asked = { step, actId: make() };
      keepHere();
      return now.current.asked.actId;
    },
    forgetStep: (step, left) => {
      now.current.asked = null;
      const others = Object.fromEntries(Object.entries(now.current.values).filter(([name]) => name !== step));
      // The server has taken the step out of its draft too, as its next version, or the whole draft with it.
      const guessed = Object.keys(others).length === 0 || now.current.seen === 0 ? 0 : now.current.seen + 1;
      now.current.seen = left === undefined ? guessed : (left?.version ?? 0);
      replace(others, false);
      setStatus({ kind: "clean" });
    },
    takeOver: async (whose) => {
      const theirs = status.kind === "overtaken" ? status.by : served;
      const content = whose === "mine" || theirs === null ? now.current.values : valuesIn(theirs.content);
      const { draft } = await post<DraftAnswer>(path, {
        content: { values: content },
        seen: 0,
        takeOver: true,
      });
      now.current.seen = draft?.version ?? 0;
      now.current.stopped = false;
      replace(content, false);
      setRound((before) => before + 1);
      setStatus(draft === null ? { kind: "clean" } : { kind: "saved", at: draft.savedAt });
    },
  };
}

interface Opening {
  readonly values: StepValues;
  readonly seen: number;
  readonly asked: KeptDraft["asked"];
  readonly dirty: boolean;
  readonly status: DraftStatus;
  readonly origin: InterviewDraft["origin"];
}

/** What was left in this tab is newer than what the server has, unless somebody else has written there since. */
function openWith(login: string, kept: KeptDraft | null, served: Draft | null): Opening {
  const server = served === null ? {} : valuesIn(served.content);
  const isWritten = kept !== null && Object.keys(kept.values).length > 0;
  if (kept !== null && isWritten) {
    const isOvertaken = served !== null && served.version !== kept.seen && served.author !== login;
    return {
      values: kept.values,
      seen: isOvertaken ? kept.seen : (served?.version ?? 0),
      asked: kept.asked,
      dirty: true,
      status: isOvertaken ? { kind: "overtaken", by: served } : { kind: "unsaved", sessionOver: false },
      origin: { kind: "browser" },
    };
  }
  return {
    values: server,
    seen: served?.version ?? 0,
    asked: kept?.asked ?? null,
    dirty: false,
    status: served === null ? { kind: "clean" } : { kind: "saved", at: served.savedAt },
    origin: served === null || Object.keys(server).length === 0 ? null : { kind: "server", draft: served },
  };
}
