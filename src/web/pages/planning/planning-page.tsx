// The page of planning: the office's desks for who leads it, and what counts in the order of the plan for everybody who may see it.

import { useSearchParams } from "react-router";
import type { Session } from "../../../contract/session.ts";
import { Page } from "../../parts/page.tsx";
import { Segments } from "../../parts/segments.tsx";
import { PLANNING } from "../../texts/planning.ts";
import { Desks } from "./desks.tsx";
import { Rules } from "./rules.tsx";
import "../../styles/planning.css";

type View = keyof typeof PLANNING.views;
const VIEWS = Object.entries(PLANNING.views) as [View, string][];

export function PlanningPage({ session }: { readonly session: Session }) {
  const [search, setSearch] = useSearchParams();
  const hasDesks = session.role === "office-manager";
  const view: View = hasDesks && search.get("vista") !== "rules" ? "desks" : "rules";
  return (
    <Page title={PLANNING.title} lead={PLANNING.lead}>
      {hasDesks && <Segments label={PLANNING.view} value={view} onChange={(next) => setSearch(next === "rules" ? { vista: next } : {})} options={VIEWS} />}
      {view === "desks" ? <Desks /> : <Rules session={session} />}
    </Page>
  );
}
