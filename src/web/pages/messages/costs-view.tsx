// What the messages have cost, by day, office, channel or provider; and for the Region the prices.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { useSearchParams } from "react-router";
import type { CostRow, Costs } from "../../../contract/outbox.ts";
import type { Session } from "../../../contract/session.ts";
import { get, query } from "../../api.ts";
import { instant, money, number, shortDay } from "../../format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { isOfficeRole } from "../../session.ts";
import { label } from "../../texts/common.ts";
import { messagesText, OUTBOX } from "../../texts/outbox.ts";
import { CHANNELS } from "../../texts/procedure.ts";
import { PricesSection } from "./prices.tsx";
import { SaveLinks } from "./save-links.tsx";

const TEXTS = OUTBOX.costs;
type Per = keyof typeof TEXTS.views;

export function CostsView({ session }: { readonly session: Session }) {
  const [search, setSearch] = useSearchParams();
  const isOffice = isOfficeRole(session.role);
  const views = (Object.keys(TEXTS.views) as Per[]).filter((one) => one !== "sede" || !isOffice);
  const per = views.find((one) => one === search.get("per")) ?? "giorno";
  const days = { dal: search.get("dal") ?? "", al: search.get("al") ?? "" };
  const values = { ...days, per };
  const show = (next: Partial<typeof values>): void =>
    setSearch({ vista: "costi", ...Object.fromEntries(Object.entries({ ...values, ...next }).filter(([, value]) => value !== "")) });
  const result = useQuery({ queryKey: ["outbox-costs", values], queryFn: ({ signal }) => get<Costs>(`/api/outbox/costs${query(values)}`, signal) });
  return (
    <>
      <div className="cv-outbox-per">
        <Segments label={TEXTS.per} value={per} onChange={(next) => show({ per: next })} options={views.map((one) => [one, TEXTS.views[one]] as const)} />
      </div>
      <Loaded result={result}>
        {(costs) => (
          <>
            <Days key={`${costs.from}${costs.to}`} from={costs.from} to={costs.to} onApply={show} />
            {!costs.prices && <p className="alert alert-info">{TEXTS.noPrices}</p>}
            {costs.rows.length === 0 ? (
              <Empty title={TEXTS.empty} icon="calendar" />
            ) : (
              <DataTable caption={TEXTS.caption} columns={columnsOf(per)} rows={[...costs.rows, costs.total]} rowKey={(row) => row.key} />
            )}
            <div className="cv-outbox-foot">
              <SaveLinks path="/api/outbox/costs/export" values={values} what={TEXTS.saved} />
            </div>
            <p className="cv-muted cv-small">
              {`${TEXTS.denominator} ${costs.countedAt === null ? TEXTS.notCounted : TEXTS.countedAt(instant(costs.countedAt))}`}
            </p>
          </>
        )}
      </Loaded>
      {!isOffice && <PricesSection mayWrite={session.role === "administrator"} />}
    </>
  );
}

function Days({ from, to, onApply }: { readonly from: string; readonly to: string; readonly onApply: (days: { dal: string; al: string }) => void }) {
  const [dal, setDal] = useState(from);
  const [al, setAl] = useState(to);
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onApply({ dal, al });
  };
  return (
    <form className="cv-outbox-filters cv-outbox-costs" onSubmit={submit}>
      <div className="cv-field">
        <label htmlFor={`${id}-dal`}>{TEXTS.from}</label>
        <input id={`${id}-dal`} type="date" value={dal} required onChange={(event) => setDal(event.target.value)} />
      </div>
      <div className="cv-field">
        <label htmlFor={`${id}-al`}>{TEXTS.to}</label>
        <input id={`${id}-al`} type="date" value={al} required onChange={(event) => setAl(event.target.value)} />
      </div>
      <div className="cv-outbox-buttons">
        <button type="submit" className="btn btn-primary">
          {TEXTS.apply}
        </button>
      </div>
    </form>
  );
}

function columnsOf(per: Per): readonly Column<CostRow>[] {
  const words = TEXTS.columns;
  const name = (row: CostRow): string => {
    if (per === "giorno") return shortDay(row.label);
    if (per === "canale") return label(CHANNELS, row.label);
    return row.label === "" ? TEXTS.noOffice : row.label;
  };
  return [
    { key: "label", label: TEXTS.views[per], heading: true, render: (row) => (row.key === "totale" ? <strong>{TEXTS.total}</strong> : name(row)) },
    { key: "messages", label: words.messages, numeric: true, render: (row) => number(row.messages) },
    { key: "parts", label: words.parts, numeric: true, render: (row) => number(row.parts) },
    { key: "doubtful", label: words.doubtful, numeric: true, render: (row) => number(row.doubtful) },
    { key: "waiting", label: words.waiting, numeric: true, render: (row) => number(row.waiting) },
    { key: "cost", label: words.cost, numeric: true, render: (row) => <Cost row={row} /> },
    { key: "each", label: words.each, numeric: true, render: each },
  ];
}

function Cost({ row }: { readonly row: CostRow }) {
  return (
    <span>
      {row.costs.map(({ currency, amount, doubtful }) => (
        <span key={currency} className="cv-nowrap">
          {money(Number(amount), currency)}
          {Number(doubtful) > 0 && <span className="cv-sub">{TEXTS.doubtfulCost(money(Number(doubtful), currency))}</span>}
        </span>
      ))}
      {row.unpriced > 0 && <span className="cv-sub">{TEXTS.unpriced(messagesText(row.unpriced))}</span>}
    </span>
  );
}

/** Of what has a price, in one currency: anything else has no single mean. */
function each(row: CostRow): string {
  const priced = row.messages - row.unpriced;
  const [only, ...others] = row.costs;
  return only === undefined || others.length > 0 || priced === 0 ? "–" : money(Number(only.amount) / priced, only.currency, 4);
}
