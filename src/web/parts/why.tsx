// «Perché?»: a button that discloses the sentence and the norm on which a deadline or a greyed act rests.

import { useId, useState } from "react";
import { WHY } from "../texts/acts.ts";
import "../styles/act.css";

export interface WhyProps {
  /** Italian: what it is about, for who cannot see what stands beside the button. */
  readonly about: string;
  readonly sentence?: string | null;
  /** The norm as a jurist writes it. */
  readonly law: string | null;
}

/** Nothing where there is nothing to say. */
export function Why({ about, sentence = null, law }: WhyProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (sentence === null && law === null) return null;
  return (
    <span className="cv-why">
      <button type="button" className="cv-why-button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {WHY.ask}
        <span className="visually-hidden">{` ${about}`}</span>
      </button>
      <span id={id} className="cv-why-text" hidden={!open}>
        {sentence !== null && <span>{sentence}</span>}
        {law !== null && <span className="cv-why-law">{WHY.law(law.replace(/\.$/, ""))}</span>}
      </span>
    </span>
  );
}
