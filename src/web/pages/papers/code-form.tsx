// Where the code is typed: how long it still holds, and what is wrong with what was typed.

import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import type { Signed, SigningPage } from "../../../contract/papers.ts";
import { ApiProblem, post } from "../../api.ts";
import { SIGNING } from "../../texts/papers.ts";

export interface CodeFormProps {
  readonly paperId: string;
  readonly code: NonNullable<SigningPage["code"]>;
  readonly onSigned: () => void;
  readonly onTried: () => void;
}

const DEAD: ReadonlySet<string> = new Set(["failed", "withdrawn", "uncertain"]);

export function CodeForm({ paperId, code, onSigned, onTried }: CodeFormProps) {
  const [typed, setTyped] = useState("");
  const left = useSecondsLeft(code.secondsLeft);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const actId = useRef(crypto.randomUUID());
  const signing = useMutation({
    mutationFn: () =>
      post<Signed>(`/api/papers/${paperId}/signing-code/confirm`, {
        codeId: code.codeId,
        code: typed,
        actId: actId.current,
      }),
    onSuccess: onSigned,
    onError: (error) => {
      // Only a server that is away may have signed already: then the same act is asked for again.
      if (!(error instanceof ApiProblem) || error.status !== 503) actId.current = crypto.randomUUID();
      onTried();
      field.current?.focus();
      field.current?.select();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signing.mutate();
  };
  const problem = signing.isError ? signing.error.message : null;
  return (
    <form onSubmit={submit} noValidate>
      <p className="mb-1">{SIGNING.sent(code.phoneTail)}</p>
      <p className="cv-sub">{left > 0 ? SIGNING.left(Math.floor(left / 60), left % 60) : SIGNING.over}</p>
      {DEAD.has(code.delivery) && (
        <p role="alert" className="text-danger">
          {SIGNING.notDelivered}
        </p>
      )}
      <div className="cv-field">
        <label htmlFor={`${id}-code`}>{SIGNING.code}</label>
        <input
          ref={field}
          id={`${id}-code`}
          className="form-control cv-signing-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={9}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-help ${id}-problem`}
        />
        <small id={`${id}-help`}>
          {SIGNING.codeHelp}
          {problem === null && code.triesLeft < 3 && ` ${SIGNING.triesLeft(code.triesLeft)}`}
        </small>
        <p id={`${id}-problem`} role="alert" className="text-danger fw-semibold mb-0">
          {problem}
        </p>
      </div>
      <button type="submit" className="btn btn-primary mb-3" disabled={signing.isPending || left === 0}>
        {signing.isPending ? SIGNING.signing : SIGNING.sign}
      </button>
    </form>
  );
}

/** Counts down from what the server said, by the clock of this machine; not announced, so that nobody is hurried by a voice. */
function useSecondsLeft(from: number): number {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    const until = Date.now() + from * 1000;
    const tick = (): void => setLeft(Math.max(0, Math.round((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [from]);
  return left;
}
