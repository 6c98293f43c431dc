// Identity and contact points as the fields of the first step: each with its source and date, and what the operator's answers mean.

import type { FormField, FormValues } from "../procedure/form-types.ts";
import { CONTACT_SOURCES } from "./contact-check.ts";
import type { ContactCheck, ContactSource, Point, PointKind } from "./contact-check.ts";
import { FIELD_TEXTS, IDENTITY_PAPERS } from "./texts.ts";
import type { IdentityPaper } from "./texts.ts";

/** A contact point in use, as it is shown: `source` is Italian, with its day. */
export interface ShownPoint extends Point {
  readonly source: string;
  readonly sharedBy: number;
  /** Why nobody can be written to there (Italian); null when they can. */
  readonly problem: string | null;
}

export interface ShownIdentity {
  readonly surname: string;
  readonly name: string;
  readonly street: string;
  readonly zip: string;
  /** Italian, with its day. */
  readonly source: string;
  readonly points: readonly ShownPoint[];
}

const POINTS = "recapiti";
const DIFFERENT = { field: "matches", in: [false] };
const JUDGEMENTS = [
  { value: "confirmed", label: FIELD_TEXTS.confirmed },
  { value: "wrong", label: FIELD_TEXTS.wrong },
  { value: "unasked", label: FIELD_TEXTS.unasked },
] as const;

export function identityFields(shown: ShownIdentity): FormField[] {
  const help = (value: string): string => FIELD_TEXTS.from(value === "" ? "–" : value, shown.source);
  const corrected = (
    name: "surname" | "name" | "street" | "zip",
    label: string,
    longest: number,
  ): FormField => ({
    kind: "text",
    name,
    label,
    longest,
    required: true,
    help: help(shown[name]),
    initial: shown[name],
    when: DIFFERENT,
  });
  return [
    {
      kind: "choice",
      name: "paper",
      label: FIELD_TEXTS.paper,
      required: true,
      options: Object.entries(IDENTITY_PAPERS).map(([value, label]) => ({ value, label })),
      initial: "id-card",
    },
    {
      kind: "yes-no",
      name: "matches",
      label: FIELD_TEXTS.matches,
      help: FIELD_TEXTS.otherwise,
      required: false,
      initial: true,
    },
    corrected("surname", FIELD_TEXTS.surname, 100),
    corrected("name", FIELD_TEXTS.name, 100),
    corrected("street", FIELD_TEXTS.street, 200),
    corrected("zip", FIELD_TEXTS.zip, 5),
    // Sent along: a list that has changed meanwhile is not judged by the places of another.
    {
      kind: "fixed",
      name: POINTS,
      label: FIELD_TEXTS.source,
      required: true,
      value: shown.points.map(({ kind, value }) => `${kind} ${value}`),
      shown: null,
    },
    ...shown.points.map(pointField),
    {
      kind: "text",
      name: "newPhone",
      label: FIELD_TEXTS.newPhone,
      help: FIELD_TEXTS.newPhoneHelp,
      required: false,
      longest: 40,
    },
    {
      kind: "text",
      name: "newEmail",
      label: FIELD_TEXTS.newEmail,
      help: FIELD_TEXTS.newPhoneHelp,
      required: false,
      longest: 254,
    },
    {
      kind: "choice",
      name: "source",
      label: FIELD_TEXTS.source,
      required: true,
      options: Object.entries(CONTACT_SOURCES).map(([value, label]) => ({ value, label })),
      initial: "desk",
    },
  ];
}

function pointField({ kind, value, source, sharedBy, problem }: ShownPoint, at: number): FormField {
  const said = [source, sharedBy > 1 ? FIELD_TEXTS.sharedBy(sharedBy) : null, problem].filter(
    (one) => one !== null,
  );
  return {
    kind: "choice",
    name: `recapito-${at}`,
    label: `${FIELD_TEXTS.pointKinds[kind]}: ${value}`,
    help: said.join("; "),
    required: true,
    options: JUDGEMENTS,
    initial: problem === null ? "confirmed" : "unasked",
  };
}

export interface IdentityCheck {
  readonly paper: IdentityPaper;
  /** What the paper says otherwise; null when the data agree with it. */
  readonly corrected: {
    readonly surname: string;
    readonly name: string;
    readonly street: string;
    readonly zip: string;
  } | null;
  readonly contacts: ContactCheck;
}

/** The checked values of the form, as the act takes them. */
export function identityCheck(values: FormValues): IdentityCheck {
  const text = (name: string): string => (typeof values[name] === "string" ? values[name] : "");
  const known = (Array.isArray(values[POINTS]) ? values[POINTS] : []) as readonly string[];
  const judged = (as: string): Point[] =>
    known.flatMap((point, at) => (values[`recapito-${at}`] === as ? [pointOf(point)] : []));
  return {
    paper: text("paper") as IdentityPaper,
    corrected:
      values["matches"] === false
        ? { surname: text("surname"), name: text("name"), street: text("street"), zip: text("zip") }
        : null,
    contacts: {
      source: text("source") as ContactSource,
      confirmed: judged("confirmed"),
      wrong: judged("wrong"),
      newPhone: text("newPhone"),
      newEmail: text("newEmail"),
      reason: "",
    },
  };
}

function pointOf(text: string): Point {
  const gap = text.indexOf(" ");
  return { kind: text.slice(0, gap) as PointKind, value: text.slice(gap + 1) };
}
