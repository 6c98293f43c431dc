// One text: what is in force, the Region's versions with what may be done with each, the history.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { DraftBegun, TextDetail, TextVersionRow } from "../../../contract/texts.ts";
import { LOCALE_TEXTS } from "../../../domain/messages/languages/texts.ts";
import { CHANNEL_TEXTS, KIND_TEXTS } from "../../../domain/messages/texts.ts";
import { get, post } from "../../api.ts";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { TEXT_PAGE, TEXTS_PAGE } from "../../texts/message-texts.ts";
import { ApproveDialog, BackDialog, ReturnDialog } from "./decide.tsx";
import { PersonPreview } from "./person-preview.tsx";
import { WrittenBody } from "./shown-text.tsx";
import { addressOf, instantDay } from "./texts-page.tsx";
import "../../styles/message-texts.css";

export function useText() {
  const { kind = "", channel = "", locale = "" } = useParams();
  return useQuery({ queryKey: ["texts", kind, channel, locale], queryFn: ({ signal }) => get<TextDetail>(`/api/texts/${kind}/${channel}/${locale}`, signal) });
}

export const titleOf = ({ kind, channel, locale }: TextDetail): string => `${KIND_TEXTS[kind]}, ${CHANNEL_TEXTS[channel]}, ${LOCALE_TEXTS[locale].toLowerCase()}`;

export function TextPage() {
  const result = useText();
  return (
    <Page
      title={result.data === undefined ? TEXTS_PAGE.title : titleOf(result.data)}
      lead={TEXT_PAGE.lead}
      above={
        <Link to="/testi" className="cv-back">
          {TEXT_PAGE.back}
        </Link>
      }
    >
      <Loaded result={result}>{(detail) => <Text detail={detail} />}</Loaded>
    </Page>
  );
}

function Text({ detail }: { readonly detail: TextDetail }) {
  const [back, setBack] = useState<{ id: string | null; version: string } | null>(null);
  const { inForce, direction, locale } = detail;
  return (
    <>
      <Section id="in-vigore" title={TEXT_PAGE.inForce} count={TEXTS_PAGE.version(inForce.version, inForce.own)}>
        {inForce.barred && <p className="cv-field-error">{TEXTS_PAGE.barred}</p>}
        {"rungs" in inForce.written && <p className="cv-muted">{TEXT_PAGE.rungsHelp}</p>}
        <WrittenBody written={inForce.written} direction={direction} locale={locale} />
        {detail.may.write && (
          <p className="cv-text-actions">
            <Begin detail={detail} from={detail.versions.find(({ version }) => inForce.own && version === inForce.version)?.id ?? null} label={TEXT_PAGE.begin} primary />
            {inForce.own && (
              <button type="button" className="btn btn-outline-primary" onClick={() => setBack({ id: null, version: TEXTS_PAGE.version(detail.shipped.version, false) })}>
                {TEXT_PAGE.shippedBack}
              </button>
            )}
          </p>
        )}
      </Section>
      {detail.may.preview && (
        <Section id="anteprima" title={TEXT_PAGE.preview}>
          <PersonPreview detail={detail} />
        </Section>
      )}
      <Section id="versioni" title={TEXT_PAGE.versions}>
        {detail.versions.length === 0 && <p className="cv-box">{TEXT_PAGE.noVersions}</p>}
        <ul className="cv-versions">
          {detail.versions.map((version) => (
            <Version key={version.id} detail={detail} version={version} onBack={() => setBack({ id: version.id, version: TEXTS_PAGE.version(version.version, true) })} />
          ))}
        </ul>
      </Section>
      <Section id="storia" title={TEXT_PAGE.history}>
        {detail.rulings.length === 0 && <p className="cv-muted">{TEXT_PAGE.noHistory}</p>}
        <ul className="cv-history">
          {detail.rulings.map((ruling) => (
            <li key={ruling.id}>
              {TEXT_PAGE.rulings(TEXTS_PAGE.version(ruling.version ?? detail.shipped.version, ruling.textId !== null), instantDay(ruling.fromAt), ruling.ruledBy)}
              <span className="cv-sub">{ruling.because}</span>
            </li>
          ))}
        </ul>
      </Section>
      {back !== null && <BackDialog detail={detail} textId={back.id} version={back.version} onClose={() => setBack(null)} />}
    </>
  );
}

