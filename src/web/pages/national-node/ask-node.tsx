// On the person's page: what the national node says now, asked on the spot.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { NodeAnswer } from "../../../contract/national-node.ts";
import { post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Failure } from "../../parts/states.tsx";
import { NODE } from "../../texts/national-node.ts";

export function AskNode({ caseId }: { readonly caseId: string }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const ask = useMutation({
    mutationFn: () => post<NodeAnswer>(`/api/cases/${encodeURIComponent(caseId)}/ask-node`, {}),
    onSuccess: (answer) => {
      announce(said(answer));
      if (answer.standing === "changed") void client.invalidateQueries({ queryKey: ["person", caseId] });
    },
  });
  return (
    <div className="cv-box">
      <button type="button" className="btn btn-outline-primary btn-sm" disabled={ask.isPending} onClick={() => ask.mutate()}>
        {ask.isPending ? NODE.waiting : NODE.askNode}
      </button>
      <p className="cv-sub mt-1 mb-0">{NODE.askHelp}</p>
      {ask.data !== undefined && <p className="mt-2 mb-0">{said(ask.data)}</p>}
      {ask.isError && <Failure error={ask.error} />}
    </div>
  );
}

function said({ message, changed }: NodeAnswer): string {
  return changed.length === 0 ? message : `${message} ${NODE.changed(changed.join(", "))}`;
}
