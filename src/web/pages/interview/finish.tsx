// The end of the interview, once it has an outcome; and what it ended with.

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Interview } from "../../../contract/interview.ts";
import type { Done } from "../../../contract/problem.ts";
import { post } from "../../api.ts";
import { newActId } from "../../parts/act/draft.ts";
import { Refusal } from "../../parts/act/refusal.tsx";
import { useAnnounce } from "../../parts/announce.tsx";
import { INTERVIEW } from "../../texts/interview.ts";

export function Finish({
  interview,
  reload,
}: {
  readonly interview: Interview;
  readonly reload: () => Promise<Interview | null>;
}) {
  const { closed, ways, startedAt } = interview;
  const announce = useAnnounce();
  const [actId] = useState(newActId);
  const sending = useMutation({
    networkMode: "always",
    mutationFn: () =>
      post<Done>(`/api/cases/${encodeURIComponent(interview.caseId)}/interview/finish`, { actId }),
    onSuccess: async ({ message }) => {
      announce(message);
      await reload();
    },
  });
  if (closed !== null)
    return <p className="cv-note">{INTERVIEW.closedBy(closed.outcome, closed.by, closed.at.slice(0, 10))}</p>;
  const taken = ways.find((one) => one.taken);
  if (taken === undefined || startedAt === null) return null;
  return (
    <div className="cv-box cv-finish">
      <h3>{INTERVIEW.finishTitle}</h3>
      <p>{INTERVIEW.finishHelp(taken.title)}</p>
      {sending.error !== null && <Refusal error={sending.error} onReload={() => void reload()} />}
      <button
        type="button"
        className="btn btn-primary"
        disabled={sending.isPending}
        onClick={() => sending.mutate()}
      >
        {INTERVIEW.finish}
      </button>
    </div>
  );
}
