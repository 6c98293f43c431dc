// What went over the wire for one report: each try, with the text sent and the answer as they were.

import { useQuery } from "@tanstack/react-query";
import type { NodeAttempts, NodeReportRow } from "../../../contract/node-reports.ts";
import { get } from "../../api.ts";
import { fullName, longInstant } from "../../format.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Loaded } from "../../parts/states.tsx";
import { NODE_REPORTS } from "../../texts/node-reports.ts";

export function Exchanges({ row, onClose }: { readonly row: NodeReportRow; readonly onClose: () => void }) {
  const result = useQuery({
    queryKey: ["node-report", row.id],
    queryFn: ({ signal }) => get<NodeAttempts>(`/api/node/reports/${row.id}/exchanges`, signal),
  });
  return (
    <Dialog title={NODE_REPORTS.exchangesOf(fullName(row))} onClose={onClose}>
      <Loaded result={result}>
        {({ attempts }) =>
          attempts.length === 0 ? (
            <p>{NODE_REPORTS.noExchange}</p>
          ) : (
            <ol className="cv-node-exchanges">
              {attempts.map((one) => (
                <li key={one.at}>
                  <p className="fw-semibold">{`${longInstant(one.at)}: ${NODE_REPORTS.outcomes[one.outcome]}`}</p>
                  {one.detail !== null && <p>{[one.code, one.detail].filter(Boolean).join(": ")}</p>}
                  {one.sent !== "" && <Text title={NODE_REPORTS.sent} text={one.sent} />}
                  {one.received !== null && <Text title={NODE_REPORTS.received} text={one.received} />}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Dialog>
  );
}

function Text({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <details>
      <summary>{title}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard */}
      <pre className="cv-node-xml" tabIndex={0} aria-label={title}>
        {text.replaceAll("><", ">\n<")}
      </pre>
    </details>
  );
}
