// The door: one field for a name, a tax code or a code read by a scanner; Enter records the arrival of the one who is meant.

import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import type { DaySheetRow, FoundAtDoor } from "../../../contract/day-sheet.ts";
import { post } from "../../api.ts";
import { fullName, minutes } from "../../format.ts";
import { newActId } from "../../parts/act/draft.ts";
import { Icon } from "../../parts/icon.tsx";
import { Failure } from "../../parts/states.tsx";
import { DAY_SHEET, DOOR, STANDING_NAMES } from "../../texts/day-sheet.ts";
import { looksScanned, matches } from "./door-match.ts";
import { DoorResult } from "./door-result.tsx";
import { mayArrive, useDeed } from "./live.ts";
import type { Arriving, LiveSheet } from "./live.ts";

const MOST_SHOWN = 6;
const canArrive = (row: DaySheetRow): boolean => row.standing === "expected" || row.standing === "late";

interface CheckInBody {
  readonly caseId: string;
  readonly summonsId: string;
  readonly version: number;
  readonly actId: string;
}

export function Door({ live }: { readonly live: LiveSheet }) {
  const { sheet } = live;
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<FoundAtDoor | null>(null);
  const id = useId();
  const open = sheet.closed === null;
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const ready = (): void => {
    setTyped("");
    setFound(null);
    field.current?.focus();
  };
  const arriving = useDeed<CheckInBody>(() => "/api/day-sheet/check-in", ready);
  const finding = useMutation({
    mutationFn: (text: string) => post<FoundAtDoor>("/api/day-sheet/find", { text }),
    onSuccess: (answer) => {
      const [only] = answer.people;
      // A code that was read, of somebody expected today: nothing is left to ask.
      if (
        answer.byCode &&
        answer.people.length === 1 &&
        only !== undefined &&
        mayArrive(only) &&
        !answer.moved &&
        open
      )
        arrive(only);
      else setFound(answer);
    },
  });
  const arrive = ({ caseId, summonsId, version }: Arriving): void => {
    if (summonsId !== null && version !== null)
      arriving.mutate({ caseId, summonsId, version, actId: newActId() });
  };
  const rows = sheet.rows.filter((row) => row.kind === "appointment" && matches(row, typed));
  const expected = open ? rows.filter(canArrive) : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (arriving.isPending || finding.isPending) return;
    const [only] = expected;
    if (expected.length === 1 && only !== undefined) arrive(only);
    else if (typed.trim().length >= 2 && expected.length === 0) finding.mutate(typed.trim());
  };
  const change = (text: string): void => {
    setTyped(text);
    setFound(null);
    arriving.reset();
    finding.reset();
  };
  const problem = arriving.error ?? finding.error;
  return (
    <section className="cv-door" aria-labelledby={`${id}-title`}>
      <form onSubmit={submit} noValidate>
        <h2 id={`${id}-title`}>
          <label htmlFor={id}>{DOOR.label}</label>
        </h2>
        <div className="cv-door-field">
          <input
            ref={field}
            id={id}
            type="text"
            value={typed}
            onChange={(event) => change(event.target.value)}
            placeholder={DOOR.placeholder}
            autoComplete="off"
            autoCapitalize="words"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={80}
            aria-describedby={`${id}-hint`}
          />
          {typed !== "" && (
            <button type="button" className="cv-icon-button" onClick={ready}>
              <Icon name="close" label={DOOR.clear} />
            </button>
          )}
          <button
            type="submit"
            className="btn btn-primary"
            disabled={arriving.isPending || finding.isPending}
          >
            {DOOR.confirm}
          </button>
        </div>
        <p id={`${id}-hint`} className="cv-door-hint" aria-live="polite">
          {hintFor(typed, expected, rows)}
        </p>
      </form>
      {problem !== null && <Failure error={problem} />}
      {typed !== "" && found === null && rows.length > 0 && (
        <ul className="cv-door-matches" aria-label={DOOR.matches}>
          {rows.slice(0, MOST_SHOWN).map((row) => (
            <Match key={row.key} row={row} open={open} busy={arriving.isPending} arrive={() => arrive(row)} />
          ))}
        </ul>
      )}
      {found !== null && (
        <DoorResult found={found} live={live} arrive={arrive} busy={arriving.isPending} close={ready} />
      )}
    </section>
  );
}

function hintFor(typed: string, expected: readonly DaySheetRow[], rows: readonly DaySheetRow[]): string {
  const [one] = expected;
  if (typed.trim() === "" || looksScanned(typed)) return DOOR.help;
  if (expected.length === 1 && one !== undefined) return DOOR.one(fullName(one));
  if (expected.length > 1) return DOOR.some(expected.length);
  const [other] = rows;
  return other === undefined ? DOOR.none : DOOR.alreadyHere(fullName(other), STANDING_NAMES[other.standing]);
}

interface MatchProps {
  readonly row: DaySheetRow;
  readonly open: boolean;
  readonly busy: boolean;
  readonly arrive: () => void;
}

function Match({ row, open, busy, arrive }: MatchProps) {
  return (
    <li>
      <span className="cv-door-hour">{row.minute === null ? DAY_SHEET.noHour : minutes(row.minute)}</span>
      <span>
        <strong>{fullName(row)}</strong>
        <span className="cv-mono cv-small">{row.taxCode}</span>
      </span>
      {open && canArrive(row) ? (
        <button type="button" className="btn btn-primary btn-sm" onClick={arrive} disabled={busy}>
          {DAY_SHEET.arrive}
          <span className="visually-hidden">{` ${fullName(row)}`}</span>
        </button>
      ) : (
        <span className="cv-muted">
          {STANDING_NAMES[row.standing]}
          {row.visit !== null && `, ${DAY_SHEET.ticket(row.visit.ticket)}`}
        </span>
      )}
    </li>
  );
}
