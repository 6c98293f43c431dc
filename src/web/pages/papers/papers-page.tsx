// The issued papers of a case on a page of their own.

import { Link, useParams } from "react-router";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { PAPERS } from "../../texts/papers.ts";
import { IssuedPapers } from "./issued-papers.tsx";

export function PapersPage() {
  const { id = "" } = useParams();
  const back = (
    <Link to={`/persone/${id}`} className="cv-back">
      <Icon name="arrow-left" />
      {PAPERS.back}
    </Link>
  );
  return (
    <Page title={PAPERS.title} lead={PAPERS.lead} above={back}>
      <IssuedPapers caseId={id} />
    </Page>
  );
}
