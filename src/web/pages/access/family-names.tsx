// The family names that who works here has declared: the list, a new one, one taken away.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { Kin, OfficeUsers } from "../../../contract/access.ts";
import type { Done } from "../../../contract/problem.ts";
import { get, post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { MunicipalityField } from "../../parts/municipality-field.tsx";
import { Empty, Failure, Loaded } from "../../parts/states.tsx";
import { FAMILY } from "../../texts/access.ts";
import { COMMON } from "../../texts/common.ts";

type Row = Kin["rows"][number];

export function FamilyNames({ adding, onAdded }: { readonly adding: boolean; readonly onAdded: () => void }) {
  const [removing, setRemoving] = useState<Row | null>(null);
  const result = useQuery({ queryKey: ["user-kin"], queryFn: ({ signal }) => get<Kin>("/api/user-kin", signal) });
  return (
    <>
      <Loaded result={result}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={FAMILY.empty} icon="user">
              <p>{FAMILY.emptyHelp}</p>
            </Empty>
          ) : (
            <DataTable caption={FAMILY.caption} columns={columnsFor(setRemoving)} rows={rows} rowKey={(row) => row.id} />
          )
        }
      </Loaded>
      {adding && <Add onClose={onAdded} />}
      {removing !== null && <Remove row={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function columnsFor(onRemove: (row: Row) => void): readonly Column<Row>[] {
  return [
    {
      key: "user",
      label: FAMILY.user,
      heading: true,
      render: (row) => (
        <>
          <span className="cv-wrap">{row.name ?? row.login}</span>
          {row.name !== null && <span className="cv-sub cv-wrap">{row.login}</span>}
        </>
      ),
    },
    { key: "surname", label: FAMILY.surname, render: (row) => row.surname },
    { key: "municipality", label: FAMILY.municipality, render: (row) => row.municipalityName ?? row.municipality },
    {
      key: "act",
      label: FAMILY.act,
      render: (row) => <RowButton text={FAMILY.remove} name={FAMILY.removeFor(row.surname, row.name ?? row.login)} onPress={() => onRemove(row)} />,
    },
  ];
}

/** The form of an act without a reason: sends, announces, closes. */
function useSend(path: string, onClose: () => void) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (body: object) => post<Done>(path, body),
    onSuccess: async (done) => {
      announce(done.message);
      onClose();
      await queries.invalidateQueries({ queryKey: ["user-kin"] });
    },
  });
}

function Add({ onClose }: { readonly onClose: () => void }) {
  const [draft, setDraft] = useState({ login: "", surname: "", municipality: "" });
  const [gap, setGap] = useState(false);
  const id = useId();
  const users = useQuery({ queryKey: ["office-users"], queryFn: ({ signal }) => get<OfficeUsers>("/api/office-users", signal) });
  const sending = useSend("/api/user-kin", onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const whole = Object.values(draft).every((value) => value.trim() !== "");
    setGap(!whole);
    if (whole) sending.mutate(draft);
  };
  return (
    <Dialog title={FAMILY.add} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{FAMILY.addExplain}</p>
        <div className="cv-field">
          <label htmlFor={`${id}-user`}>{FAMILY.user}</label>
          <select id={`${id}-user`} value={draft.login} onChange={(event) => setDraft({ ...draft, login: event.target.value })}>
            <option value="">{FAMILY.choose}</option>
            {users.data?.users.map(({ login, name }) => (
              <option key={login} value={login}>{`${name} (${login})`}</option>
            ))}
          </select>
          {users.data?.users.length === 0 && <p className="cv-muted">{FAMILY.noUsers}</p>}
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-surname`}>{FAMILY.surname}</label>
          <input
            id={`${id}-surname`}
            value={draft.surname}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, surname: event.target.value })}
          />
        </div>
        <MunicipalityField label={FAMILY.where} onChange={(municipality) => setDraft((now) => ({ ...now, municipality }))} />
        {gap && (
          <p className="cv-field-error" role="alert">
            {FAMILY.missing}
          </p>
        )}
        {sending.isError && <Failure error={sending.error} />}
        <Actions confirm={FAMILY.add} busy={sending.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Remove({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const sending = useSend(`/api/user-kin/${row.id}/remove`, onClose);
  return (
    <Dialog title={FAMILY.removeFor(row.surname, row.name ?? row.login)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate({});
        }}
      >
        <p>{FAMILY.removeExplain}</p>
        {sending.isError && <Failure error={sending.error} />}
        <Actions confirm={FAMILY.remove} busy={sending.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Actions({ confirm, busy, onClose }: { readonly confirm: string; readonly busy: boolean; readonly onClose: () => void }) {
  return (
    <div className="cv-dialog-actions">
      <button type="button" className="btn btn-outline-primary" onClick={onClose}>
        {COMMON.cancel}
      </button>
      <button type="submit" className="btn btn-primary" disabled={busy}>
        {confirm}
      </button>
    </div>
  );
}
