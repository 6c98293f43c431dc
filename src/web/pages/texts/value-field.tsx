// A text field in which «{» opens the list of placeholders: arrows choose, Enter puts in, Esc closes; all by keyboard.

import { useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { TextDetail } from "../../../contract/texts.ts";
import { EDITOR } from "../../texts/message-texts.ts";

export interface ValueFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly values: TextDetail["values"];
  readonly direction: "ltr" | "rtl";
  readonly locale: string;
  readonly rows: number;
  readonly help?: string;
}

/** The piece after the last open brace before the caret; null where none is open. */
function openPiece(text: string, caret: number): string | null {
  return /\{(\w*)$/.exec(text.slice(0, caret))?.[1] ?? null;
}

export function ValueField({ label, value, onChange, values, direction, locale, rows, help }: ValueFieldProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [piece, setPiece] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const found = piece === null ? [] : values.filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(piece.toLowerCase()));
  const chosen = found[Math.min(active, found.length - 1)];
  const look = (): void => {
    const element = field.current;
    if (element === null) return;
    const next = openPiece(element.value, element.selectionStart);
    if (next !== piece) setActive(0);
    setPiece(next);
  };
  const put = (name: string): void => {
    const element = field.current;
    if (element === null || piece === null) return;
    const start = element.selectionStart - piece.length;
    const rest = element.value.slice(element.selectionStart).replace(/^\w*\}/, "");
    const before = `${element.value.slice(0, start)}${name}}`;
    onChange(before + rest);
    setPiece(null);
    // After the text is on the page: only then is there a place for the caret.
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(before.length, before.length);
    });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (chosen === undefined) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setActive((now) => (Math.min(now, found.length - 1) + step + found.length) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") put(chosen.name);
    else if (event.key === "Escape") setPiece(null);
    else return;
    event.preventDefault();
  };
  const listId = `${id}-list`;
  return (
    <div className="cv-field cv-value-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        rows={rows}
        value={value}
        dir={direction}
        lang={locale}
        spellCheck
        autoComplete="off"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        {...(chosen === undefined ? {} : { "aria-controls": listId, "aria-activedescendant": `${listId}-${chosen.name}` })}
        {...(help === undefined ? {} : { "aria-describedby": `${id}-help` })}
        onChange={(event) => {
          onChange(event.target.value);
          look();
        }}
        onKeyDown={onKey}
        onClick={look}
        onBlur={() => setPiece(null)}
      />
      {help !== undefined && <small id={`${id}-help`}>{help}</small>}
      {chosen !== undefined && (
        <div id={listId} role="listbox" tabIndex={-1} className="cv-values" aria-label={EDITOR.valuesOf(label)}>
          {found.map(({ name, type, title }) => (
            // The focus stays in the text: the list is chosen from there.
            <div
              key={name}
              id={`${listId}-${name}`}
              role="option"
              tabIndex={-1}
              aria-selected={name === chosen.name}
              onMouseDown={(event) => {
                event.preventDefault();
                put(name);
              }}
            >
              <code>{`{${name}}`}</code>
              <span>{title}</span>
              <small>{type}</small>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
