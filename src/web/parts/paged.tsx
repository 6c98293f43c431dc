// Lists that come a page at a time: the next fifty rows on demand, never a giant answer.

import { useInfiniteQuery } from "@tanstack/react-query";
import type { UseInfiniteQueryResult, InfiniteData } from "@tanstack/react-query";
import { get, query } from "../api.ts";
import { COMMON } from "../texts/common.ts";

export function usePages<T extends { readonly next: string | null }>(
  path: string,
  values: Readonly<Record<string, string | undefined>> = {},
): UseInfiniteQueryResult<InfiniteData<T>> {
  return useInfiniteQuery({
    queryKey: [path, values],
    queryFn: ({ pageParam, signal }) => get<T>(path + query({ ...values, cursor: pageParam }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
}

export function MoreButton({
  result,
}: {
  readonly result: Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetchingNextPage" | "fetchNextPage">;
}) {
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
