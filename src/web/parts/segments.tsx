// A choice among few, all in sight: native radio buttons dressed as one bar.

import { useId } from "react";

export interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly (readonly [T, string])[];
}

export function Segments<T extends string>({ label, value, onChange, options }: SegmentsProps<T>) {
  const name = useId();
  return (
    <fieldset className="cv-segments">
      <legend className="visually-hidden">{label}</legend>
      {options.map(([key, text]) => (
        <label key={key} className={key === value ? "cv-chosen" : undefined}>
          <input type="radio" name={name} checked={key === value} onChange={() => onChange(key)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
