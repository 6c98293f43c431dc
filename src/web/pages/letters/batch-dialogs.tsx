// What a person says of a batch: the print house has it, or what became of one that nobody can tell of.

import { useState } from "react";
import type { LetterBatch } from "../../../contract/letters.ts";
import { number } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { LETTERS } from "../../texts/letters.ts";

interface Props {
  readonly batch: LetterBatch;
  readonly onClose: () => void;
}

export function AcceptBatch({ batch, onClose }: Props) {
  return (
    <ActForm
      title={LETTERS.acceptTitle}
      explain={LETTERS.acceptExplain(batch.name, number(batch.letters))}
      path={`/api/letters/batches/${batch.id}/accept`}
      reasonField="note"
      reasonLabel={LETTERS.acceptNote}
      confirm={LETTERS.accept}
      body={{}}
      onClose={onClose}
    />
  );
}

export function SettleBatch({ batch, onClose }: Props) {
  const [decision, setDecision] = useState<string | null>(null);
  return (
    <ActForm
      title={`${LETTERS.settleTitle}: ${batch.name}`}
      explain={batch.note === null ? LETTERS.settleExplain : `${batch.note} ${LETTERS.settleExplain}`}
      path={`/api/letters/batches/${batch.id}/settle`}
      confirm={LETTERS.settle}
      body={decision === null ? null : { decision }}
      missing={LETTERS.chooseDecision}
      onClose={onClose}
    >
      <fieldset className="cv-field-set">
        <legend className="visually-hidden">{LETTERS.settleTitle}</legend>
        {LETTERS.decisions.map(([value, name, help]) => (
          <div key={value} className="form-check">
            <input type="radio" id={`lotto-${value}`} name="decisione" value={value} checked={decision === value} onChange={() => setDecision(value)} />
            <label htmlFor={`lotto-${value}`}>
              {name}
              <span className="cv-sub">{help}</span>
            </label>
          </div>
        ))}
      </fieldset>
    </ActForm>
  );
}
