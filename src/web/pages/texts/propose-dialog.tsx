// Proposing a comparison: which message, which two texts, how many get the second, for how long.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import type { DraftBegun, TextDetail, TextRow, Texts } from "../../../contract/texts.ts";
import { LOCALE_TEXTS } from "../../../domain/messages/languages/texts.ts";
import { CHANNEL_TEXTS, KIND_TEXTS } from "../../../domain/messages/texts.ts";
import { get, post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { TEXTS_PAGE, WORDINGS } from "../../texts/message-texts.ts";

const WORDS = WORDINGS.form;
const SHIPPED = "programma";
const keyOf = ({ kind, channel, locale }: Pick<TextRow, "kind" | "channel" | "locale">): string => `${kind}/${channel}/${locale}`;

export function ProposeDialog({ today, onClose }: { readonly today: string; readonly onClose: () => void }) {
  const [key, setKey] = useState("summons/sms/it");
  const [form, setForm] = useState({ a: SHIPPED, b: "", share: "50", question: "", from: today, to: today });
  const texts = useQuery({ queryKey: ["texts"], queryFn: ({ signal }) => get<Texts>("/api/texts", signal) });
  const detail = useQuery({ queryKey: ["texts", ...key.split("/")], queryFn: ({ signal }) => get<TextDetail>(`/api/texts/${key}`, signal) });
  const approved = detail.data?.versions.filter(({ state }) => state === "approved") ?? [];
  const set = (change: Partial<typeof form>): void => setForm((now) => ({ ...now, ...change }));
  const queries = useQueryClient();
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: () => {
      const [kind, channel, locale] = key.split("/");
      const { a, b, share, question, from, to } = form;
      return post<DraftBegun>("/api/wordings", { kind, channel, locale, textA: a === SHIPPED ? null : a, textB: b, shareB: Number(share), question, startsOn: from, endsOn: to });
    },
    onSuccess: async ({ message }) => {
      announce(message);
      onClose();
      await queries.invalidateQueries({ queryKey: ["wordings"] });
    },
  });
  const versions = approved.map(({ id, version }) => <option key={id} value={id}>{TEXTS_PAGE.version(version, true)}</option>);
  return (
    <Dialog title={WORDINGS.propose} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <p>{WORDS.explain}</p>
        <Labelled label={WORDS.text}>
          {(id) => (
            <select id={id} value={key} onChange={(event) => { setKey(event.target.value); set({ a: SHIPPED, b: "" }); }}>
              {texts.data?.rows.map((row) => <option key={keyOf(row)} value={keyOf(row)}>{`${KIND_TEXTS[row.kind]}, ${CHANNEL_TEXTS[row.channel]}, ${LOCALE_TEXTS[row.locale].toLowerCase()}`}</option>)}
            </select>
          )}
        </Labelled>
        {detail.data !== undefined && approved.length === 0 && <p className="cv-field-error">{WORDS.noVersions}</p>}
        <Labelled label={WORDS.a}>
          {(id) => (
            <select id={id} value={form.a} onChange={(event) => set({ a: event.target.value })}>
              <option value={SHIPPED}>{detail.data === undefined ? "" : TEXTS_PAGE.version(detail.data.shipped.version, false)}</option>
              {versions}
            </select>
          )}
        </Labelled>
        <Labelled label={WORDS.b}>
          {(id) => (
            <select id={id} value={form.b} onChange={(event) => set({ b: event.target.value })}>
              <option value="">{WORDS.choose}</option>
              {versions}
            </select>
          )}
        </Labelled>
        <Labelled label={WORDS.share}>{(id) => <input id={id} type="number" min={1} max={99} value={form.share} onChange={(event) => set({ share: event.target.value })} />}</Labelled>
        <Labelled label={WORDS.question}>{(id) => <input id={id} type="text" maxLength={500} value={form.question} onChange={(event) => set({ question: event.target.value })} />}</Labelled>
        <Labelled label={WORDS.from}>{(id) => <input id={id} type="date" min={today} value={form.from} onChange={(event) => set({ from: event.target.value })} />}</Labelled>
        <Labelled label={WORDS.to}>{(id) => <input id={id} type="date" min={form.from} value={form.to} onChange={(event) => set({ to: event.target.value })} />}</Labelled>
        {sending.isError && <Failure error={sending.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={sending.isPending || form.b === "" || form.question.trim().length < 3}>
            {WORDS.send}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="cv-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
