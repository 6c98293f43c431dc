// Lists that come a page at a time: the next fifty rows on demand, never a giant answer.

import { useInfiniteQuery } from "@tanstack/react-query";
import type { UseInfiniteQueryResult, InfiniteData } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { get, query } from "../api.ts";
import { COMMON } from "../texts/common.ts";
import { Failure, Loading } from "./states.tsx";

export function usePages<T extends { readonly next: string | null }>(
  path: string,
  values: Readonly<Record<string, string | undefined>> = {},
): Paged<T> {
  return useInfiniteQuery({
    queryKey: [path, values],
    queryFn: ({ pageParam, signal }) => get<T>(path + query({ ...values, cursor: pageParam }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
}

type Paged<T> = UseInfiniteQueryResult<InfiniteData<T>>;

/** Shows a list that comes by pages in each of its states: on its way, gone wrong, empty, there with a button for more. */
export function LoadedPages<T, Row>({
  result,
  rowsOf,
  empty,
  lines,
  children,
}: {
  readonly result: Paged<T>;
  readonly rowsOf: (page: T) => readonly Row[];
  /** What stands in the place of an empty list. */
  readonly empty?: ReactNode;
  readonly lines?: number;
  readonly children: (rows: readonly Row[], first: T | undefined) => ReactNode;
}) {
  if (result.data === undefined)
    return result.isError ? (
      <Failure error={result.error} retry={() => void result.refetch()} />
    ) : (
      <Loading {...(lines === undefined ? {} : { lines })} />
    );
  const rows = result.data.pages.flatMap(rowsOf);
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <>
      {children(rows, result.data.pages[0])}
      <MoreButton result={result} />
    </>
  );
}

function MoreButton<T>({ result }: { readonly result: Paged<T> }) {
  if (!result.hasNextPage) return null;
  return (
    <p className="cv-more">
      <button
        type="button"
        className="btn btn-outline-primary"
        disabled={result.isFetchingNextPage}
        onClick={() => void result.fetchNextPage()}
      >
        {COMMON.more}
      </button>
    </p>
  );
}
