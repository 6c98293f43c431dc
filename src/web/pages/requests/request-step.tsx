// The acts that answer a request: correction, restriction and its end, extension, the answer itself; each with its reason.

import { useId, useState } from "react";
import type { RequestDetail } from "../../../contract/requests.ts";
import { phone } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { MunicipalityField } from "../../parts/municipality-field.tsx";
import { REQUEST, REQUEST_STATE_TEXTS } from "../../texts/data-protection.ts";

export type Step = "rectify" | "restrict" | "lift" | "extend" | "answer";

export function RequestStep(props: {
  readonly request: RequestDetail;
  readonly step: Step;
  readonly onClose: () => void;
}) {
  const { request, step, onClose } = props;
  const path = `/api/subject-requests/${request.id}/${step}`;
  if (step === "rectify") return <Rectify request={request} path={path} onClose={onClose} />;
  if (step === "answer") return <Answer path={path} onClose={onClose} />;
  const words = {
    restrict: [REQUEST.restrictExplain, REQUEST.confirmRestrict],
    lift: [REQUEST.liftExplain, REQUEST.confirmLift],
    extend: [REQUEST.extendExplain, REQUEST.confirmExtend],
  } as const;
  return (
    <ActForm
      title={REQUEST[step]}
      explain={words[step][0]}
      path={path}
      body={{}}
      confirm={words[step][1]}
      onClose={onClose}
    />
  );
}

function Answer({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const [state, setState] = useState("");
  const id = useId();
  return (
    <ActForm
      title={REQUEST.answer}
      explain={REQUEST.answerExplain}
      path={path}
      body={state === "" ? null : { state }}
      missing={REQUEST.chooseAnswer}
      reasonLabel={REQUEST.answerText}
      confirm={REQUEST.confirmAnswer}
      onClose={onClose}
    >
      <div className="cv-field">
        <label htmlFor={id}>{REQUEST.state}</label>
        <select id={id} value={state} onChange={(event) => setState(event.target.value)}>
          <option value="">{REQUEST.chooseAnswer}</option>
          {(["granted", "partly", "refused"] as const).map((one) => (
            <option key={one} value={one}>
              {REQUEST_STATE_TEXTS[one]}
            </option>
          ))}
        </select>
      </div>
    </ActForm>
  );
}

const FIELDS = [
  "taxCode",
  "surname",
  "name",
  "birthDate",
  "street",
  "zip",
  "municipality",
  "addMobile",
  "addEmail",
] as const;

interface RectifyProps {
  readonly request: RequestDetail;
  readonly path: string;
  readonly onClose: () => void;
}

function Rectify({ request, path, onClose }: RectifyProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [drop, setDrop] = useState("");
  const id = useId();
  const contacts = request.person?.contacts.filter((one) => one.current) ?? [];
  const dropped = contacts.find((one) => `${one.kind} ${one.value}` === drop);
  const given = Object.entries(values).filter(([, value]) => value.trim() !== "");
  const body =
    given.length === 0 && dropped === undefined
      ? null
      : {
          ...Object.fromEntries(given),
          ...(dropped === undefined ? {} : { drop: { kind: dropped.kind, value: dropped.value } }),
        };
  return (
    <ActForm
      title={REQUEST.rectify}
      explain={REQUEST.rectifyExplain}
      path={path}
      body={body}
      missing={REQUEST.nothing}
      confirm={REQUEST.confirmRectify}
      onClose={onClose}
    >
      {FIELDS.map((name) =>
        name === "municipality" ? (
          <MunicipalityField
            key={name}
            label={REQUEST.municipality}
            onChange={(code) => setValues((now) => ({ ...now, municipality: code }))}
          />
        ) : (
          <div className="cv-field" key={name}>
            <label htmlFor={`${id}-${name}`}>{REQUEST[name]}</label>
            <input
              id={`${id}-${name}`}
              type={name === "birthDate" ? "date" : "text"}
              maxLength={200}
              autoComplete="off"
              value={values[name] ?? ""}
              onChange={(event) => setValues((now) => ({ ...now, [name]: event.target.value }))}
            />
          </div>
        ),
      )}
      {contacts.length > 0 && (
        <div className="cv-field">
          <label htmlFor={`${id}-drop`}>{REQUEST.drop}</label>
          <select id={`${id}-drop`} value={drop} onChange={(event) => setDrop(event.target.value)}>
            <option value="">{REQUEST.dropNone}</option>
            {contacts.map((one) => (
              <option key={one.kind + one.value} value={`${one.kind} ${one.value}`}>
                {one.kind === "email" ? one.value : phone(one.value)}
              </option>
            ))}
          </select>
        </div>
      )}
    </ActForm>
  );
}
