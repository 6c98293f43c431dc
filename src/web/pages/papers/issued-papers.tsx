// Issued papers of a case, for its page: what may be issued now, what was, how each was signed.

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CasePapers, IssueAnswer, IssuedPaper, PaperToIssue } from "../../../contract/papers.ts";
import { get, getForFile, post } from "../../api.ts";
import { instant, size } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Empty, Failure, Loaded } from "../../parts/states.tsx";
import { PAPERS } from "../../texts/papers.ts";
import { papersKey, useCaseChanged } from "./case-changed.ts";
import { ReadPaper } from "./read-paper.tsx";
import { ScanDialog } from "./scan-dialog.tsx";
import { SignDialog } from "./sign-dialog.tsx";
import "../../styles/papers.css";

type Chosen =
  | { readonly todo: "read"; readonly paper: PaperToIssue }
  | { readonly todo: "sign" | "scan"; readonly paper: IssuedPaper };

export function IssuedPapers({ caseId }: { readonly caseId: string }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const result = useQuery({
    queryKey: papersKey(caseId),
    queryFn: ({ signal }) => get<CasePapers>(`/api/cases/${encodeURIComponent(caseId)}/papers`, signal),
    staleTime: 30_000,
  });
  const close = (): void => setChosen(null);
  return (
    <>
      <Loaded result={result} lines={5}>
        {({ toIssue, issued }) => (
          <>
            <Section id="documenti-da-emettere" title={PAPERS.toIssue}>
              <ToIssue
                caseId={caseId}
                papers={toIssue}
                onRead={(paper) => setChosen({ todo: "read", paper })}
              />
            </Section>
            <Section id="documenti-emessi" title={PAPERS.issued}>
              <Issued caseId={caseId} papers={issued} toIssue={toIssue} onChoose={setChosen} />
            </Section>
          </>
        )}
      </Loaded>
      {chosen?.todo === "read" && <ReadPaper caseId={caseId} paper={chosen.paper} onClose={close} />}
      {chosen?.todo === "sign" && <SignDialog caseId={caseId} paper={chosen.paper} onClose={close} />}
      {chosen?.todo === "scan" && <ScanDialog caseId={caseId} paper={chosen.paper} onClose={close} />}
    </>
  );
}

interface ToIssueProps {
  readonly caseId: string;
  readonly papers: readonly PaperToIssue[];
  readonly onRead: (paper: PaperToIssue) => void;
}

function ToIssue({ caseId, papers, onRead }: ToIssueProps) {
  if (papers.length === 0)
    return (
      <Empty title={PAPERS.nothingToIssue} icon="file">
        <p>{PAPERS.nothingToIssueHelp}</p>
      </Empty>
    );
  return (
    <ul className="cv-papers-cards">
      {papers.map((paper) => (
        <li key={paper.itemId}>
          <Card caseId={caseId} paper={paper} onRead={() => onRead(paper)} />
        </li>
      ))}
    </ul>
  );
}

