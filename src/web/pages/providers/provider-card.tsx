// One provider: its state and why, its figures, and what may be decided of it.

import { useId, useState } from "react";
import type { ReactNode } from "react";
import type { Provider } from "../../../contract/providers.ts";
import { clock, instant, number, share, shortDay } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { PROVIDERS } from "../../texts/providers.ts";

const TONES: Readonly<Record<Provider["health"], Tone>> = { sound: "good", slow: "doubt", trial: "doubt", ill: "bad", paused: "doubt", held: "bad", barred: "bad" };

/** Of certified mail and letters the law itself wants a receipt. */
const HEARD: ReadonlySet<Provider["channel"]> = new Set(["sms", "email"]);

export function ProviderCard({ provider, canAct }: { readonly provider: Provider; readonly canAct: boolean }) {
  const [doing, setDoing] = useState<"state" | "weight" | "receipts" | null>(null);
  const { id, health } = provider;
  const isPaused = health === "paused" || health === "ill";
  return (
    <article className={`cv-provider cv-provider-${TONES[health]}`} aria-labelledby={`fornitore-${id}`}>
      <div className="cv-provider-head">
        <h3 id={`fornitore-${id}`}>
          {provider.provider}
          {provider.provider !== id && <span className="cv-sub">{id}</span>}
        </h3>
        <Badge tone={TONES[health]}>{PROVIDERS.health[health]}</Badge>
      </div>
      <Why provider={provider} />
      <Figures provider={provider} />
      {canAct && (
        <div className="cv-provider-acts">
          {health !== "held" && (
            <button type="button" className="btn btn-outline-primary btn-sm" aria-label={isPaused ? PROVIDERS.reopenFor(id) : PROVIDERS.pauseFor(id)} onClick={() => setDoing("state")}>
              {isPaused ? PROVIDERS.reopen : PROVIDERS.pause}
            </button>
          )}
          <button type="button" className="btn btn-outline-primary btn-sm" aria-label={PROVIDERS.changeWeightFor(id)} onClick={() => setDoing("weight")}>
            {PROVIDERS.changeWeight}
          </button>
          {HEARD.has(provider.channel) && (
            <button type="button" className="btn btn-outline-primary btn-sm" aria-label={PROVIDERS.receiptsFor(id, provider.givesReceipts)} onClick={() => setDoing("receipts")}>
              {PROVIDERS.changeReceipts(provider.givesReceipts)}
            </button>
          )}
        </div>
      )}
      {doing === "state" && (
        <ActForm
          title={isPaused ? PROVIDERS.reopenFor(id) : PROVIDERS.pauseFor(id)}
          explain={isPaused ? PROVIDERS.reopenExplain : PROVIDERS.pauseExplain}
          path={`/api/gateways/${encodeURIComponent(id)}/state`}
          body={{ state: isPaused ? "open" : "paused" }}
          confirm={isPaused ? PROVIDERS.reopen : PROVIDERS.pause}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === "receipts" && (
        <ActForm
          title={PROVIDERS.receiptsFor(id, provider.givesReceipts)}
          explain={provider.givesReceipts ? PROVIDERS.noReceiptsExplain : PROVIDERS.receiptsExplain}
          path={`/api/gateways/${encodeURIComponent(id)}/receipts`}
          body={{ givesReceipts: !provider.givesReceipts }}
          confirm={PROVIDERS.changeReceipts(provider.givesReceipts)}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === "weight" && <WeightForm provider={provider} onClose={() => setDoing(null)} />}
    </article>
  );
}

function Why({ provider: { health, reason, since, pausedUntil } }: { readonly provider: Provider }) {
  if (health === "sound") return null;
  const sentence = PROVIDERS.why[health] === "" ? (reason ?? "") : PROVIDERS.why[health];
  return (
    <p className="cv-provider-why">
      {sentence}
      <span className="cv-sub">{[PROVIDERS.since(instant(since)), ...(health === "ill" && pausedUntil !== null ? [PROVIDERS.nextTrial(clock(pausedUntil))] : [])].join(", ")}</span>
    </p>
  );
}

function Figures({ provider }: { readonly provider: Provider }) {
  const { weight, load, ratePerSecond, perSecond, handOvers, errors, receipts, delay50, delay95, waiting, later, oldest, sender, registration, registeredOn } = provider;
  const words = PROVIDERS.figures;
  return (
    <dl className="cv-provider-figures">
      <Figure title={words.weight} value={number(weight)} help={weight === 0 ? PROVIDERS.noWeight : load < 100 ? PROVIDERS.load(load) : null} />
      <Figure title={words.share} value={share(provider.share, 1)} help={PROVIDERS.now} />
      <Figure title={words.rate} value={PROVIDERS.perSecond(perSecond)} help={ratePerSecond === null ? PROVIDERS.noContract : PROVIDERS.ofContract(ratePerSecond, share(perSecond, ratePerSecond))}>
        {ratePerSecond !== null && <meter min={0} max={ratePerSecond} value={perSecond} aria-label={words.rate} />}
      </Figure>
      <Figure title={words.errors} value={errors === null ? "–" : share(errors, 1)} help={PROVIDERS.errorsOf(handOvers)} />
      <Figure title={words.waiting} value={number(waiting)} help={waiting > 0 && oldest !== null ? PROVIDERS.oldest(instant(oldest)) : PROVIDERS.later(later)} />
      <Figure
        isWide
        title={words.delay}
        value={!provider.givesReceipts ? PROVIDERS.givesNone : delay50 === null ? PROVIDERS.noReceipts : PROVIDERS.half(delay50)}
        help={!provider.givesReceipts ? PROVIDERS.givesNoneHelp : delay95 === null ? PROVIDERS.noReceiptsHelp : PROVIDERS.nearlyAll(delay95, receipts)}
      />
      <Figure
        isWide
        title={words.sender}
        value={sender}
        help={registration === "registered" && registeredOn !== null ? PROVIDERS.registeredOn(shortDay(registeredOn)) : PROVIDERS.registration[registration ?? "none"]}
      />
    </dl>
  );
}

interface FigureProps {
  readonly title: string;
  readonly value: string;
  readonly help: string | null;
  readonly isWide?: boolean;
  readonly children?: ReactNode;
}

function Figure({ title, value, help, isWide = false, children }: FigureProps) {
  return (
    <div className={isWide ? "cv-provider-wide" : undefined}>
      <dt>{title}</dt>
      <dd>
        <span className="cv-provider-value">{value}</span>
        {children}
        {help !== null && <span className="cv-sub">{help}</span>}
      </dd>
    </div>
  );
}

function WeightForm({ provider: { id, weight }, onClose }: { readonly provider: Provider; readonly onClose: () => void }) {
  const [typed, setTyped] = useState(String(weight));
  const field = useId();
  const value = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return (
    <ActForm
      title={PROVIDERS.changeWeightFor(id)}
      explain={PROVIDERS.weightExplain}
      path={`/api/gateways/${encodeURIComponent(id)}/weight`}
      body={value <= 1_000 ? { weight: value } : null}
      missing={PROVIDERS.weightMissing}
      confirm={PROVIDERS.changeWeight}
      onClose={onClose}
    >
      <div className="cv-field">
        <label htmlFor={field}>{PROVIDERS.newWeight}</label>
        <input id={field} inputMode="numeric" autoComplete="off" maxLength={4} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
    </ActForm>
  );
}
