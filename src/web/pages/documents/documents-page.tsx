// The documents of a case: handed in, seen by outcome and expiry, opened with a reason, judged.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import type { CaseDocument, CaseDocuments, HandedIn } from "../../../contract/documents.ts";
import { get, query, sendFile } from "../../api.ts";
import { instant, shortDay, size } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Empty, Failure, Loaded } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { DOCUMENT_KIND_TEXTS, DOCUMENTS, HANDED_IN_TEXTS, MEDIA_TEXTS } from "../../texts/data-protection.ts";
import { JudgeDocument } from "./judge-document.tsx";
import { OpenDocument } from "./open-document.tsx";

type Chosen = { readonly document: CaseDocument; readonly todo: "open" | "judge" };

/** A part of the person's page. */
export function CaseDocumentsPanel({ caseId }: { readonly caseId: string }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const result = useQuery({
    queryKey: ["documents", caseId],
    queryFn: ({ signal }) => get<CaseDocuments>(`/api/cases/${encodeURIComponent(caseId)}/documents`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <p className="cv-lead cv-part-lead">{DOCUMENTS.lead}</p>
      {!result.isError && <HandIn caseId={caseId} />}
      <Section id="documenti" title={DOCUMENTS.list}>
        <Loaded result={result} lines={4}>
          {({ documents, mayOpen }) => <List documents={documents} mayOpen={mayOpen} onChoose={setChosen} />}
        </Loaded>
      </Section>
      {chosen?.todo === "open" && <OpenDocument document={chosen.document} onClose={() => setChosen(null)} />}
      {chosen?.todo === "judge" && (
        <JudgeDocument document={chosen.document} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

function HandIn({ caseId }: { readonly caseId: string }) {
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState("");
  const [gap, setGap] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: (chosen: File) =>
      sendFile<HandedIn>(
        `/api/cases/${encodeURIComponent(caseId)}/documents${query({ kind, name: chosen.name })}`,
        chosen,
      ),
    onSuccess: async (answer) => {
      announce(answer.message);
      setFile(null);
      setKind("");
      if (input.current !== null) input.current.value = "";
      await queries.invalidateQueries({ queryKey: ["documents", caseId] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing = file === null || kind === "";
    setGap(missing);
    if (!missing) sending.mutate(file);
  };
  return (
    <Section id="consegna" title={DOCUMENTS.handIn}>
      <form className="cv-box cv-upload" onSubmit={submit} noValidate>
        <div className="cv-field mb-0">
          <label htmlFor={`${id}-kind`}>{DOCUMENTS.kind}</label>
          <select
            id={`${id}-kind`}
            value={kind}
            onChange={(event) => setKind(event.target.value)}
            aria-invalid={gap && kind === ""}
          >
            <option value="">{DOCUMENTS.chooseKind}</option>
            {Object.entries(HANDED_IN_TEXTS).map(([key, text]) => (
              <option key={key} value={key}>
                {text}
              </option>
            ))}
          </select>
        </div>
        <div className="cv-field mb-0">
          <span className="cv-field-name">{DOCUMENTS.file}</span>
          <span className="cv-file">
            <input
              ref={input}
              id={`${id}-file`}
              className="visually-hidden"
              type="file"
              accept=".pdf,.jpg,.jpeg,.png,.heic,.txt"
              aria-describedby={`${id}-help`}
              aria-invalid={gap && file === null}
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
            <label htmlFor={`${id}-file`} className="btn btn-outline-primary">
              {DOCUMENTS.choose}
            </label>
            <span>{file === null ? DOCUMENTS.nothingChosen : `${file.name} (${size(file.size)})`}</span>
          </span>
          <small id={`${id}-help`}>{gap ? DOCUMENTS.noFile : DOCUMENTS.fileHelp}</small>
        </div>
        <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
          {sending.isPending ? DOCUMENTS.sending : DOCUMENTS.send}
        </button>
      </form>
      {sending.isError && <Failure error={sending.error} />}
    </Section>
  );
}

interface ListProps extends CaseDocuments {
  readonly onChoose: (chosen: Chosen) => void;
}

function List({ documents, mayOpen, onChoose }: ListProps) {
  if (documents.length === 0)
    return (
      <Empty title={DOCUMENTS.empty} icon="file">
        <p>{DOCUMENTS.emptyHelp}</p>
      </Empty>
    );
  return (
    <DataTable
      caption={DOCUMENTS.caption}
      columns={columnsFor(mayOpen, onChoose)}
      rows={documents}
      rowKey={(row) => row.id}
    />
  );
}

const WORDS = DOCUMENTS.columns;
function columnsFor(mayOpen: boolean, onChoose: (chosen: Chosen) => void): readonly Column<CaseDocument>[] {
  const acts: Column<CaseDocument> = {
    key: "act",
    label: WORDS.act,
    render: (row) => {
      const name = label(DOCUMENT_KIND_TEXTS, row.kind);
      return (
        <span className="cv-row-acts">
          {row.erasedAt === null && (
            <RowButton
              text={DOCUMENTS.open}
              name={DOCUMENTS.openOne(name)}
              onPress={() => onChoose({ document: row, todo: "open" })}
            />
          )}
          <RowButton
            text={DOCUMENTS.judge}
            name={DOCUMENTS.judgeOne(name)}
            onPress={() => onChoose({ document: row, todo: "judge" })}
          />
        </span>
      );
    },
  };
  return mayOpen ? [...COLUMNS, acts] : COLUMNS;
}

const COLUMNS: readonly Column<CaseDocument>[] = [
  {
    key: "kind",
    label: WORDS.kind,
    heading: true,
    render: (row) => (
      <>
        {label(DOCUMENT_KIND_TEXTS, row.kind)}
        <span className="cv-sub">
          {[label(MEDIA_TEXTS, row.media), size(row.bytes), row.restricted ? DOCUMENTS.restricted : null]
            .filter(Boolean)
            .join(", ")}
        </span>
      </>
    ),
  },
  {
    key: "uploaded",
    label: WORDS.uploaded,
    render: (row) => (
      <span>
        {instant(row.uploadedAt)}
        <span className="cv-sub">{DOCUMENTS.by(row.uploadedBy)}</span>
      </span>
    ),
  },
  { key: "outcome", label: WORDS.outcome, render: (row) => <Outcome document={row} /> },
  {
    key: "expires",
    label: WORDS.expires,
    render: (row) =>
      row.outcome === null ? "–" : row.expiresOn === null ? DOCUMENTS.noEnd : shortDay(row.expiresOn),
  },
];

function Outcome({ document }: { readonly document: CaseDocument }) {
  return (
    <>
      {document.outcome === null && <Badge tone="doubt">{DOCUMENTS.notSeen}</Badge>}
      {document.outcome === "sufficient" && <Badge tone="good">{DOCUMENTS.sufficient}</Badge>}
      {document.outcome === "insufficient" && <Badge tone="bad">{DOCUMENTS.insufficient}</Badge>}
      {document.erasedAt !== null && (
        <span className="cv-sub">{DOCUMENTS.erased(shortDay(document.erasedAt.slice(0, 10)))}</span>
      )}
    </>
  );
}