function Card({
  caseId,
  paper,
  onRead,
}: {
  readonly caseId: string;
  readonly paper: PaperToIssue;
  readonly onRead: () => void;
}) {
  const announce = useAnnounce();
  const changed = useCaseChanged(caseId);
  const issuing = useMutation({
    mutationFn: () =>
      post<IssueAnswer>(`/api/cases/${encodeURIComponent(caseId)}/papers`, {
        itemId: paper.itemId,
        expectedVersion: paper.version,
      }),
    onSuccess: async ({ message }) => {
      announce(message);
      await changed();
    },
  });
  const drafting = useMutation({
    mutationFn: () => getForFile(`/api/cases/${encodeURIComponent(caseId)}/papers/${paper.itemId}/draft.pdf`),
    onSuccess: () => announce(PAPERS.draftDone),
  });
  const isIssued = paper.issuedAs !== null;
  return (
    <div className="cv-box cv-papers-card">
      <h3>{paper.title}</h3>
      <p>{paper.subtitle}</p>
      <p className="cv-sub">{PAPERS.state(paper.state)}</p>
      <p>
        {isIssued ? (
          <Badge tone="good">{PAPERS.alreadyIssued}</Badge>
        ) : paper.mayIssue ? (
          <Badge tone="info">{PAPERS.final}</Badge>
        ) : (
          <Badge tone="doubt">{PAPERS.notFinal}</Badge>
        )}
      </p>
      {!paper.mayOpen && <p className="cv-sub">{PAPERS.restricted}</p>}
      {issuing.isError && <Failure error={issuing.error} />}
      {drafting.isError && <Failure error={drafting.error} />}
      {paper.mayOpen && (
        <div className="cv-papers-acts">
          {paper.mayIssue && !isIssued && (
            <button
              type="button"
              className="btn btn-primary btn-sm"
              disabled={issuing.isPending}
              onClick={() => issuing.mutate()}
            >
              {issuing.isPending ? PAPERS.issuing : PAPERS.issue}
              <span className="visually-hidden">{`: ${paper.title}`}</span>
            </button>
          )}
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            aria-label={PAPERS.readOne(paper.title)}
            onClick={onRead}
          >
            {PAPERS.read}
          </button>
          {!isIssued && (
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              aria-label={PAPERS.draftOne(paper.title)}
              disabled={drafting.isPending}
              onClick={() => drafting.mutate()}
            >
              {PAPERS.draft}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

interface IssuedProps {
  readonly caseId: string;
  readonly papers: readonly IssuedPaper[];
  readonly toIssue: readonly PaperToIssue[];
  readonly onChoose: (chosen: Chosen) => void;
}

function Issued({ papers, toIssue, onChoose }: IssuedProps) {
  const announce = useAnnounce();
  const download = useMutation({
    mutationFn: (id: string) => getForFile(`/api/papers/${id}/pdf`),
    onSuccess: () => announce(PAPERS.downloaded),
  });
  if (papers.length === 0)
    return (
      <Empty title={PAPERS.empty} icon="file">
        <p>{PAPERS.emptyHelp}</p>
      </Empty>
    );
  const waits = new Set(toIssue.filter(({ toSign }) => toSign).map(({ issuedAs }) => issuedAs));
  return (
    <>
      {download.isError && <Failure error={download.error} />}
      <DataTable
        caption={PAPERS.caption}
        columns={columnsOf({ waits, onChoose, onDownload: (id) => download.mutate(id) })}
        rows={papers}
        rowKey={(row) => row.id}
      />
    </>
  );
}

interface Acts {
  /** Papers that wait for the person's signature. */
  readonly waits: ReadonlySet<string | null>;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onDownload: (id: string) => void;
}

const WORDS = PAPERS.columns;
const nameOf = (row: IssuedPaper): string => `${row.title} ${PAPERS.number(row.number)}`;

function columnsOf({ waits, onChoose, onDownload }: Acts): readonly Column<IssuedPaper>[] {
  return [
    {
      key: "paper",
      label: WORDS.paper,
      heading: true,
      render: (row) => (
        <>
          {nameOf(row)}
          <span className="cv-sub">{`${row.subtitle}, ${size(row.bytes)}`}</span>
          <span
            className="cv-sub cv-paper-digest"
            title={PAPERS.digestHelp}
          >{`${PAPERS.digest} ${row.digest.slice(0, 16)}…`}</span>
        </>
      ),
    },
    {
      key: "issued",
      label: WORDS.issued,
      render: (row) => (
        <span>
          {instant(row.issuedAt)}
          <span className="cv-sub">{PAPERS.by(row.issuedBy)}</span>
        </span>
      ),
    },
    {
      key: "signature",
      label: WORDS.signature,
      render: (row) => <Signature paper={row} waits={waits.has(row.id)} />,
    },
    {
      key: "act",
      label: WORDS.act,
      render: (row) => (
        <span className="cv-row-acts">
          {row.mayOpen && (
            <RowButton
              text={PAPERS.download}
              name={PAPERS.downloadOne(nameOf(row))}
              onPress={() => onDownload(row.id)}
            />
          )}
          {waits.has(row.id) && (
            <RowButton
              text={PAPERS.sign}
              name={PAPERS.signOne(nameOf(row))}
              onPress={() => onChoose({ todo: "sign", paper: row })}
            />
          )}
          {!waits.has(row.id) && (
            <RowButton
              text={PAPERS.scan}
              name={PAPERS.scanOne(nameOf(row))}
              onPress={() => onChoose({ todo: "scan", paper: row })}
            />
          )}
        </span>
      ),
    },
  ];
}

function Signature({ paper, waits }: { readonly paper: IssuedPaper; readonly waits: boolean }) {
  if (paper.isErased) return <Badge tone="plain">{PAPERS.erased}</Badge>;
  if (paper.confirmedAt !== null) return <Badge tone="good">{PAPERS.onScreen}</Badge>;
  if (paper.scans.length > 0) return <Badge tone="good">{PAPERS.onPaper}</Badge>;
  return waits ? <Badge tone="doubt">{PAPERS.toSign}</Badge> : <span>{PAPERS.noSignature}</span>;
}
