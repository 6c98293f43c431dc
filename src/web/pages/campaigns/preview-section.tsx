// The preview: how many and which seats, what it costs, when it leaves; who cannot be reached and who is left out, each with the people behind.

import type { Campaign, CampaignPreview } from "../../../contract/campaigns.ts";
import { clock, instant, number, shortDay } from "../../format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { CAMPAIGNS, euros } from "../../texts/campaigns.ts";

interface PreviewProps {
  readonly campaign: Campaign;
  readonly preview: CampaignPreview;
  readonly onShow: (key: string) => void;
}

export function PreviewSection({ campaign, preview, onShow }: PreviewProps) {
  const show = campaign.showsPeople ? onShow : null;
  const days = preview.offices.map((one) => one.firstDay).toSorted();
  const last = preview.offices.map((one) => one.lastDay).toSorted();
  const { sendsFrom, sendsTo } = preview;
  return (
    <Section id="anteprima" title={CAMPAIGNS.preview} count={CAMPAIGNS.previewAt(instant(preview.at))}>
      <dl className="cv-campaign-figures">
        <Figure name={CAMPAIGNS.ready} value={number(preview.ready)} help={CAMPAIGNS.chosen(preview.chosen)} />
        <Figure
          name={CAMPAIGNS.seats}
          value={number(preview.ready)}
          help={days[0] === undefined ? CAMPAIGNS.sendsNone : CAMPAIGNS.seatsHelp(shortDay(days[0]), shortDay(last.at(-1)!))}
        />
        <Figure name={CAMPAIGNS.messages} value={number(preview.sms + preview.emails + preview.pec + preview.letters)} help={CAMPAIGNS.messagesHelp(preview)} />
        <Figure name={CAMPAIGNS.cost} value={euros(preview.cost)} help={CAMPAIGNS.costHelp(preview)} />
        <Figure
          name={CAMPAIGNS.sends}
          value={sendsFrom === null ? "–" : instant(sendsFrom).slice(0, 10)}
          help={
            sendsFrom === null || sendsTo === null
              ? CAMPAIGNS.sendsNone
              : preview.days.length === 1
                ? CAMPAIGNS.sendsHelp(clock(sendsFrom), clock(sendsTo), 1)
                : CAMPAIGNS.sendsHelp(instant(sendsFrom), instant(sendsTo), preview.days.length)
          }
        />
      </dl>
      {preview.late > 0 && <p className="cv-missing">{CAMPAIGNS.late(preview.late)}</p>}
      {preview.phoneWaits > 0 && <p>{CAMPAIGNS.phoneWaits(preview.phoneWaits)}</p>}
      <div className="cv-columns cv-columns-even">
        <Reasons title={CAMPAIGNS.cannot} state="cannot" counts={preview.cannot} onShow={show} />
        <Reasons title={CAMPAIGNS.out} state="out" counts={preview.out} onShow={show} />
      </div>
      {preview.offices.length > 1 && (
        <details className="cv-details">
          <summary>{`${CAMPAIGNS.perOffice} (${number(preview.offices.length)})`}</summary>
          <DataTable caption={CAMPAIGNS.perOffice} columns={OFFICES} rows={preview.offices} rowKey={(row) => row.officeId} />
        </details>
      )}
      {preview.days.length > 1 && (
        <details className="cv-details">
          <summary>{`${CAMPAIGNS.daysSending} (${number(preview.days.length)})`}</summary>
          <DataTable caption={CAMPAIGNS.daysSending} columns={DAYS} rows={preview.days} rowKey={(row) => row.day} />
        </details>
      )}
    </Section>
  );
}

const OFFICES = [
  { key: "name", label: CAMPAIGNS.officeColumns.name, heading: true, render: (row: CampaignPreview["offices"][number]) => row.name },
  { key: "people", label: CAMPAIGNS.officeColumns.people, numeric: true, render: (row: CampaignPreview["offices"][number]) => number(row.people) },
  { key: "first", label: CAMPAIGNS.officeColumns.first, render: (row: CampaignPreview["offices"][number]) => shortDay(row.firstDay) },
  { key: "last", label: CAMPAIGNS.officeColumns.last, render: (row: CampaignPreview["offices"][number]) => shortDay(row.lastDay) },
];
const DAYS = [
  { key: "day", label: CAMPAIGNS.dayColumns.day, heading: true, render: (row: CampaignPreview["days"][number]) => shortDay(row.day) },
  { key: "people", label: CAMPAIGNS.dayColumns.people, numeric: true, render: (row: CampaignPreview["days"][number]) => number(row.people) },
];

export function Figure({ name, value, help }: { readonly name: string; readonly value: string; readonly help?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        {help !== undefined && <span className="cv-small">{help}</span>}
      </dd>
    </div>
  );
}

interface ReasonsProps {
  readonly title: string;
  /** Of whom; null where the reason alone says it. */
  readonly state: string | null;
  readonly counts: CampaignPreview["out"];
  readonly onShow: ((key: string) => void) | null;
}

/** How many for each reason, what mends it, and the people behind. */
export function Reasons({ title, state, counts, onShow }: ReasonsProps) {
  if (counts.length === 0) return null;
  const total = counts.reduce((sum, one) => sum + one.people, 0);
  return (
    <div>
      <h3>{`${title}: ${number(total)}`}</h3>
      <ul className="cv-campaign-reasons">
        {counts.map((one) => (
          <li key={one.reason}>
            <strong>{number(one.people)}</strong>
            <span>
              {one.title}
              {one.mend !== null && <span className="cv-sub">{one.mend}</span>}
            </span>
            {onShow !== null && (
              <button type="button" className="btn btn-outline-primary btn-xs" aria-label={CAMPAIGNS.showOf(one.title)} onClick={() => onShow(`${state ?? ""}/${one.reason}`)}>
                {CAMPAIGNS.show}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
