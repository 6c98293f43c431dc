// One's own account: role taken, password, second factor, recovery codes, and every session with the button that ends them all.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Account, RecoveryCodes } from "../../../contract/login.ts";
import type { Done } from "../../../contract/problem.ts";
import type { OpenSessions, Session } from "../../../contract/session.ts";
import { get, post } from "../../api.ts";
import { instant } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { homeOf } from "../../session.ts";
import { ROLES } from "../../texts/common.ts";
import { ACCOUNT, LOGIN } from "../../texts/login.ts";
import { LoginForm, PasswordField } from "./fields.tsx";
import { Codes, SetUpFactor } from "./second-factor.tsx";

export function AccountPage({ session }: { readonly session: Session }) {
  const account = useQuery({
    queryKey: ["account"],
    queryFn: ({ signal }) => get<Account>("/api/account", signal),
  });
  return (
    <Page title={ACCOUNT.title} lead={ACCOUNT.lead}>
      <div className="cv-login-account">
        {session.choices.length > 1 && <Roles session={session} />}
        <Sessions />
        <Loaded result={account} lines={3}>
          {(known) =>
            known.local ? (
              <>
                <ChangePassword account={known} />
                <Factor account={known} />
              </>
            ) : (
              <p>{ACCOUNT.elsewhere}</p>
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

function Roles({ session }: { readonly session: Session }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const taking = useMutation({
    mutationFn: (choice: Session["choices"][number]) =>
      post<Session>("/api/session", {
        role: choice.role,
        ...(choice.office === null ? {} : { office: choice.office.id }),
      }),
    onSuccess: async (next) => {
      queries.removeQueries({ predicate: (entry) => entry.queryKey[0] !== "session" });
      queries.setQueryData(["session"], next);
      await navigate(homeOf(next.role));
    },
  });
  return (
    <Section id="ruoli" title={ACCOUNT.rolesTitle}>
      {taking.isError && <Failure error={taking.error} />}
      <ul className="cv-login-list">
        {session.choices.map((choice) => {
          const now = choice.role === session.role && choice.office?.id === session.office?.id;
          const name =
            choice.office === null ? ROLES[choice.role] : `${ROLES[choice.role]}, ${choice.office.shortName}`;
          return (
            <li key={name}>
              <span>{name}</span>
              {now ? (
                <span className="cv-login-now">{ACCOUNT.roleNow}</span>
              ) : (
                <button
                  type="button"
                  className="btn btn-outline-primary btn-sm"
                  aria-label={`${ACCOUNT.takeRole}: ${name}`}
                  disabled={taking.isPending}
                  onClick={() => taking.mutate(choice)}
                >
                  {ACCOUNT.takeRole}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Sessions() {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => get<OpenSessions>("/api/sessions", signal),
  });
  const ending = useMutation({
    mutationFn: (id: string) => post<Done>(`/api/sessions/${id}/end`, {}),
    onSuccess: async (done) => {
      announce(done.message);
      await queries.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const endingAll = useMutation({
    mutationFn: () => post<Done>("/api/sessions/end-all", {}),
    onSuccess: () => queries.resetQueries(),
  });
  return (
    <Section id="sessioni" title={ACCOUNT.sessionsTitle}>
      <Loaded result={sessions} lines={2}>
        {(known) => (
          <ul className="cv-login-list">
            {known.sessions.map((one) => (
              <li key={one.id}>
                <span>
                  {agentName(one.agent)}
                  {one.address !== null && ` · ${one.address}`}
                  <small>{ACCOUNT.sessionSince(instant(one.begunAt), instant(one.seenAt))}</small>
                </span>
                {one.current ? (
                  <span className="cv-login-now">{ACCOUNT.sessionHere}</span>
                ) : (
                  <button
                    type="button"
                    className="btn btn-outline-primary btn-sm"
                    aria-label={`${ACCOUNT.sessionEnd}: ${agentName(one.agent)}, ${instant(one.begunAt)}`}
                    onClick={() => ending.mutate(one.id)}
                  >
                    {ACCOUNT.sessionEnd}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {(ending.isError || endingAll.isError) && <Failure error={ending.error ?? endingAll.error} />}
      <button
        type="button"
        className="btn btn-danger"
        disabled={endingAll.isPending}
        onClick={() => endingAll.mutate()}
      >
        {ACCOUNT.endAll}
      </button>
      <p className="cv-login-help">{ACCOUNT.endAllHelp}</p>
    </Section>
  );
}

/** The browser's name out of what it says of itself. */
function agentName(agent: string | null): string {
  const found = /(Firefox|Edg|OPR|Chrome|Safari)\/(\d+)/.exec(agent ?? "");
  const names: Readonly<Record<string, string>> = { Edg: "Edge", OPR: "Opera" };
  return found === null ? ACCOUNT.unknownAgent : `${names[found[1]!] ?? found[1]!} ${found[2]!}`;
}

function ChangePassword({ account }: { readonly account: Account }) {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const queries = useQueryClient();
  const announce = useAnnounce();
  const changing = useMutation({
    mutationFn: () => post<Done>("/api/account/password", { current, password }),
    onSuccess: async (done) => {
      announce(done.message);
      setCurrent("");
      setPassword("");
      await queries.invalidateQueries();
    },
  });
  return (
    <Section id="password" title={ACCOUNT.passwordTitle}>
      {account.passwordChangedAt !== null && (
        <p>{ACCOUNT.passwordSince(instant(account.passwordChangedAt))}</p>
      )}
      <LoginForm
        onSubmit={() => changing.mutate()}
        submit={ACCOUNT.change}
        pending={changing.isPending}
        error={changing.error}
      >
        <PasswordField
          label={ACCOUNT.current}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
        />
        <PasswordField
          label={LOGIN.newPassword}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          help={LOGIN.newHelp}
        />
      </LoginForm>
    </Section>
  );
}

function Factor({ account }: { readonly account: Account }) {
  const [asked, setAsked] = useState<"factor" | "codes" | null>(null);
  const [password, setPassword] = useState("");
  const [proved, setProved] = useState(false);
  const queries = useQueryClient();
  const renewing = useMutation({
    mutationFn: () => post<RecoveryCodes>("/api/account/recovery-codes", { password }),
  });
  const done = (): void => {
    setAsked(null);
    setPassword("");
    setProved(false);
    renewing.reset();
    void queries.invalidateQueries();
  };
  return (
    <Section id="secondo-fattore" title={ACCOUNT.factorTitle}>
      <p>{account.secondFactor ? ACCOUNT.factorOn(account.recoveryLeft) : ACCOUNT.factorOff}</p>
      {asked === null && (
        <p className="cv-login-buttons">
          <button type="button" className="btn btn-outline-primary" onClick={() => setAsked("factor")}>
            {account.secondFactor ? ACCOUNT.factorRenew : ACCOUNT.factorSet}
          </button>
          {account.secondFactor && (
            <button type="button" className="btn btn-outline-primary" onClick={() => setAsked("codes")}>
              {ACCOUNT.newCodes}
            </button>
          )}
        </p>
      )}
      {asked !== null && !proved && renewing.data === undefined && (
        <>
          <p>{ACCOUNT.prove}</p>
          <LoginForm
            onSubmit={() => (asked === "codes" ? renewing.mutate() : setProved(true))}
            submit={LOGIN.confirm}
            pending={renewing.isPending}
            error={renewing.error}
          >
            <PasswordField
              label={LOGIN.password}
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
            />
          </LoginForm>
        </>
      )}
      {asked === "factor" && proved && <SetUpFactor password={password} onDone={done} />}
      {renewing.data !== undefined && <Codes codes={renewing.data.codes} onDone={done} />}
    </Section>
  );
}
