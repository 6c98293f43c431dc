// The sheet on the screen, asked for again every few seconds and sent again only when it has changed; and what is done on it.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { UseMutationResult, UseQueryResult } from "@tanstack/react-query";
import type { DayCan, DayDone, DaySheet, DaySheetAnswer, DoorPerson } from "../../../contract/day-sheet.ts";
import { get, post, query } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";

const EVERY_MS = 5000;

export interface LiveSheet {
  readonly tag: string;
  readonly now: string;
  readonly can: DayCan;
  readonly sheet: DaySheet;
}

const keyOf = (day: string | null): readonly unknown[] => ["day-sheet", "sheet", day];

export function useDaySheet(day: string | null): UseQueryResult<LiveSheet> {
  const queries = useQueryClient();
  return useQuery({
    queryKey: keyOf(day),
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }): Promise<LiveSheet> => {
      const seen = queries.getQueryData<LiveSheet>(keyOf(day));
      const answer = await get<DaySheetAnswer>(`/api/day-sheet${query({ day, seen: seen?.tag })}`, signal);
      if (answer.sheet !== null) return { ...answer, sheet: answer.sheet };
      // Only a tag that was sent is answered with nothing new; were it lost, the sheet is asked for whole.
      if (seen !== undefined) return { ...seen, now: answer.now, can: answer.can };
      const whole = await get<DaySheetAnswer>(`/api/day-sheet${query({ day })}`, signal);
      return { ...whole, sheet: whole.sheet! };
    },
  });
}

/** Does something on the sheet, says what was done, and shows the sheet as it is then: also when it was refused, since somebody was faster. */
export function useDeed<Body extends object>(
  path: (body: Body) => string,
  after?: (done: DayDone) => void,
): UseMutationResult<DayDone, Error, Body> {
  const queries = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (body: Body) => post<DayDone>(path(body), body),
    onSuccess: (done) => {
      announce(done.message);
      after?.(done);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["day-sheet"] }),
  });
}

/** Whose arrival is meant. */
export interface Arriving {
  readonly caseId: string;
  readonly summonsId: string | null;
  readonly version: number | null;
}

/** Expected today in this office, and not here yet. */
export function mayArrive(person: DoorPerson): boolean {
  return person.today && (person.standing === "expected" || person.standing === "late");
}

/** Whole minutes of the procedure's time between two instants. */
export function minutesBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
}
