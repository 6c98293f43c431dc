// The text that a paper would have now, to be read before it is issued.

import { useQuery } from "@tanstack/react-query";
import type { PaperText, PaperToIssue } from "../../../contract/papers.ts";
import { get } from "../../api.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Loaded } from "../../parts/states.tsx";
import { PaperView } from "./paper-view.tsx";

export interface ReadPaperProps {
  readonly caseId: string;
  readonly paper: PaperToIssue;
  readonly onClose: () => void;
}

export function ReadPaper({ caseId, paper, onClose }: ReadPaperProps) {
  const result = useQuery({
    queryKey: ["paper-text", caseId, paper.itemId, paper.version],
    queryFn: ({ signal }) =>
      get<PaperText>(`/api/cases/${encodeURIComponent(caseId)}/papers/${paper.itemId}/text`, signal),
    staleTime: 0,
  });
  return (
    <Dialog title={paper.title} onClose={onClose}>
      <Loaded result={result} lines={8}>
        {(text) => <PaperView text={text} level={3} />}
      </Loaded>
    </Dialog>
  );
}
