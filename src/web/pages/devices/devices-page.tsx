// Demo: phones and mailboxes as the citizen sees them, and the outside world's switches.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { DeviceMessages, Devices } from "../../../contract/demo.ts";
import { get, query } from "../../api.ts";
import { number, phone } from "../../format.ts";
import { Page } from "../../parts/page.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { DEVICES } from "../../texts/regional.ts";
import { MailFrame, PhoneFrame } from "./frames.tsx";
import { OutsideSwitches } from "./outside-switches.tsx";

type Kind = "sms" | "email";

export function DevicesPage() {
  const [search, setSearch] = useSearchParams();
  const kind: Kind = search.get("tipo") === "email" ? "email" : "sms";
  const address = search.get("a");
  const choose = (next: string): void => setSearch({ tipo: kind, a: next });
  return (
    <Page title={DEVICES.title} lead={DEVICES.lead}>
      <Segments
        label={DEVICES.view}
        value={kind}
        onChange={(next) => setSearch({ tipo: next })}
        options={[
          ["sms", DEVICES.kinds.sms],
          ["email", DEVICES.kinds.email],
        ]}
      />
      <div className="cv-columns cv-columns-devices">
        <Recipients key={kind} kind={kind} chosen={address} onChoose={choose} />
        <div>
          {address === null ? (
            <Empty title={DEVICES.choose} icon={kind === "sms" ? "telephone" : "mail"} />
          ) : (
            <Device kind={kind} address={address} />
          )}
        </div>
      </div>
      <OutsideSwitches />
    </Page>
  );
}

function Recipients({
  kind,
  chosen,
  onChoose,
}: {
  readonly kind: Kind;
  readonly chosen: string | null;
  readonly onChoose: (address: string) => void;
}) {
  const [text, setText] = useState("");
  const result = useQuery({
    queryKey: ["devices", kind, text],
    queryFn: ({ signal }) => get<Devices>(`/api/demo/devices${query({ kind, q: text })}`, signal),
    refetchInterval: 3000,
  });
  return (
    <section aria-labelledby="destinatari">
      <h2 id="destinatari">{DEVICES.list[kind]}</h2>
      <div className="cv-field">
        <label htmlFor="cerca-dispositivo">{DEVICES.search[kind]}</label>
        <input
          id="cerca-dispositivo"
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
        />
      </div>
      <Loaded result={result}>
        {({ devices, total }) =>
          devices.length === 0 ? (
            <Empty title={DEVICES.empty}>
              <p>{DEVICES.emptyHelp}</p>
            </Empty>
          ) : (
            <>
              <p className="cv-muted cv-small">{DEVICES.total(number(devices.length), number(total))}</p>
              <ul className="cv-recipients">
                {devices.map((device) => (
                  <li key={device.address}>
                    <button
                      type="button"
                      aria-pressed={device.address === chosen}
                      className={device.address === chosen ? "cv-chosen" : undefined}
                      onClick={() => onChoose(device.address)}
                    >
                      {kind === "sms" ? phone(device.address) : device.address}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Device({ kind, address }: { readonly kind: Kind; readonly address: string }) {
  const result = useQuery({
    queryKey: ["device", kind, address],
    queryFn: ({ signal }) => get<DeviceMessages>(`/api/demo/device${query({ kind, address })}`, signal),
    refetchInterval: 3000,
  });
  return (
    <Loaded result={result}>
      {({ messages }) =>
        kind === "sms" ? (
          <PhoneFrame number={address} messages={messages} />
        ) : (
          <MailFrame address={address} messages={messages} />
        )
      }
    </Loaded>
  );
}
