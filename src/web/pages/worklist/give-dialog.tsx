// To whom the chosen cases go: one colleague, several in equal parts, or nobody.

import { useState } from "react";
import type { FormEvent } from "react";
import { Dialog } from "../../parts/dialog.tsx";
import { WORKLIST } from "../../texts/worklist.ts";
import { useColleagues } from "./use-colleagues.ts";

export function GiveDialog({
  count,
  login,
  onGive,
  onClose,
}: {
  readonly count: number;
  readonly login: string;
  readonly onGive: (to: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const colleagues = useColleagues() ?? [];
  const [to, setTo] = useState<readonly string[]>([]);
  const [nobody, setNobody] = useState(false);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!nobody && to.length === 0) setMissing(true);
    else onGive(nobody ? [] : to);
  };
  const flip = (one: string): void => {
    setNobody(false);
    setMissing(false);
    setTo(to.includes(one) ? to.filter((other) => other !== one) : [...to, one]);
  };
  const [least, most] = [Math.floor(count / Math.max(1, to.length)), Math.ceil(count / Math.max(1, to.length))];
  return (
    <Dialog title={WORKLIST.giveTitle(count)} onClose={onClose}>
      <form onSubmit={submit}>
        <p className="cv-muted">{WORKLIST.giveLead}</p>
        <fieldset className="cv-field">
          <legend>{WORKLIST.giveTo}</legend>
          {colleagues.map((one) => (
            <label key={one.login} className="cv-radio">
              <input type="checkbox" checked={to.includes(one.login)} onChange={() => flip(one.login)} />
              <span>
                {one.login === login ? `${one.name} (${WORKLIST.me})` : one.name}
                <span className="cv-sub">{WORKLIST.giveLoad(one.cases)}</span>
              </span>
            </label>
          ))}
          <label className="cv-radio">
            <input
              type="checkbox"
              checked={nobody}
              onChange={() => {
                setNobody(!nobody);
                setMissing(false);
                setTo([]);
              }}
            />
            {WORKLIST.giveNobody}
          </label>
        </fieldset>
        {to.length > 1 && <p role="status">{WORKLIST.giveEvenly(least === most ? `${least}` : `${least}–${most}`)}</p>}
        {missing && (
          <p className="cv-field-error" role="alert">
            {WORKLIST.giveMissing}
          </p>
        )}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {WORKLIST.cancel}
          </button>
          <button type="submit" className="btn btn-primary">
            {WORKLIST.giveConfirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
