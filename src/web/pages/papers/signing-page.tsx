// The page that is handed to the person: the paper alone, and the code that signs it. Nothing else can be reached from here until it is signed.

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { CodeSent, SigningPage as Signing } from "../../../contract/papers.ts";
import { get, post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { PAPERS, SIGNING } from "../../texts/papers.ts";
import { CodeForm } from "./code-form.tsx";
import { PaperView } from "./paper-view.tsx";
import "../../styles/papers.css";

export function SigningPage() {
  const { paper = "" } = useParams();
  const [isSigned, setSigned] = useState(false);
  const result = useQuery({
    queryKey: ["signing", paper],
    queryFn: ({ signal }) => get<Signing>(`/api/papers/${encodeURIComponent(paper)}/signing`, signal),
    enabled: !isSigned,
    refetchInterval: isSigned ? false : 15_000,
  });
  if (isSigned && result.data !== undefined) return <Done caseId={result.data.caseId} />;
  const above = result.isError ? (
    <Link to="/" className="cv-back">
      <Icon name="arrow-left" />
      {PAPERS.back}
    </Link>
  ) : undefined;
  return (
    <Page title={result.data?.text.title ?? SIGNING.title} lead={SIGNING.lead} above={above}>
      <Loaded result={result} lines={10}>
        {(page) => (
          <div className="cv-signing">
            <div>
              <PaperView text={page.text} level={2} />
              <p className="cv-paper-digest">{SIGNING.digest(page.text.digest)}</p>
            </div>
            <Panel page={page} onAsked={() => void result.refetch()} onSigned={() => setSigned(true)} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

interface PanelProps {
  readonly page: Signing;
  readonly onAsked: () => void;
  readonly onSigned: () => void;
}

function Panel({ page, onAsked, onSigned }: PanelProps) {
  const announce = useAnnounce();
  const asking = useMutation({
    mutationFn: () => post<CodeSent>(`/api/papers/${page.paperId}/signing-code`, {}),
    onSuccess: ({ message }) => {
      announce(message);
      onAsked();
    },
  });
  const { code } = page;
  const isWaiting = code !== null && code.state === "waiting" && code.secondsLeft > 0;
  return (
    <section className="cv-signing-panel" aria-labelledby="firma">
      <h2 id="firma">{SIGNING.panel}</h2>
      <p>{SIGNING.explain}</p>
      {code !== null && isWaiting && (
        <CodeForm
          key={code.codeId}
          paperId={page.paperId}
          code={code}
          onSigned={onSigned}
          onTried={onAsked}
        />
      )}
      {code?.state === "spent" && <p>{SIGNING.spent}</p>}
      {asking.isError && <Failure error={asking.error} />}
      <button
        type="button"
        className={isWaiting ? "btn btn-outline-primary" : "btn btn-primary"}
        disabled={asking.isPending}
        onClick={() => asking.mutate()}
      >
        {asking.isPending ? SIGNING.asking : isWaiting ? SIGNING.askAgain : SIGNING.askCode}
      </button>
    </section>
  );
}

function Done({ caseId }: { readonly caseId: string }) {
  return (
    <Page title={SIGNING.doneTitle} lead={SIGNING.done}>
      <div className="cv-signing-done">
        <Icon name="check-circle" className="icon-xl" />
        <p className="fs-4">{SIGNING.giveBack}</p>
        <Link to={`/persone/${caseId}`}>{SIGNING.back}</Link>
      </div>
    </Page>
  );
}
