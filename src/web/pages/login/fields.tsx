// Fields of the login forms: names for password managers, the server's word under the field it is about.

import { useId, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { Failure } from "../../parts/states.tsx";
import { LOGIN } from "../../texts/login.ts";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly autoComplete: string;
  readonly help?: string;
  readonly numeric?: boolean;
}

export function TextField({ label, value, onChange, autoComplete, help, numeric = false }: FieldProps) {
  const id = useId();
  return (
    <div className="cv-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        required
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        autoComplete={autoComplete}
        {...(numeric ? { inputMode: "numeric" as const, maxLength: 7 } : {})}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
      />
      {help !== undefined && <small id={`${id}-help`}>{help}</small>}
    </div>
  );
}

export function PasswordField({ label, value, onChange, autoComplete, help }: FieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="cv-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={shown ? "text" : "password"}
        required
        autoComplete={autoComplete}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
      />
      {help !== undefined && <small id={`${id}-help`}>{help}</small>}
      <label className="cv-login-show">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {LOGIN.show}
      </label>
    </div>
  );
}

export function LoginForm({
  onSubmit,
  submit,
  pending,
  error,
  children,
}: {
  readonly onSubmit: () => void;
  readonly submit: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly children: ReactNode;
}) {
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="cv-login-form" onSubmit={send}>
      {error !== null && <Failure error={error} />}
      {children}
      <button type="submit" className="btn btn-primary" disabled={pending}>
        {submit}
      </button>
    </form>
  );
}
