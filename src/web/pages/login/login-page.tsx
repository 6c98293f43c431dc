// The way in, step by step: what the server says is due is what is shown.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { use, useState } from "react";
import type { ReactNode } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { LoginState } from "../../../contract/login.ts";
import type { Done } from "../../../contract/problem.ts";
import { get, post } from "../../api.ts";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Resume } from "../../resume.ts";
import { COMMON, ROLES } from "../../texts/common.ts";
import { LOGIN, LOGIN_ERRORS, LOGIN_FAILED } from "../../texts/login.ts";
import { LoginForm, PasswordField, TextField } from "./fields.tsx";
import { SetUpFactor } from "./second-factor.tsx";

export function LoginPage() {
  const state = useQuery({
    queryKey: ["login"],
    queryFn: ({ signal }) => get<LoginState>("/api/login", signal),
    staleTime: 0,
  });
  return (
    <div className="cv-login">
      <p className="cv-login-brand">
        <strong>{COMMON.product}</strong>
        <span>{COMMON.tagline}</span>
      </p>
      <Loaded result={state} lines={4}>
        {(known) => <Step key={known.step} state={known} />}
      </Loaded>
    </div>
  );
}

/** After a step the server is asked again what is due; once in, everything known before is forgotten. */
function useNext(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const resume = use(Resume);
  return async () => {
    const next = await queries.fetchQuery({
      queryKey: ["login"],
      queryFn: () => get<LoginState>("/api/login"),
      staleTime: 0,
    });
    if (next.step !== "open") return;
    if (resume !== null) {
      await resume();
      return;
    }
    await navigate("/", { replace: true });
    await queries.resetQueries();
  };
}

function Step({ state }: { readonly state: LoginState }) {
  switch (state.step) {
    case "second-factor":
      return <SecondFactor state={state} />;
    case "new-password":
      return <NewPassword state={state} />;
    case "enrol":
      return <Enrol state={state} />;
    case "choose":
      return <Choose state={state} />;
    default:
      return <NameAndPassword state={state} />;
  }
}

function NameAndPassword({ state }: { readonly state: LoginState }) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [params] = useSearchParams();
  const error = params.get("errore");
  const next = useNext();
  const entering = useMutation({
    mutationFn: () => post<Done>("/api/login", { login, password }),
    onSuccess: next,
  });
  return (
    <Page title={LOGIN.title} lead={state.providers.length > 0 ? LOGIN.lead : LOGIN.leadLocal}>
      {error !== null && !entering.isError && (
        <div className="alert alert-danger" role="alert">
          {LOGIN_ERRORS[error] ?? LOGIN_FAILED}
        </div>
      )}
      <LoginForm
        onSubmit={() => entering.mutate()}
        submit={LOGIN.enter}
        pending={entering.isPending}
        error={entering.error}
      >
        <TextField label={LOGIN.login} value={login} onChange={setLogin} autoComplete="username" />
        <PasswordField
          label={LOGIN.password}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
      </LoginForm>
      {state.providers.length > 0 && (
        <section aria-label={LOGIN.providers} className="cv-login-providers">
          <h2>{LOGIN.providers}</h2>
          {state.providers.map((provider) => (
            <a
              key={provider.id}
              className="btn btn-outline-primary"
              href={`/api/login/provider/${provider.id}`}
            >
              {LOGIN.providerEnter(provider.name)}
            </a>
          ))}
        </section>
      )}
      <p className="cv-login-help">{LOGIN.forgotten}</p>
    </Page>
  );
}

function SecondFactor({ state }: { readonly state: LoginState }) {
  const [code, setCode] = useState("");
  const [recovering, setRecovering] = useState(false);
  const next = useNext();
  const checking = useMutation({
    mutationFn: () => post<Done>("/api/login/code", recovering ? { recovery: code } : { code }),
    onSuccess: next,
  });
  const turn = (): void => {
    setRecovering(!recovering);
    setCode("");
    checking.reset();
  };
  return (
    <StepPage state={state} title={LOGIN.codeTitle} {...(recovering ? {} : { lead: LOGIN.codeLead })}>
      <LoginForm
        onSubmit={() => checking.mutate()}
        submit={LOGIN.check}
        pending={checking.isPending}
        error={checking.error}
      >
        {recovering ? (
          <TextField
            label={LOGIN.recovery}
            value={code}
            onChange={setCode}
            autoComplete="off"
            help={LOGIN.recoveryHelp}
          />
        ) : (
          <TextField
            label={LOGIN.code}
            value={code}
            onChange={setCode}
            autoComplete="one-time-code"
            numeric
          />
        )}
      </LoginForm>
      <button type="button" className="btn btn-link p-0 mt-3" onClick={turn}>
        {recovering ? LOGIN.useCode : LOGIN.useRecovery}
      </button>
    </StepPage>
  );
}

function NewPassword({ state }: { readonly state: LoginState }) {
  const [password, setPassword] = useState("");
  const next = useNext();
  const saving = useMutation({
    mutationFn: () => post<Done>("/api/login/password", { password }),
    onSuccess: next,
  });
  return (
    <StepPage state={state} title={LOGIN.newTitle} lead={LOGIN.newLead}>
      <LoginForm
        onSubmit={() => saving.mutate()}
        submit={LOGIN.save}
        pending={saving.isPending}
        error={saving.error}
      >
        <PasswordField
          label={LOGIN.newPassword}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          help={LOGIN.newHelp}
        />
      </LoginForm>
    </StepPage>
  );
}

function Enrol({ state }: { readonly state: LoginState }) {
  const next = useNext();
  return (
    <StepPage state={state} title={LOGIN.enrolTitle}>
      <SetUpFactor onDone={() => void next()} />
    </StepPage>
  );
}

function Choose({ state }: { readonly state: LoginState }) {
  const next = useNext();
  const taking = useMutation({
    mutationFn: (choice: LoginState["choices"][number]) =>
      post("/api/session", {
        role: choice.role,
        ...(choice.office === null ? {} : { office: choice.office.id }),
      }),
    onSuccess: next,
  });
  return (
    <StepPage state={state} title={LOGIN.chooseTitle} lead={LOGIN.chooseLead}>
      <ul className="cv-login-choices">
        {state.choices.map((choice) => (
          <li key={`${choice.role}${choice.office?.id ?? ""}`}>
            <button
              type="button"
              className="btn btn-outline-primary"
              disabled={taking.isPending}
              onClick={() => taking.mutate(choice)}
            >
              {choice.office === null
                ? ROLES[choice.role]
                : `${ROLES[choice.role]}, ${choice.office.shortName}`}
            </button>
          </li>
        ))}
      </ul>
    </StepPage>
  );
}

/** A step after the first: whose login it is, and a way back to the beginning. */
function StepPage({
  state,
  title,
  lead,
  children,
}: {
  readonly state: LoginState;
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  const queries = useQueryClient();
  const leaving = useMutation({
    mutationFn: () => post("/api/session/end", {}),
    onSettled: () => queries.resetQueries(),
  });
  return (
    <Page title={title} {...(lead === undefined ? {} : { lead })}>
      {state.user !== null && <p className="cv-login-who">{LOGIN.who(state.user.name)}</p>}
      {children}
      <p className="mt-4">
        <button type="button" className="btn btn-link p-0" onClick={() => leaving.mutate()}>
          {LOGIN.leave}
        </button>
      </p>
    </Page>
  );
}