const TONES: Readonly<Record<TextVersionRow["state"], Tone>> = { draft: "info", submitted: "doubt", approved: "good", dropped: "plain" };

function Version({ detail, version, onBack }: { readonly detail: TextDetail; readonly version: TextVersionRow; readonly onBack: () => void }) {
  const [dialog, setDialog] = useState<"approve" | "return" | null>(null);
  const { may, inForce } = detail;
  const stands = inForce.own && inForce.version === version.version;
  const name = TEXTS_PAGE.version(version.version, true);
  return (
    <li className="cv-box" aria-label={name}>
      <div className="cv-version-head">
        <h3>{name}</h3>
        <Badge tone={TONES[version.state]}>{TEXT_PAGE.states[version.state]}</Badge>
        <span className="cv-sub">
          {[
            TEXT_PAGE.by(version.authors.join(", ")),
            version.decidedBy === null || version.decidedAt === null ? null : TEXT_PAGE.decided(version.decidedBy, instantDay(version.decidedAt)),
          ]
            .filter((part) => part !== null)
            .join(", ")}
        </span>
      </div>
      {version.note !== "" && <p>{version.note}</p>}
      {version.state === "draft" && version.decidedBecause !== null && <p className="cv-field-error">{TEXT_PAGE.returnedBecause(version.decidedBecause)}</p>}
      {(version.state === "submitted" || version.state === "approved") && <WrittenBody written={version.written} direction={detail.direction} locale={detail.locale} />}
      {version.state === "submitted" && may.approve && !version.mayApprove && <p className="cv-muted">{TEXT_PAGE.ownText}</p>}
      <div className="cv-text-actions">
        {version.state === "draft" && may.write && (
          <Link className="btn btn-primary btn-sm" to={`${addressOf(detail)}/${version.id}`}>
            {TEXT_PAGE.open}
          </Link>
        )}
        {version.state === "submitted" && may.approve && (
          <>
            <button type="button" className="btn btn-primary btn-sm" disabled={!version.mayApprove} onClick={() => setDialog("approve")}>
              {TEXT_PAGE.approve}
            </button>
            <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setDialog("return")}>
              {TEXT_PAGE.returnIt}
            </button>
          </>
        )}
        {version.state === "approved" && may.write && (
          <>
            {!stands && (
              <button type="button" className="btn btn-outline-primary btn-sm" onClick={onBack}>
                {TEXT_PAGE.backInForce}
              </button>
            )}
            <Begin detail={detail} from={version.id} label={TEXT_PAGE.beginFrom} />
          </>
        )}
      </div>
      {dialog === "approve" && <ApproveDialog version={version} today={detail.today} onClose={() => setDialog(null)} />}
      {dialog === "return" && <ReturnDialog version={version} onClose={() => setDialog(null)} />}
    </li>
  );
}

function Begin({ detail, from, label, primary = false }: { readonly detail: TextDetail; readonly from: string | null; readonly label: string; readonly primary?: boolean }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { kind, channel, locale } = detail;
  const sending = useMutation({
    mutationFn: () => post<DraftBegun>("/api/texts/drafts", { kind, channel, locale, from }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["texts"] });
      await navigate(`${addressOf(detail)}/${id}`);
    },
  });
  return (
    <>
      <button type="button" className={`btn ${primary ? "btn-primary" : "btn-outline-primary btn-sm"}`} disabled={sending.isPending} onClick={() => sending.mutate()}>
        {label}
      </button>
      {sending.isError && <Failure error={sending.error} />}
    </>
  );
}
