// Who did not come and why, what the SMS are like and cost, and how classes of persons fare beside each other.

import type { ControlRoom, TraitTable } from "../../../contract/control-room.ts";
import { ABSENCES, COMPARED, STAGE_RULES, TRAITS } from "../../../domain/control-room/texts.ts";
import { money, number, share } from "../../format.ts";
import { Empty } from "../../parts/states.tsx";
import { Why } from "../../parts/why.tsx";
import { CONTROL_ROOM } from "../../texts/control-room.ts";
import { countOf, said } from "./shares.ts";

export function Absences({ room }: { readonly room: ControlRoom }) {
  const [absent, seen] = [countOf(room.counts, "absent"), countOf(room.counts, "seen")];
  if (absent === 0) return <p>{CONTROL_ROOM.absenceNone}</p>;
  return (
    <>
      <p>{CONTROL_ROOM.absenceRate(share(absent, absent + seen), number(absent), number(absent + seen))}</p>
      <table className="cv-plain-table">
        <thead>
          <tr>
            <th scope="col">{CONTROL_ROOM.cause}</th>
            <th scope="col">{CONTROL_ROOM.people}</th>
          </tr>
        </thead>
        <tbody>
          {room.absences.map(({ cause, count }) => (
            <tr key={cause}>
              <th scope="row">{ABSENCES[cause]}</th>
              <td>{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export function Sms({ sms }: { readonly sms: ControlRoom["sms"] }) {
  const words = CONTROL_ROOM.smsFigures;
  const cost = sms.amount === null || sms.currency === null ? CONTROL_ROOM.smsNoPrice : money(sms.amount, sms.currency);
  return (
    <>
      <dl className="cv-figures">
        <Figure name={words.messages} value={number(sms.messages)} />
        <Figure name={words.single} value={share(sms.single, sms.messages)} help={number(sms.single)} />
        <Figure name={words.parts} value={number(sms.parts)} />
        <Figure name={words.cost} value={cost} help={sms.unpriced > 0 ? CONTROL_ROOM.smsUnpriced(number(sms.unpriced)) : ""} />
      </dl>
      <Why about={CONTROL_ROOM.why(CONTROL_ROOM.sms)} sentence={CONTROL_ROOM.smsWhy} law={null} />
    </>
  );
}

function Figure({ name, value, help = "" }: { readonly name: string; readonly value: string; readonly help?: string }) {
  return (
    <div className="cv-figure">
      <dt>{name}</dt>
      <dd>
        <span className="cv-figure-value">{value}</span>
        {help !== "" && <span className="cv-figure-help">{help}</span>}
      </dd>
    </div>
  );
}

export function Traits({ room }: { readonly room: ControlRoom }) {
  if (room.traits === null) return <Empty title={CONTROL_ROOM.traitsAbsent} icon="locked" />;
  const { value, note, citation } = room.threshold;
  return (
    <>
      <p className="cv-muted cv-small">
        {CONTROL_ROOM.traitsNote(value)} <Why about={CONTROL_ROOM.why(CONTROL_ROOM.traits)} sentence={note} law={citation} />
      </p>
      <div className="cv-traits">
        {room.traits.map((table) => (
          <TraitRows key={table.trait} table={table} />
        ))}
      </div>
    </>
  );
}

function TraitRows({ table }: { readonly table: TraitTable }) {
  const { title, classes } = TRAITS[table.trait];
  const names: Readonly<Record<string, string>> = classes;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard
    <div className="cv-trait" role="region" aria-label={title} tabIndex={0}>
      <table className="cv-plain-table">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{CONTROL_ROOM.traitClass}</th>
            <th scope="col">{STAGE_RULES.bound.title}</th>
            {COMPARED.map(({ stage }) => (
              <th key={stage} scope="col">
                {STAGE_RULES[stage].title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.class}>
              <th scope="row">{names[row.class] ?? row.class}</th>
              <td>{said(row.counts.bound)}</td>
              {COMPARED.map(({ stage, of }) => (
                <td key={stage}>{shareShown(row.counts[stage], row.counts[of])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shareShown(part: number | null | undefined, whole: number | null | undefined): string {
  return part == null || whole == null ? CONTROL_ROOM.hidden : share(part, whole);
}
