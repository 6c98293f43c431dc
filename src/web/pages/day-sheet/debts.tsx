// Past days that the office has not closed, in sight until it does.

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { DayDebts } from "../../../contract/day-sheet.ts";
import { get } from "../../api.ts";
import { longDay } from "../../format.ts";
import { Icon } from "../../parts/icon.tsx";
import { DAY_SHEET } from "../../texts/day-sheet.ts";
import "../../styles/debts.css";

const EVERY_MS = 60_000;

export function useDayDebts(): readonly DayDebts["days"][number][] {
  const result = useQuery({
    queryKey: ["day-sheet", "debts"],
    queryFn: ({ signal }) => get<DayDebts>("/api/day-sheet/debts", signal),
    refetchInterval: EVERY_MS,
    staleTime: 10_000,
  });
  return result.data?.days ?? [];
}

/** On the page of today; whoever may close goes straight to the closing. */
export function Debts({ today, canClose }: { readonly today: boolean; readonly canClose: boolean }) {
  const days = useDayDebts();
  if (!today || days.length === 0) return null;
  return (
    <div className="cv-sheet-note cv-sheet-debts">
      <Icon name="warning-circle" />
      <div>
        <p className="fw-semibold">{DAY_SHEET.debts(days.length)}</p>
        <ul>
          {days.map(({ day, undecided }) => (
            <li key={day}>
              <Link to={`/foglio${canClose ? "/chiusura" : ""}?giorno=${day}`}>
                {DAY_SHEET.debtOf(longDay(day), undecided)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
