// Why an act was not done: the sentence, the norm, the code, what may be done instead, and who was faster.

import { ApiProblem } from "../../api.ts";
import { instant } from "../../format.ts";
import { ACT } from "../../texts/acts.ts";
import { COMMON, label, ROLES } from "../../texts/common.ts";
import { Failure } from "../states.tsx";

export function Refusal({ error, onReload }: { readonly error: unknown; readonly onReload?: () => void }) {
  if (!(error instanceof ApiProblem) || error.status !== 409) return <Failure error={error} />;
  const { message, citation, code, allowed, changed } = error;
  return (
    <div className="alert alert-danger cv-failure" role="alert">
      <p className="fw-semibold mb-1">{ACT.refused}</p>
      <p className="mb-1">{message}</p>
      {changed !== null && changed !== undefined && !message.includes(changed.by) && (
        <p className="mb-1">{ACT.faster(changed.by, label(ROLES, changed.role), instant(changed.at))}</p>
      )}
      {citation !== null && <p className="small mb-1">{`${COMMON.lawBasis}: ${citation}`}</p>}
      {allowed.length > 0 && (
        <>
          <p className="mb-1">{ACT.instead}</p>
          <ul className="mb-1">
            {allowed.map(({ act, label: text }) => (
              <li key={act}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <p className="small mb-1">{ACT.code(code)}</p>
      {onReload !== undefined && changed !== null && changed !== undefined && (
        <button type="button" className="btn btn-outline-danger btn-sm" onClick={onReload}>
          {ACT.reload}
        </button>
      )}
    </div>
  );
}
