// The editor of a draft: what is written, beside it what is wrong, what it comes to and how it would arrive.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { Done } from "../../../contract/problem.ts";
import type { ReviewAnswer, TextDetail, TextVersionRow, WrittenText } from "../../../contract/texts.ts";
import { post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Empty, Failure, Loaded } from "../../parts/states.tsx";
import { EDITOR, TEXTS_PAGE } from "../../texts/message-texts.ts";
import { TryDialog } from "./decide.tsx";
import { Review } from "./review.tsx";
import { WrittenBody } from "./shown-text.tsx";
import { titleOf, useText } from "./text-page.tsx";
import { addressOf } from "./texts-page.tsx";
import { ValueField } from "./value-field.tsx";
import "../../styles/message-texts.css";

export function EditorPage() {
  const result = useText();
  const { draft } = useParams();
  const version = result.data?.versions.find(({ id }) => id === draft);
  const title = version === undefined ? TEXTS_PAGE.title : EDITOR.title(version.version);
  return (
    <Page
      title={title}
      lead={version === undefined || "rungs" in version.written ? EDITOR.lead : EDITOR.leadEmail}
      above={result.data !== undefined && <Link to={addressOf(result.data)} className="cv-back">{titleOf(result.data)}</Link>}
    >
      <Loaded result={result}>
        {(detail) =>
          version === undefined || version.state !== "draft" ? (
            <Empty title={EDITOR.gone} />
          ) : (
            // Another revision is another text under one's hands.
            <Editor key={version.revision} detail={detail} version={version} />
          )
        }
      </Loaded>
    </Page>
  );
}

const WAIT_MS = 300;

/** What the server says of the text as it stands, a moment after the last key. */
function useReview(detail: TextDetail, written: WrittenText) {
  const { kind, channel, locale } = detail;
  const [settled, setSettled] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(written), WAIT_MS);
    return () => clearTimeout(timer);
  }, [written]);
  const result = useQuery({
    queryKey: ["text-review", kind, channel, locale, settled],
    queryFn: () => post<ReviewAnswer>("/api/texts/review", { kind, channel, locale, written: settled }),
    placeholderData: (before) => before,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  return { result, isBehind: settled !== written || result.isFetching };
}

function Editor({ detail, version }: { readonly detail: TextDetail; readonly version: TextVersionRow }) {
  const [written, setWritten] = useState<WrittenText>(version.written);
  const [note, setNote] = useState(version.note);
  const [trying, setTrying] = useState(false);
  const { result, isBehind } = useReview(detail, written);
  const isChanged = note !== version.note || JSON.stringify(written) !== JSON.stringify(version.written);
  return (
    <>
      <div className="cv-editor">
        <div className="cv-editor-write">
          <Fields detail={detail} written={written} onChange={setWritten} review={result.data} />
          <div className="cv-field">
            <label htmlFor="nota">{EDITOR.note}</label>
            <textarea id="nota" rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          </div>
          <Deeds detail={detail} version={version} written={written} note={note} isChanged={isChanged} isSound={!isBehind && result.data?.sound === true} onTry={() => setTrying(true)} />
        </div>
        <Review detail={detail} result={result} isBehind={isBehind} />
      </div>
      <Section id="a-fianco" title={EDITOR.beside} count={TEXTS_PAGE.version(detail.inForce.version, detail.inForce.own)}>
        <WrittenBody written={detail.inForce.written} direction={detail.direction} locale={detail.locale} />
      </Section>
      {trying && <TryDialog id={version.id} channel={detail.channel} known={detail.trialTo} onClose={() => setTrying(false)} />}
    </>
  );
}

interface FieldsProps {
  readonly detail: TextDetail;
  readonly written: WrittenText;
  readonly onChange: (written: WrittenText) => void;
  readonly review: ReviewAnswer | undefined;
}

function Fields({ detail, written, onChange, review }: FieldsProps) {
  const { values, direction, locale } = detail;
  if (!("rungs" in written))
    return (
      <>
        <ValueField label={EDITOR.subject} value={written.subject} onChange={(subject) => onChange({ ...written, subject })} values={values} direction={direction} locale={locale} rows={2} />
        <ValueField label={EDITOR.body} value={written.markup} onChange={(markup) => onChange({ ...written, markup })} values={values} direction={direction} locale={locale} rows={22} help={EDITOR.bodyHelp} />
      </>
    );
  const { rungs } = written;
  const set = (index: number, rung: string): void => onChange({ rungs: rungs.with(index, rung) });
  return (
    <fieldset className="cv-rung-fields">
      <legend>{EDITOR.rungs}</legend>
      {rungs.map((rung, index) => {
        const counted = review?.rungs[index];
        return (
          // A wording is known by its place alone.
          // oxlint-disable-next-line react/no-array-index-key -- as said
          <div key={index} className="cv-rung-field">
            <ValueField
              label={EDITOR_RUNG(index + 1)}
              value={rung}
              onChange={(next) => set(index, next)}
              values={values}
              direction={direction}
              locale={locale}
              rows={4}
              help={counted === undefined ? EDITOR.checking : EDITOR.counter(counted.encoding, counted.units, counted.parts, counted.left)}
            />
            <div className="cv-rung-deeds">
              {index > 0 && (
                <button type="button" className="btn btn-link btn-sm" onClick={() => onChange({ rungs: rungs.with(index - 1, rung).with(index, rungs[index - 1]!) })}>
                  {EDITOR.upRung(index + 1)}
                </button>
              )}
              {rungs.length > 1 && (
                <button type="button" className="btn btn-link btn-sm" onClick={() => onChange({ rungs: rungs.toSpliced(index, 1) })}>
                  {EDITOR.removeRung(index + 1)}
                </button>
              )}
            </div>
          </div>
        );
      })}
      {rungs.length < 12 && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => onChange({ rungs: [...rungs, rungs.at(-1) ?? ""] })}>
          {EDITOR.addRung}
        </button>
      )}
    </fieldset>
  );
}

