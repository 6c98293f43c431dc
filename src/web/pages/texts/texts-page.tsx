// Every text of the messages, by language: which version is in force, and what is being worked on.

import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import type { Session } from "../../../contract/session.ts";
import type { TextRow, Texts } from "../../../contract/texts.ts";
import { LOCALE_TEXTS } from "../../../domain/messages/languages/texts.ts";
import { CHANNEL_TEXTS, KIND_TEXTS } from "../../../domain/messages/texts.ts";
import { get } from "../../api.ts";
import { shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page } from "../../parts/page.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Loaded } from "../../parts/states.tsx";
import { isOfficeRole } from "../../session.ts";
import { TEXTS_PAGE } from "../../texts/message-texts.ts";
import "../../styles/message-texts.css";

const LOCALES = Object.keys(LOCALE_TEXTS) as TextRow["locale"][];

export function TextsPage({ session }: { readonly session: Session }) {
  const [address, setAddress] = useSearchParams();
  const locale = LOCALES.find((one) => one === address.get("lingua")) ?? "it";
  const result = useQuery({ queryKey: ["texts"], queryFn: ({ signal }) => get<Texts>("/api/texts", signal) });
  const actions = (
    <Link to="/testi/confronti" className="btn btn-outline-primary">
      {TEXTS_PAGE.wordings}
    </Link>
  );
  return (
    <Page
      title={TEXTS_PAGE.title}
      lead={isOfficeRole(session.role) ? TEXTS_PAGE.leadRead : TEXTS_PAGE.lead}
      actions={actions}
    >
      <div className="cv-text-languages">
        <Segments
          label={TEXTS_PAGE.language}
          value={locale}
          onChange={(next) => setAddress(next === "it" ? {} : { lingua: next }, { replace: true })}
          options={LOCALES.map((one) => [one, LOCALE_TEXTS[one]] as const)}
        />
      </div>
      <Loaded result={result}>
        {({ rows }) => (
          <DataTable
            caption={TEXTS_PAGE.caption}
            columns={COLUMNS}
            rows={rows.filter((row) => row.locale === locale)}
            rowKey={(row) => row.kind + row.channel}
          />
        )}
      </Loaded>
    </Page>
  );
}

export const addressOf = ({ kind, channel, locale }: Pick<TextRow, "kind" | "channel" | "locale">): string =>
  `/testi/${kind}/${channel}/${locale}`;
export const instantDay = (at: string): string =>
  shortDay(new Date(at).toLocaleDateString("sv-SE", { timeZone: "Europe/Rome" }));

const { columns: WORDS } = TEXTS_PAGE;
const COLUMNS: readonly Column<TextRow>[] = [
  {
    key: "kind",
    label: WORDS.kind,
    heading: true,
    render: (row) => (
      <Link to={addressOf(row)}>{`${KIND_TEXTS[row.kind]}, ${CHANNEL_TEXTS[row.channel]}`}</Link>
    ),
  },
  {
    key: "inForce",
    label: WORDS.inForce,
    render: ({ inForce, next }) => (
      <span className="cv-wrap">
        {TEXTS_PAGE.version(inForce.version, inForce.own)}
        {inForce.barred && <Badge tone="bad">{TEXTS_PAGE.barred}</Badge>}
        {next !== null && (
          <span className="cv-sub">
            {TEXTS_PAGE.next(TEXTS_PAGE.version(next.version, next.own), instantDay(next.fromAt))}
          </span>
        )}
      </span>
    ),
  },
  {
    key: "since",
    label: WORDS.since,
    render: ({ inForce }) => (inForce.since === null ? TEXTS_PAGE.always : instantDay(inForce.since)),
  },
  {
    key: "open",
    label: WORDS.open,
    render: ({ drafts, submitted }) => (
      <span className="cv-text-marks">
        {submitted > 0 && <Badge tone="doubt">{TEXTS_PAGE.submitted(submitted)}</Badge>}
        {drafts > 0 && <Badge tone="info">{TEXTS_PAGE.drafts(drafts)}</Badge>}
        {drafts + submitted === 0 && <span className="cv-muted">{TEXTS_PAGE.nothing}</span>}
      </span>
    ),
  },
];
