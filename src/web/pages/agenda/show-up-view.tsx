// Who shows up in the office: rates with their intervals, the promise about waiting, and what it would mean on the next day.

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent, ReactNode } from "react";
import type { DayExpected, PromiseRequest, Rate, ShowUpView as View } from "../../../contract/show-up.ts";
import { ApiProblem, get, post, query } from "../../api.ts";
import { instant, longDay, minutes, number } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Empty, Failure, Loaded } from "../../parts/states.tsx";
import { Why } from "../../parts/why.tsx";
import { useSession } from "../../session.ts";
import { SHOW_UP } from "../../texts/show-up.ts";
import "../../styles/show-up.css";

interface Draft {
  readonly waitMinutes: number;
  readonly probability: number;
  readonly mostPerDesk: number;
}

const asked = ({ waitMinutes, probability, mostPerDesk }: Draft): Record<string, string> => ({
  waitMinutes: String(waitMinutes), probability: String(probability), mostPerDesk: String(mostPerDesk),
});

export function ShowUpView({ above }: { readonly above: ReactNode }) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const result = useQuery({
    queryKey: ["agenda", "show-up", draft],
    queryFn: ({ signal }) => get<View>(`/api/agenda/show-up${query(draft === null ? {} : asked(draft))}`, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={SHOW_UP.title} lead={SHOW_UP.lead} above={above}>
      <Loaded result={result}>
        {(view) => (
          <>
            <PromisedHere view={view} onTry={setDraft} trying={draft !== null} />
            <Next view={view} wait={draft?.waitMinutes ?? view.promise.waitMinutes} trying={draft !== null} />
            <Rates view={view} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function PromisedHere({ view, onTry, trying }: { readonly view: View; readonly onTry: (draft: Draft | null) => void; readonly trying: boolean }) {
  const manages = useSession().data?.role === "office-manager";
  const { promise } = view;
  return (
    <Section id="promessa" title={SHOW_UP.promise}>
      <p>
        {promise.version === 0 ? SHOW_UP.promiseNone : SHOW_UP.promiseText(promise.waitMinutes, promise.probability, promise.mostPerDesk)}
        {promise.version > 0 && promise.at !== null && (
          <span className="cv-promise-by">{`${SHOW_UP.promiseBy(promise.by, instant(promise.at), promise.version)} «${promise.reason}»`}</span>
        )}
      </p>
      {manages ? <PromiseForm key={promise.version} view={view} onTry={onTry} trying={trying} /> : <p>{SHOW_UP.onlyManager}</p>}
    </Section>
  );
}

function PromiseForm({ view, onTry, trying }: { readonly view: View; readonly onTry: (draft: Draft | null) => void; readonly trying: boolean }) {
  const { promise, bounds } = view;
  const fresh = promise.version === 0;
  const [id, setId] = useState(() => crypto.randomUUID());
  const [wait, setWait] = useState(String(fresh ? bounds.waitMinutes.usual : promise.waitMinutes));
  const [probability, setProbability] = useState(String(Math.round((fresh ? bounds.probability.usual : promise.probability) * 1000) / 10));
  const [most, setMost] = useState(String(fresh ? bounds.mostPerDesk.usual : promise.mostPerDesk));
  const [reason, setReason] = useState("");
  const queries = useQueryClient();
  const announce = useAnnounce();
  const draft: Draft = { waitMinutes: Number(wait), probability: Math.round(Number(probability.replace(",", ".")) * 10) / 1000, mostPerDesk: Number(most) };
  const setting = useMutation({
    mutationFn: () => post<{ message: string }>("/api/agenda/show-up/promise", { id, ...draft, reason, seen: promise.version } satisfies PromiseRequest),
    onSuccess: async ({ message }) => {
      announce(message);
      setId(crypto.randomUUID());
      onTry(null);
      await queries.invalidateQueries({ queryKey: ["agenda", "show-up"] });
    },
  });
  const problemOf = (field: string): string | null => (setting.error instanceof ApiProblem ? (setting.error.fields.find((one) => one.field.endsWith(field))?.message ?? null) : null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setting.mutate();
  };
  return (
    <form className="cv-promise" onSubmit={submit} noValidate>
      <div className="cv-promise-fields">
        <NumberField id="attesa" label={SHOW_UP.wait} help={SHOW_UP.waitHelp(bounds.waitMinutes.least, bounds.waitMinutes.most)} value={wait} onChange={setWait} />
        <NumberField id="probabilita" label={SHOW_UP.probability} help={SHOW_UP.probabilityHelp(bounds.probability.least, bounds.probability.most)} value={probability} onChange={setProbability} />
        <NumberField id="piu" label={SHOW_UP.most} help={SHOW_UP.mostHelp(bounds.mostPerDesk.most)} value={most} onChange={setMost} />
      </div>
      <div className="cv-field">
        <label htmlFor="promessa-motivo">{SHOW_UP.reason}</label>
        <input id="promessa-motivo" className="form-control" value={reason} onChange={(event) => setReason(event.target.value)} aria-describedby="promessa-motivo-aiuto" aria-invalid={problemOf("reason") !== null} />
        <p id="promessa-motivo-aiuto" className="cv-help">
          {problemOf("reason") ?? SHOW_UP.reasonHelp}
        </p>
      </div>
      {setting.error !== null && problemOf("reason") === null && <Failure error={setting.error} />}
      <div className="cv-promise-buttons">
        <button type="submit" className="btn btn-primary" disabled={setting.isPending}>
          {SHOW_UP.set}
        </button>
        <button type="button" className="btn btn-outline-primary" aria-pressed={trying} onClick={() => onTry(draft)}>
          {SHOW_UP.tryOut}
        </button>
      </div>
    </form>
  );
}

interface NumberFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function NumberField({ id, label, help, value, onChange }: NumberFieldProps) {
  return (
    <div className="cv-field">
      <label htmlFor={`promessa-${id}`}>{label}</label>
      <input id={`promessa-${id}`} className="form-control" inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} aria-describedby={`promessa-${id}-aiuto`} />
      <p id={`promessa-${id}-aiuto`} className="cv-help">
        {help}
      </p>
    </div>
  );
}

interface NextRow {
  readonly key: string;
  readonly what: string;
  readonly usual: DayExpected;
  readonly cautious: DayExpected;
}

function Next({ view, wait, trying }: { readonly view: View; readonly wait: number; readonly trying: boolean }) {
  const { next } = view;
  if (next === null) return <Empty title={SHOW_UP.noNext} icon="calendar" />;
  const rows: NextRow[] = [
    { key: "now", what: SHOW_UP.asIs(next.inMore), usual: next.usual, cautious: next.cautious },
    { key: "filled", what: SHOW_UP.filled(next.seats, next.places), usual: next.filled, cautious: next.filledCautious },
  ];
  const columns = SHOW_UP.nextColumns;
  const shown = next.hours.filter(({ convened }) => convened > 0);
  return (
    <Section id="giornata" title={SHOW_UP.next(longDay(next.day))}>
      {trying && <p>{SHOW_UP.nextTry}</p>}
      <DataTable
        caption={SHOW_UP.next(longDay(next.day))}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: "what", label: columns.what, heading: true, render: ({ what }) => what },
          { key: "convened", label: columns.convened, numeric: true, render: ({ usual }) => number(usual.convened) },
          { key: "expected", label: columns.expected, numeric: true, render: ({ usual, cautious }) => SHOW_UP.expected(usual.expected, cautious.expected) },
          { key: "wait", label: columns.wait, numeric: true, render: ({ usual, cautious }) => SHOW_UP.minutes(usual.meanWait, cautious.meanWait) },
          { key: "late", label: columns.late, numeric: true, render: ({ usual, cautious }) => SHOW_UP.late(usual.worstLate, cautious.worstLate) },
        ]}
      />
      <p className="cv-help">
        {SHOW_UP.lateNote(wait)} <Why about={SHOW_UP.whyDay} sentence={SHOW_UP.dayFormula(view.slotMinutes, view.longShare)} law={view.law} />
      </p>
      {shown.length > 0 && (
        <details className="cv-show-up-hours">
          <summary>{SHOW_UP.hours}</summary>
          <DataTable
            caption={SHOW_UP.hoursTable}
            rows={shown}
            rowKey={({ start }) => String(start)}
            columns={[
              { key: "hour", label: SHOW_UP.hourColumns.hour, heading: true, render: ({ start }) => minutes(start) },
              { key: "desks", label: SHOW_UP.hourColumns.desks, numeric: true, render: ({ desks }) => number(desks) },
              { key: "convened", label: SHOW_UP.hourColumns.convened, numeric: true, render: ({ convened }) => number(convened) },
              { key: "expected", label: SHOW_UP.hourColumns.expected, numeric: true, render: ({ expected }) => SHOW_UP.tenth(expected) },
              { key: "late", label: SHOW_UP.hourColumns.late, numeric: true, render: ({ late }) => SHOW_UP.finePercent(late) },
            ]}
          />
        </details>
      )}
    </Section>
  );
}

function Rates({ view }: { readonly view: View }) {
  const { example, prior } = view;
  const factors = view.factors.filter(({ levels }) => levels.length > 0);
  const steps = example.reasons.map(({ factor, moves, seen }) => SHOW_UP.step(factor, moves, seen)).join("; ");
  const sentence = `${SHOW_UP.explain(example.hour, example.weekday, example.channel)}${SHOW_UP.base(example.base)}: ${steps}; ${SHOW_UP.result(example.mean, example.low, example.high)}${SHOW_UP.formula(prior.rate, prior.people)} ${prior.note}`;
  return (
    <Section id="quote" title={SHOW_UP.rates}>
      <div className="cv-show-up-heads">
        <Head title={SHOW_UP.inOffice} rate={view.rate} />
        <Head title={SHOW_UP.inRegion} rate={view.region} />
      </div>
      <p>
        {SHOW_UP.fair} <Why about={SHOW_UP.why} sentence={sentence} law={null} />
      </p>
      {factors.length === 0 ? (
        <p>{SHOW_UP.noLevels}</p>
      ) : (
        <>
          <p className="cv-help">{SHOW_UP.levelsNote}</p>
          <div className="cv-show-up-factors">
            {factors.map(({ factor, levels }) => (
              <FactorTable key={factor} factor={factor} levels={levels} />
            ))}
          </div>
        </>
      )}
    </Section>
  );
}

function Head({ title, rate }: { readonly title: string; readonly rate: Rate }) {
  return (
    <div className="cv-show-up-head">
      <h3>{title}</h3>
      <p className="cv-show-up-rate">{SHOW_UP.percent(rate.mean)}</p>
      <Bar rate={rate} />
      <p>{`${SHOW_UP.ofTen(rate.mean)} ${SHOW_UP.interval(rate.low, rate.high)} ${SHOW_UP.seen(rate.seen)}`}</p>
    </div>
  );
}

function FactorTable({ factor, levels }: View["factors"][number]) {
  const columns = SHOW_UP.columns;
  return (
    <div>
      <h3>{SHOW_UP.table(SHOW_UP.factors[factor] ?? factor)}</h3>
      <DataTable
        caption={SHOW_UP.table(SHOW_UP.factors[factor] ?? factor)}
        rows={levels}
        rowKey={({ level }) => level}
        columns={[
          { key: "level", label: columns.level, heading: true, render: ({ level }) => SHOW_UP.level(factor, level) },
          { key: "rate", label: columns.rate, numeric: true, sort: ({ mean }) => mean, render: ({ mean }) => SHOW_UP.percent(mean) },
          { key: "interval", label: columns.interval, render: (rate) => <Interval rate={rate} /> },
          { key: "seen", label: columns.seen, numeric: true, sort: ({ seen }) => seen, render: ({ seen }) => number(seen) },
        ]}
      />
    </div>
  );
}

function Interval({ rate }: { readonly rate: Rate }) {
  return (
    <span className="cv-show-up-interval">
      <Bar rate={rate} />
      {SHOW_UP.between(rate.low, rate.high)}
    </span>
  );
}

/** The interval and the estimate from none to all; what it shows stands beside it in words. */
function Bar({ rate: { mean, low, high } }: { readonly rate: Rate }) {
  return (
    <svg className="cv-show-up-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="3.5" width="100" height="1" className="cv-show-up-axis" />
      <rect x={low * 100} y="1.5" width={Math.max(0.5, (high - low) * 100)} height="5" className="cv-show-up-span" />
      <rect x={mean * 100 - 0.6} y="0" width="1.2" height="8" className="cv-show-up-mean" />
    </svg>
  );
}
