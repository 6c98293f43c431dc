// Who follows cases in the office, with how many each follows.

import { useQuery } from "@tanstack/react-query";
import type { Colleagues } from "../../../contract/worklist.ts";
import { get } from "../../api.ts";

/** Undefined while it is on its way. */
export function useColleagues(): Colleagues["colleagues"] | undefined {
  const result = useQuery({
    queryKey: ["worklist", "colleagues"],
    queryFn: ({ signal }) => get<Colleagues>("/api/worklist/colleagues", signal),
    staleTime: 10_000,
  });
  // A server that does not answer is the list's to tell of: without colleagues the page still works.
  return result.data?.colleagues ?? (result.isError ? [] : undefined);
}
