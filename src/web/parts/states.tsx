// The states a page can be in before it has something to show: loading, nothing there, gone wrong.

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiProblem } from "../api.ts";
import { COMMON } from "../texts/common.ts";
import { Icon } from "./icon.tsx";

export function Loading({ lines = 6 }: { readonly lines?: number }) {
  return (
    <div className="cv-loading" role="status">
      <span className="visually-hidden">{COMMON.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="cv-skeleton" aria-hidden="true" />
      ))}
    </div>
  );
}

/** Nothing to show: why, and what to do. */
export function Empty({
  title,
  children,
  icon = "inbox",
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: string;
}) {
  return (
    <div className="cv-empty">
      <Icon name={icon} className="icon-lg" />
      <p className="cv-empty-title">{title}</p>
      {children}
    </div>
  );
}

export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const problem = error instanceof ApiProblem ? error : new ApiProblem({ status: 503 });
  return (
    <div className="alert alert-danger cv-failure" role="alert">
      <p className="fw-semibold mb-1">{problem.title}</p>
      <p className="mb-1">{problem.message}</p>
      {problem.fields.length > 0 && (
        <ul className="mb-1">
          {problem.fields.map((fault) => (
            <li key={`${fault.field}${fault.message}`}>{fault.message}</li>
          ))}
        </ul>
      )}
      {problem.citation !== null && <p className="small mb-1">{`${COMMON.lawBasis}: ${problem.citation}`}</p>}
      {problem.requestId !== null && problem.status >= 500 && (
        <p className="small mb-2">{COMMON.requestId(problem.requestId)}</p>
      )}
      {retry !== undefined && problem.status !== 404 && problem.status !== 403 && (
        <button type="button" className="btn btn-outline-danger btn-sm" onClick={retry}>
          {COMMON.retry}
        </button>
      )}
    </div>
  );
}

/** Shows what a query has; keeps the last answer on screen while a newer one is on its way. */
export function Loaded<T>({
  result,
  children,
  lines,
}: {
  readonly result: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
  readonly lines?: number;
}) {
  if (result.data !== undefined)
    return (
      <>
        {result.isError && <Failure error={result.error} retry={() => void result.refetch()} />}
        {children(result.data)}
      </>
    );
  if (result.isError) return <Failure error={result.error} retry={() => void result.refetch()} />;
  return <Loading {...(lines === undefined ? {} : { lines })} />;
}
