// One field of an act's form: text, day, hour, box, choice, number, document.

import { useState } from "react";
import type { ReactNode } from "react";
import type { FormField, FormOption, NumberField, TextField } from "../../../domain/procedure/form-types.ts";
import { number } from "../../format.ts";
import { FORM } from "../../texts/acts.ts";
import { instantOfRome, romeClock } from "./office-clock.ts";

type Simple = Exclude<FormField, { kind: "group" | "list" }>;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Up to so many options all stand in sight; more of them where each has a second line, which a list would cut. */
const MOST_RADIOS = 6;
const MOST_EXPLAINED = 10;

export interface SimpleFieldProps<F extends Simple = Simple> {
  readonly field: F;
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly problem: string | null;
}

export function SimpleField(props: SimpleFieldProps) {
  const { field } = props;
  switch (field.kind) {
    case "text":
      return <TextInput {...props} field={field} />;
    case "day":
      return <DayInput {...props} />;
    case "instant":
      return <InstantInput {...props} />;
    case "yes-no":
      return <Box {...props} />;
    case "choice":
    case "document":
      return field.kind === "choice" && areInSight(field.options) ? (
        <Radios {...props} options={field.options} />
      ) : (
        <Select {...props} options={field.options} />
      );
    case "many":
      return <Boxes {...props} options={field.options} />;
    case "texts":
      return <Lines {...props} />;
    case "number":
      return <NumberInput {...props} field={field} />;
    case "fixed":
      return field.shown === null ? null : (
        <p className="cv-field cv-fixed" id={props.id}>
          <strong>{field.label}</strong> {field.shown}
        </p>
      );
  }
}

function areInSight(options: readonly FormOption[]): boolean {
  return options.length <= (options.some(({ hint }) => hint !== undefined) ? MOST_EXPLAINED : MOST_RADIOS);
}

interface Described {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
  readonly "aria-required": boolean;
}

function describe({ field, id, problem }: SimpleFieldProps, help: string | undefined): Described {
  const ids = [help === undefined ? null : `${id}-help`, problem === null ? null : `${id}-problem`].filter((one) => one !== null);
  return {
    id,
    "aria-describedby": ids.length === 0 ? undefined : ids.join(" "),
    "aria-invalid": problem !== null,
    "aria-required": field.required && field.kind !== "yes-no",
  };
}

function Said({ id, help, problem }: { readonly id: string; readonly help: string | undefined; readonly problem: string | null }) {
  return (
    <>
      {problem !== null && (
        <span id={`${id}-problem`} className="cv-field-error">
          {problem}
        </span>
      )}
      {help !== undefined && (
        <span id={`${id}-help`} className="cv-help">
          {help}
        </span>
      )}
    </>
  );
}

function Label({ field }: { readonly field: Simple }) {
  return (
    <>
      {field.label}
      {!field.required && field.kind !== "yes-no" && <span className="cv-optional">{` ${FORM.optional}`}</span>}
    </>
  );
}

function Framed(props: SimpleFieldProps & { readonly help?: string | undefined; readonly children: (described: Described) => ReactNode }) {
  const help = props.help ?? props.field.help;
  return (
    <div className="cv-field">
      <label htmlFor={props.id}>
        <Label field={props.field} />
      </label>
      {props.children(describe(props, help))}
      <Said id={props.id} help={help} problem={props.problem} />
    </div>
  );
}

function TextInput(props: SimpleFieldProps<TextField>) {
  const { field, value, onChange } = props;
  const text = typeof value === "string" ? value : "";
  return (
    <Framed {...props}>
      {(described) =>
        (field.lines ?? 1) > 1 ? (
          <textarea {...described} rows={field.lines} maxLength={field.longest} value={text} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <input {...described} type="text" maxLength={field.longest} autoComplete="off" value={text} onChange={(event) => onChange(event.target.value)} />
        )
      }
    </Framed>
  );
}

function DayInput(props: SimpleFieldProps) {
  const { field, value, onChange } = props;
  const limits = field.kind === "day" ? { min: field.from, max: field.to } : {};
  return (
    <Framed {...props}>
      {(described) => (
        <input
          {...described}
          {...limits}
          type="date"
          className="cv-short"
          value={typeof value === "string" && DAY.test(value) ? value : ""}
          // What is typed by half stays in the field, and is wrong rather than missing.
          onChange={({ target }) => onChange(target.value === "" ? (target.validity.badInput ? "?" : null) : target.value)}
        />
      )}
    </Framed>
  );
}

function InstantInput(props: SimpleFieldProps) {
  const { value, onChange } = props;
  return (
    <Framed {...props}>
      {(described) => (
        <input
          {...described}
          type="datetime-local"
          className="cv-short"
          value={romeClock(value)}
          onChange={({ target }) => onChange(instantOfRome(target.value) ?? (target.validity.badInput ? "?" : null))}
        />
      )}
    </Framed>
  );
}

