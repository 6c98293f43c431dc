// Setting a second factor up: the code to scan, drawn from the server's modules; then the recovery codes, shown once.

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Enrolment, RecoveryCodes } from "../../../contract/login.ts";
import { post } from "../../api.ts";
import { LOGIN } from "../../texts/login.ts";
import { LoginForm, TextField } from "./fields.tsx";
import { Failure } from "../../parts/states.tsx";

/** `password` where it must be proved again; `onDone` once the recovery codes have been seen. */
export function SetUpFactor({
  password,
  onDone,
}: {
  readonly password?: string;
  readonly onDone: () => void;
}) {
  const beginning = useMutation({
    mutationFn: () => post<Enrolment>("/api/login/second-factor", password === undefined ? {} : { password }),
  });
  const [code, setCode] = useState("");
  const confirming = useMutation({
    mutationFn: () => post<RecoveryCodes>("/api/login/second-factor/confirm", { code }),
  });
  if (confirming.data !== undefined) return <Codes codes={confirming.data.codes} onDone={onDone} />;
  const enrolment = beginning.data;
  if (enrolment === undefined)
    return (
      <>
        <p>{LOGIN.enrolLead}</p>
        {beginning.isError && <Failure error={beginning.error} />}
        <button
          type="button"
          className="btn btn-primary"
          disabled={beginning.isPending}
          onClick={() => beginning.mutate()}
        >
          {LOGIN.enrolBegin}
        </button>
      </>
    );
  return (
    <>
      <p>{LOGIN.enrolScan}</p>
      <QrCode rows={enrolment.qr} />
      <p className="mb-1">{LOGIN.enrolByHand}</p>
      <p>
        <code className="cv-login-secret">{enrolment.secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <p>{LOGIN.enrolThen}</p>
      <LoginForm
        onSubmit={() => confirming.mutate()}
        submit={LOGIN.confirm}
        pending={confirming.isPending}
        error={confirming.error}
      >
        <TextField label={LOGIN.code} value={code} onChange={setCode} autoComplete="one-time-code" numeric />
      </LoginForm>
    </>
  );
}

function QrCode({ rows }: { readonly rows: readonly string[] }) {
  const quiet = 4;
  const size = rows.length + 2 * quiet;
  const path = rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map(
        (run) => `M${run.index + quiet} ${y + quiet}h${run[0].length}v1h-${run[0].length}z`,
      ),
    )
    .join("");
  return (
    <svg
      className="cv-login-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={LOGIN.enrolQr}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

export function Codes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  return (
    <section aria-label={LOGIN.codesTitle}>
      <h2>{LOGIN.codesTitle}</h2>
      <p>{LOGIN.codesLead}</p>
      <ul className="cv-login-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <button type="button" className="btn btn-primary" onClick={onDone}>
        {LOGIN.codesKept}
      </button>
    </section>
  );
}
