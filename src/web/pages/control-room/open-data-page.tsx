// What anybody may see: the anonymous figures of the day, their definitions, and the data to take away.

import { useQuery } from "@tanstack/react-query";
import type { PublicFigures } from "../../../contract/control-room.ts";
import { STAGE_RULES, STAGES } from "../../../domain/control-room/texts.ts";
import type { Stage } from "../../../domain/control-room/texts.ts";
import { get } from "../../api.ts";
import { longDay, shortDay } from "../../format.ts";
import { Page, Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { OPEN_DATA } from "../../texts/control-room.ts";
import "../../styles/overview.css";
import "../../styles/control-room.css";
import { said } from "./shares.ts";

type Row = PublicFigures["rows"][number];
const SHOWN = ["notified", "bound", "convened", "delivered", "seen", "did", "pact"] as const satisfies readonly Stage[];
const TRAIT_SHOWN = ["bound", "convened", "delivered", "seen", "absent", "pact"] as const satisfies readonly Stage[];
const FILES = ["json", "csv", "catalogue"] as const;
const ADDRESSES = { json: "figures.json", csv: "figures.csv", catalogue: "catalog.jsonld" } as const;

export function OpenDataPage() {
  const result = useQuery({ queryKey: ["open-data"], queryFn: ({ signal }) => get<PublicFigures>("/api/open-data/figures.json", signal), staleTime: 60_000 });
  return (
    <Page title={OPEN_DATA.title} lead={OPEN_DATA.lead}>
      <Loaded result={result} lines={8}>
        {(figures) => <Content figures={figures} />}
      </Loaded>
    </Page>
  );
}

function Content({ figures }: { readonly figures: PublicFigures }) {
  const of = (section: Row["section"]): Row[] => figures.rows.filter((row) => row.section === section);
  const territory = of("territory");
  const region = territory.filter((row) => row.place === territory[0]?.place);
  return (
    <>
      <p className="cv-muted">{OPEN_DATA.published(longDay(figures.publishedOn))}</p>
      <Section id="breve" title={OPEN_DATA.figures}>
        <dl className="cv-figures">
          {region.filter(({ stage }) => SHOWN.some((one) => one === stage)).map((row) => (
            <div key={row.stage} className="cv-figure">
              <dt>{row.stageName}</dt>
              <dd>
                <span className="cv-figure-value">{said(row.count)}</span>
              </dd>
            </div>
          ))}
        </dl>
        <p className="cv-muted cv-small">{OPEN_DATA.small(figures.threshold)}</p>
      </Section>
      <Section id="file" title={OPEN_DATA.files}>
        <p>{OPEN_DATA.filesText}</p>
        <ul>
          {FILES.map((file) => (
            <li key={file}>
              <a href={`/api/open-data/${ADDRESSES[file]}`}>{OPEN_DATA[file]}</a>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="territorio" title={OPEN_DATA.territory}>
        <Across rows={territory} head={OPEN_DATA.place} keyOf={(row) => row.place} nameOf={(row) => row.placeName} stages={SHOWN} />
      </Section>
      <Section id="settimane" title={OPEN_DATA.weeks}>
        <Across rows={of("week")} head={OPEN_DATA.week} keyOf={(row) => row.key} nameOf={(row) => shortDay(row.key)} stages={SHOWN} />
      </Section>
      <Section id="classi" title={OPEN_DATA.traits}>
        <Across rows={of("trait")} head={OPEN_DATA.class} keyOf={(row) => row.key} nameOf={(row) => row.keyName} stages={TRAIT_SHOWN} />
      </Section>
      <Section id="definizioni" title={OPEN_DATA.definitions}>
        <dl className="cv-definitions">
          {STAGES.map((stage) => (
            <div key={stage}>
              <dt>{STAGE_RULES[stage].title}</dt>
              <dd>{STAGE_RULES[stage].counts}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}

function Across({ rows, head, keyOf, nameOf, stages }: {
  readonly rows: readonly Row[];
  readonly head: string;
  readonly keyOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  readonly stages: readonly Stage[];
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard
    <div className="cv-trait" role="region" aria-label={head} tabIndex={0}>
      <table className="cv-plain-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {stages.map((stage) => (
              <th key={stage} scope="col">
                {STAGE_RULES[stage].title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...Map.groupBy(rows, keyOf)].map(([key, own]) => (
            <tr key={key}>
              <th scope="row">{nameOf(own[0]!)}</th>
              {stages.map((stage) => (
                <td key={stage}>{said(own.find((row) => row.stage === stage)?.count)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