function Box(props: SimpleFieldProps) {
  const { field, id, value, onChange, problem } = props;
  return (
    <div className="cv-field">
      <label className="cv-radio">
        <input {...describe(props, field.help)} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
        <span>{field.label}</span>
      </label>
      <Said id={id} help={field.help} problem={problem} />
    </div>
  );
}

type WithOptions = SimpleFieldProps & { readonly options: readonly FormOption[] };

function Radios(props: WithOptions) {
  const { field, id, value, onChange, options } = props;
  const empty: FormOption[] = field.required || options.length === 0 ? [] : [{ value: "", label: FORM.notGiven }];
  return (
    <OptionSet {...props}>
      {[...options, ...empty].map((option) => (
        <label key={option.value} className="cv-radio">
          <input
            type="radio"
            name={id}
            checked={(value ?? "") === option.value}
            onChange={() => onChange(option.value === "" ? null : option.value)}
          />
          <OptionText option={option} />
        </label>
      ))}
    </OptionSet>
  );
}

function Boxes(props: WithOptions) {
  const { value, onChange, options } = props;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <OptionSet {...props}>
      {options.map((option) => (
        <label key={option.value} className="cv-radio">
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              // In the order of the list, whatever the order of the clicks.
              onChange(options.map((one) => one.value).filter((one) => (one === option.value ? event.target.checked : chosen.includes(one))))
            }
          />
          <OptionText option={option} />
        </label>
      ))}
    </OptionSet>
  );
}

function OptionSet(props: WithOptions & { readonly children: ReactNode }) {
  const { field, id, problem, options } = props;
  const { "aria-describedby": describedBy } = describe(props, field.help);
  return (
    <fieldset className="cv-field cv-options" id={id} aria-describedby={describedBy}>
      <legend>
        <Label field={field} />
      </legend>
      {options.length === 0 && <p className="cv-help">{FORM.noOptions}</p>}
      {props.children}
      <Said id={id} help={field.help} problem={problem} />
    </fieldset>
  );
}

function OptionText({ option }: { readonly option: FormOption }) {
  return (
    <span>
      {option.label}
      {option.hint !== undefined && <span className="cv-sub">{option.hint}</span>}
    </span>
  );
}

function Select(props: WithOptions) {
  const { field, value, onChange, options } = props;
  const isDocument = field.kind === "document";
  const none = field.required ? FORM.choose : isDocument ? FORM.noDocument : FORM.notGiven;
  const help = isDocument && options.length === 0 ? [field.help, FORM.noDocuments].filter(Boolean).join(" ") : field.help;
  return (
    <Framed {...props} help={help}>
      {(described) => (
        <select {...described} value={typeof value === "string" ? value : ""} onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}>
          <option value="">{none}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.hint === undefined ? option.label : `${option.label} (${option.hint})`}
            </option>
          ))}
        </select>
      )}
    </Framed>
  );
}

function Lines(props: SimpleFieldProps) {
  const { value, onChange, field } = props;
  return (
    <Framed {...props} help={[field.help, FORM.onePerLine].filter(Boolean).join(" ")}>
      {(described) => (
        <textarea
          {...described}
          rows={3}
          value={Array.isArray(value) ? value.join("\n") : ""}
          onChange={(event) => onChange(event.target.value === "" ? [] : event.target.value.split("\n"))}
        />
      )}
    </Framed>
  );
}

function NumberInput(props: SimpleFieldProps<NumberField>) {
  const { field, value, onChange } = props;
  // As it is typed, with the comma: the number is what it means.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && readNumber(typed) === (value ?? null) ? typed : written(value);
  const help = [field.help, FORM.range(number(field.min), number(field.max), field.unit)].filter(Boolean).join(" ");
  return (
    <Framed {...props} help={help}>
      {(described) => (
        <input
          {...described}
          type="text"
          inputMode={field.whole ? "numeric" : "decimal"}
          className="cv-short"
          autoComplete="off"
          value={shown}
          onChange={({ target }) => {
            setTyped(target.value);
            onChange(readNumber(target.value));
          }}
        />
      )}
    </Framed>
  );
}

function written(value: unknown): string {
  if (typeof value === "number") return String(value).replace(".", ",");
  return typeof value === "string" ? value : "";
}

/** "1.234,5" → 1234.5; what is no number stays text, and the check says so; nothing is null. */
function readNumber(typed: string): number | string | null {
  const text = typed.trim();
  if (text === "") return null;
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d*)?$/.test(text) ? text.replaceAll(".", "") : text;
  const read = Number(plain.replace(",", "."));
  return Number.isFinite(read) ? read : text;
}
