// Prices of the gateways from a day on: read by the Region, written by its administrator.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Prices } from "../../../contract/outbox.ts";
import { get } from "../../api.ts";
import { money, shortDay } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { OUTBOX } from "../../texts/outbox.ts";
import { CHANNELS } from "../../texts/procedure.ts";

const TEXTS = OUTBOX.prices;
const WORDS = TEXTS.columns;
type Price = Prices["prices"][number];

export function PricesSection({ mayWrite }: { readonly mayWrite: boolean }) {
  const [writing, setWriting] = useState(false);
  const result = useQuery({ queryKey: ["outbox-prices"], queryFn: ({ signal }) => get<Prices>("/api/outbox/prices", signal) });
  return (
    <Section title={TEXTS.title} id="prezzi">
      <p>{TEXTS.explain}</p>
      <Loaded result={result} lines={3}>
        {({ prices, gateways }) => (
          <>
            {prices.length === 0 ? (
              <p className="cv-box">{TEXTS.empty}</p>
            ) : (
              <DataTable caption={TEXTS.caption} columns={COLUMNS} rows={prices} rowKey={(row) => `${row.gatewayId}/${row.fromOn}`} />
            )}
            {mayWrite && (
              <p className="cv-outbox-foot">
                <button type="button" className="btn btn-outline-primary" onClick={() => setWriting(true)}>
                  {TEXTS.add}
                </button>
              </p>
            )}
            {writing && <PriceForm gateways={gateways} onClose={() => setWriting(false)} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

const COLUMNS: readonly Column<Price>[] = [
  { key: "gateway", label: WORDS.gateway, heading: true, render: (row) => `${row.gatewayId} (${label(CHANNELS, row.channel)})` },
  { key: "from", label: WORDS.from, render: (row) => shortDay(row.fromOn) },
  { key: "price", label: WORDS.price, numeric: true, render: (row) => money(Number(row.price), row.currency, 5) },
  { key: "per", label: WORDS.per, render: (row) => TEXTS.perName[row.per] },
  { key: "by", label: WORDS.by, render: (row) => row.recordedBy },
  { key: "reason", label: WORDS.reason, render: (row) => <span className="cv-wrap">{row.reason}</span> },
];

function PriceForm({ gateways, onClose }: { readonly gateways: Prices["gateways"]; readonly onClose: () => void }) {
  const [gatewayId, setGateway] = useState("");
  const [fromOn, setFrom] = useState("");
  const [price, setPrice] = useState("");
  const [currency, setCurrency] = useState("EUR");
  const id = useId();
  // An SMS is paid by its parts, anything else as one.
  const per = gateways.find((one) => one.id === gatewayId)?.channel === "sms" ? "part" : "message";
  const isWhole = gatewayId !== "" && fromOn !== "" && price.trim() !== "";
  return (
    <ActForm
      title={TEXTS.form}
      explain={TEXTS.formExplain}
      path="/api/outbox/prices"
      body={isWhole ? { gatewayId, fromOn, price, currency, per } : null}
      missing={TEXTS.missing}
      confirm={TEXTS.confirm}
      onClose={onClose}
    >
      <div className="cv-field">
        <label htmlFor={`${id}-gateway`}>{TEXTS.gateway}</label>
        <select id={`${id}-gateway`} value={gatewayId} onChange={(event) => setGateway(event.target.value)}>
          <option value="">{TEXTS.choose}</option>
          {gateways.map((one) => (
            <option key={one.id} value={one.id}>
              {`${one.id} (${label(CHANNELS, one.channel)}, ${TEXTS.perName[one.channel === "sms" ? "part" : "message"]})`}
            </option>
          ))}
        </select>
      </div>
      <div className="cv-field">
        <label htmlFor={`${id}-from`}>{TEXTS.from}</label>
        <input id={`${id}-from`} type="date" value={fromOn} onChange={(event) => setFrom(event.target.value)} />
      </div>
      <div className="cv-field">
        <label htmlFor={`${id}-price`}>{TEXTS.price}</label>
        <input id={`${id}-price`} inputMode="decimal" maxLength={12} value={price} onChange={(event) => setPrice(event.target.value)} />
      </div>
      <div className="cv-field">
        <label htmlFor={`${id}-currency`}>{TEXTS.currency}</label>
        <input id={`${id}-currency`} maxLength={3} value={currency} onChange={(event) => setCurrency(event.target.value)} />
      </div>
    </ActForm>
  );
}
