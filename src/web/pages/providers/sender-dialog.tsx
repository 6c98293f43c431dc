// How a sender stands with a provider: entered when asked for, changed when registered or revoked.

import { useId, useState } from "react";
import type { Provider, Registration } from "../../../contract/providers.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { label } from "../../texts/common.ts";
import { CHANNELS } from "../../texts/procedure.ts";
import { PROVIDERS } from "../../texts/providers.ts";

interface Draft {
  readonly channel: Registration["channel"];
  readonly sender: string;
  readonly provider: string;
  readonly state: Registration["state"];
  readonly registeredOn: string;
}

type Change = (name: keyof Draft) => (event: { readonly target: { readonly value: string } }) => void;

export function SenderDialog({ registration, known, onClose }: { readonly registration: Registration | null; readonly known: readonly Provider[]; readonly onClose: () => void }) {
  const first = known[0];
  const [draft, setDraft] = useState<Draft>({
    channel: registration?.channel ?? first?.channel ?? "sms",
    sender: registration?.sender ?? first?.sender ?? "",
    provider: registration?.provider ?? first?.provider ?? "",
    state: registration?.state ?? "requested",
    registeredOn: registration?.registeredOn ?? "",
  });
  const id = useId();
  const words = PROVIDERS.fields;
  const set: Change = (name) => (event) => setDraft({ ...draft, [name]: event.target.value });
  const isWhole = draft.sender.trim() !== "" && draft.provider.trim() !== "" && (draft.state !== "registered" || draft.registeredOn !== "");
  return (
    <ActForm
      title={registration === null ? PROVIDERS.addSender : PROVIDERS.updateFor(registration.sender, registration.provider)}
      explain={PROVIDERS.senderExplain}
      path="/api/sender-registrations"
      body={isWhole ? { ...draft, registeredOn: draft.registeredOn === "" ? null : draft.registeredOn } : null}
      missing={PROVIDERS.senderMissing}
      confirm={PROVIDERS.save}
      onClose={onClose}
    >
      {registration === null && <WhoseFields id={id} draft={draft} known={known} set={set} />}
      <div className="cv-field">
        <label htmlFor={`${id}-state`}>{words.state}</label>
        <select id={`${id}-state`} value={draft.state} onChange={set("state")}>
          {Object.entries(PROVIDERS.states).map(([state, title]) => (
            <option key={state} value={state}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div className="cv-field">
        <label htmlFor={`${id}-on`}>{words.on}</label>
        <input id={`${id}-on`} type="date" value={draft.registeredOn} onChange={set("registeredOn")} />
      </div>
    </ActForm>
  );
}

function WhoseFields({ id, draft, known, set }: { readonly id: string; readonly draft: Draft; readonly known: readonly Provider[]; readonly set: Change }) {
  const words = PROVIDERS.fields;
  const channels = [...new Set([draft.channel, ...known.map(({ channel }) => channel)])];
  return (
    <>
      <div className="cv-field">
        <label htmlFor={`${id}-channel`}>{words.channel}</label>
        <select id={`${id}-channel`} value={draft.channel} onChange={set("channel")}>
          {channels.map((channel) => (
            <option key={channel} value={channel}>
              {label(CHANNELS, channel)}
            </option>
          ))}
        </select>
      </div>
      <div className="cv-field">
        <label htmlFor={`${id}-sender`}>{words.sender}</label>
        <input id={`${id}-sender`} value={draft.sender} maxLength={320} autoComplete="off" onChange={set("sender")} />
      </div>
      <div className="cv-field">
        <label htmlFor={`${id}-provider`}>{words.provider}</label>
        <input id={`${id}-provider`} value={draft.provider} maxLength={100} autoComplete="off" list={`${id}-known`} onChange={set("provider")} />
        <datalist id={`${id}-known`}>
          {[...new Set(known.map(({ provider }) => provider))].map((provider) => (
            <option key={provider} value={provider}>
              {provider}
            </option>
          ))}
        </datalist>
      </div>
    </>
  );
}
