// Draws the fields of an act's form, whichever they are: with their help, their problems beside them, and a summary that leads to each.

import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { initialValues, isShown } from "../../../contract/check-form.ts";
import type { FormField, FormProblem, FormValues, GroupField, ListField } from "../../../domain/procedure/form-types.ts";
import { FORM } from "../../texts/acts.ts";
import { useAnnounce } from "../announce.tsx";
import { Icon } from "../icon.tsx";
import { SimpleField } from "./field-inputs.tsx";
import { isRecord } from "./use-form.ts";
import "../../styles/act.css";

export interface FormFieldsProps {
  readonly fields: readonly FormField[];
  readonly values: FormValues;
  readonly problems: readonly FormProblem[];
  readonly onChange: (values: Record<string, unknown>) => void;
  /** Beginning of the ids of the fields: one on the page. */
  readonly idPrefix: string;
  /** When it changes and something is wrong, the summary takes the focus. */
  readonly attempt?: number;
}

export function FormFields({ problems, idPrefix, attempt = 0, ...rest }: FormFieldsProps) {
  return (
    <>
      <ProblemSummary problems={problems} idPrefix={idPrefix} attempt={attempt} />
      <Fields {...rest} problems={problems} idPrefix={idPrefix} path="" />
    </>
  );
}

/** The id of the control of a field, by its path: "commitments.2.by" → "<prefix>-commitments-2-by". */
export function fieldId(idPrefix: string, path: string): string {
  return `${idPrefix}-${path.replaceAll(".", "-")}`;
}

/** What is wrong, at the head of a form: each a link to its field. */
export function ProblemSummary({
  problems,
  idPrefix,
  attempt,
}: {
  readonly problems: readonly FormProblem[];
  readonly idPrefix: string;
  readonly attempt: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const wrong = problems.length > 0;
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (!wrong) return null;
  return (
    <div className="cv-problems" role="group" aria-label={FORM.problems(problems.length)} tabIndex={-1} ref={box}>
      <p>{FORM.problems(problems.length)}</p>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={field + message}>
            <a
              href={`#${fieldId(idPrefix, field)}`}
              onClick={(event) => {
                event.preventDefault();
                focusOn(fieldId(idPrefix, field));
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusOn(id: string): void {
  const target = document.getElementById(id);
  const inside = target?.matches("fieldset, div") === true ? target.querySelector<HTMLElement>("input, select, textarea, button") : null;
  (inside ?? target)?.focus();
}

interface FieldsProps extends Omit<FormFieldsProps, "attempt"> {
  /** Of the group they stand in, with the dot at its end. */
  readonly path: string;
}

function Fields({ fields, values, problems, onChange, idPrefix, path }: FieldsProps) {
  return fields
    .filter((field) => isShown(field, values))
    .map((field) => {
      const at = path + field.name;
      const change = (value: unknown): void => onChange({ ...values, [field.name]: value });
      const common = { value: values[field.name], onChange: change, idPrefix, path: at, problems };
      if (field.kind === "group") return <Group key={field.name} field={field} {...common} />;
      if (field.kind === "list") return <List key={field.name} field={field} {...common} />;
      return (
        <SimpleField
          key={field.name}
          field={field}
          id={fieldId(idPrefix, at)}
          value={values[field.name]}
          onChange={change}
          problem={problems.find((one) => one.field === at)?.message ?? null}
        />
      );
    });
}

interface InnerProps<F extends FormField> {
  readonly field: F;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly idPrefix: string;
  readonly path: string;
  readonly problems: readonly FormProblem[];
}

function Group({ field, value, onChange, idPrefix, path, problems }: InnerProps<GroupField>) {
  const id = fieldId(idPrefix, path);
  if (!isRecord(value) && !field.required)
    return (
      <div className="cv-field" id={id}>
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => onChange(initialValues(field.fields))}>
          <Icon name="plus" /> {FORM.include(lowered(field.label))}
        </button>
      </div>
    );
  return (
    <Set id={id} field={field} problem={problems.find((one) => one.field === path)?.message ?? null}>
      <Fields
        fields={field.fields}
        values={isRecord(value) ? value : {}}
        problems={problems}
        onChange={onChange}
        idPrefix={idPrefix}
        path={`${path}.`}
      />
      {!field.required && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => onChange(null)}>
          {FORM.remove(lowered(field.label))}
        </button>
      )}
    </Set>
  );
}

function List({ field, value, onChange, idPrefix, path, problems }: InnerProps<ListField>) {
  const id = fieldId(idPrefix, path);
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const announce = useAnnounce();
  const add = (): void => {
    onChange([...rows, initialValues(field.fields)]);
    // The new row is drawn a moment later.
    setTimeout(() => focusOn(`${id}-${rows.length}`), 0);
  };
  const remove = (at: number): void => {
    onChange(rows.filter((_, index) => index !== at));
    announce(FORM.removed(FORM.numbered(field.label, at + 1)));
    document.getElementById(`${id}-add`)?.focus();
  };
  return (
    <Set id={id} field={field} problem={problems.find((one) => one.field === path)?.message ?? null}>
      {rows.map((row, at) => (
        // The rows have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={at} id={`${id}-${at}`} className="cv-row-fields">
          <legend>{FORM.numbered(field.label, at + 1)}</legend>
          <Fields
            fields={field.fields}
            values={isRecord(row) ? row : {}}
            problems={problems}
            onChange={(next) => onChange(rows.map((one, index) => (index === at ? next : one)))}
            idPrefix={idPrefix}
            path={`${path}.${at}.`}
          />
          <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => remove(at)}>
            {FORM.removeShort}
            <span className="visually-hidden">{` ${FORM.numbered(field.label, at + 1)}`}</span>
          </button>
        </fieldset>
      ))}
      {rows.length < field.most && (
        <button type="button" id={`${id}-add`} className="btn btn-outline-primary btn-sm" onClick={add}>
          <Icon name="plus" /> {field.add}
        </button>
      )}
    </Set>
  );
}

function Set({
  id,
  field,
  problem,
  children,
}: {
  readonly id: string;
  readonly field: GroupField | ListField;
  readonly problem: string | null;
  readonly children: ReactNode;
}) {
  const described = [field.help === undefined ? null : `${id}-help`, problem === null ? null : `${id}-problem`].filter((one) => one !== null);
  return (
    <fieldset className="cv-field-set" id={id} aria-describedby={described.length === 0 ? undefined : described.join(" ")}>
      <legend>{field.label}</legend>
      {field.help !== undefined && (
        <small id={`${id}-help`} className="cv-help">
          {field.help}
        </small>
      )}
      {problem !== null && (
        <span id={`${id}-problem`} className="cv-field-error">
          {problem}
        </span>
      )}
      {children}
    </fieldset>
  );
}

function lowered(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