const EDITOR_RUNG = (number: number): string => `${EDITOR.rung} ${number}`;

interface DeedsProps {
  readonly detail: TextDetail;
  readonly version: TextVersionRow;
  readonly written: WrittenText;
  readonly note: string;
  readonly isChanged: boolean;
  readonly isSound: boolean;
  readonly onTry: () => void;
}

function Deeds({ detail, version, written, note, isChanged, isSound, onTry }: DeedsProps) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const path = `/api/texts/versions/${version.id}`;
  const keep = async (): Promise<number> => {
    if (!isChanged) return version.revision;
    await post<Done>(`${path}/save`, { revision: version.revision, written, note });
    return version.revision + 1;
  };
  const sending = useMutation({
    mutationFn: async (deed: "save" | "submit" | "drop") => {
      if (deed === "drop") return { deed, done: await post<Done>(`${path}/drop`, { revision: version.revision }) };
      const revision = await keep();
      return { deed, done: deed === "submit" ? await post<Done>(`${path}/submit`, { revision }) : null };
    },
    onSuccess: async ({ deed, done }) => {
      announce(done?.message ?? EDITOR.saved);
      if (deed === "submit" || deed === "drop") await navigate(addressOf(detail));
      await queries.invalidateQueries({ queryKey: ["texts"] });
    },
  });
  return (
    <>
      {sending.isError && <Failure error={sending.error} />}
      <div className="cv-text-actions">
        <button type="button" className="btn btn-primary" disabled={sending.isPending || !isSound} onClick={() => sending.mutate("submit")}>
          {EDITOR.submit}
        </button>
        <button type="button" className="btn btn-outline-primary" disabled={sending.isPending || !isChanged} onClick={() => sending.mutate("save")}>
          {EDITOR.save}
        </button>
        <button type="button" className="btn btn-outline-primary" disabled={sending.isPending || !isSound || isChanged} onClick={onTry}>
          {EDITOR.tryIt}
        </button>
        <button
          type="button"
          className="btn btn-link"
          disabled={sending.isPending}
          onClick={() => {
            if (window.confirm(EDITOR.dropConfirm)) sending.mutate("drop");
          }}
        >
          {EDITOR.drop}
        </button>
      </div>
      {isChanged && <p className="cv-muted cv-small">{EDITOR.unsaved}</p>}
    </>
  );
}
