// The acts of one procedure: those that may be done as buttons, the most usual first; the others greyed, with the reason and the law.

import { useState } from "react";
import { useSearchParams } from "react-router";
import type { ActDone, ActOffer, DossierItem } from "../../../contract/acts.ts";
import { ACT, OFFERS } from "../../texts/acts.ts";
import { Icon } from "../icon.tsx";
import { Why } from "../why.tsx";
import { ActDialog } from "./act-dialog.tsx";
import { usualFirst } from "./usual-acts.ts";
import "../../styles/act.css";

/** So many stand in sight; the rest under «Altri atti». */
const IN_SIGHT = 3;

export interface ActButtonsProps {
  readonly caseId: string;
  readonly entry: DossierItem;
  readonly onDone?: (done: ActDone) => void;
}

export function ActButtons({ caseId, entry, onDone }: ActButtonsProps) {
  const [address, setAddress] = useSearchParams();
  // The act that is open stands in the address: after the way in again, it opens by itself with what was typed.
  const mark = [entry.procedure, entry.item?.id ?? "nuova"].join(".");
  const open = address.get("pratica") === mark ? entry.acts.find(({ act, hasForm }) => hasForm && act === address.get("atto")) : undefined;
  const set = (act: string | null): void =>
    setAddress(
      (now) => {
        const next = new URLSearchParams(now);
        next.delete("atto");
        next.delete("pratica");
        if (act !== null) {
          next.set("pratica", mark);
          next.set("atto", act);
        }
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const allowed = usualFirst(entry.procedure, entry.acts.filter((offer) => offer.allowed && offer.hasForm));
  const greyed = entry.acts.filter((offer) => !offer.allowed && offer.hasForm);
  return (
    <div className="cv-act-buttons">
      {allowed.length === 0 && <p className="cv-muted">{OFFERS.none}</p>}
      <Buttons offers={allowed.slice(0, IN_SIGHT)} main onOpen={set} />
      {allowed.length > IN_SIGHT && (
        <details className="cv-act-more">
          <summary>{OFFERS.others(allowed.length - IN_SIGHT)}</summary>
          <Buttons offers={allowed.slice(IN_SIGHT)} onOpen={set} />
        </details>
      )}
      {greyed.length > 0 && <Greyed offers={greyed} />}
      {open !== undefined && (
        <ActDialog
          key={mark + open.act}
          caseId={caseId}
          procedure={entry.procedure}
          act={open.act}
          label={open.label}
          item={entry.item?.id ?? null}
          expectedVersion={entry.item?.version ?? null}
          harms={open.harms}
          onClose={() => set(null)}
          {...(onDone === undefined ? {} : { onDone })}
        />
      )}
    </div>
  );
}

function Buttons({ offers, main = false, onOpen }: { readonly offers: readonly ActOffer[]; readonly main?: boolean; readonly onOpen: (act: string) => void }) {
  if (offers.length === 0) return null;
  return (
    <ul className="cv-act-list">
      {offers.map((offer, at) => (
        <li key={offer.act}>
          <button
            type="button"
            className={`btn btn-sm ${offer.harms ? "btn-outline-danger" : main && at === 0 ? "btn-primary" : "btn-outline-primary"}`}
            onClick={() => onOpen(offer.act)}
          >
            {offer.label}
            {offer.harms && <span className="visually-hidden">{`, ${ACT.harmBadge}`}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

export interface GreyedProps {
  readonly offers: readonly Pick<ActOffer, "act" | "label" | "reason" | "law">[];
}

/** Acts that cannot be done now, each with its reason. */
export function Greyed({ offers }: GreyedProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="cv-act-more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{OFFERS.notNow(offers.length)}</summary>
      <ul className="cv-act-off">
        {offers.map((offer) => (
          <li key={offer.act}>
            <span className="cv-act-name">
              <Icon name="locked" className="icon-xs" />
              {offer.label}
            </span>
            <span className="cv-sub">
              {offer.reason} <Why about={offer.label} law={offer.law} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
