// The messages of an office, or in numbers those of the Region: search, failures by cause, doubtful ones, costs.

import { useSearchParams } from "react-router";
import type { Session } from "../../../contract/session.ts";
import { Page } from "../../parts/page.tsx";
import { Segments } from "../../parts/segments.tsx";
import { isOfficeRole } from "../../session.ts";
import { OUTBOX } from "../../texts/outbox.ts";
import { DoubtfulMessages } from "../regional/messages-page.tsx";
import { CostsView } from "./costs-view.tsx";
import { FailuresView } from "./failures-view.tsx";
import { SearchView } from "./search-view.tsx";
import "../../styles/outbox.css";

type View = keyof typeof OUTBOX.views;

/** The Region sees numbers; of persons only the administrator, and only the messages to be decided of. */
function viewsOf({ role }: Session): readonly View[] {
  if (isOfficeRole(role)) return ["cerca", "cause", "verifica", "costi"];
  return role === "administrator" ? ["verifica", "cause", "costi"] : ["cause", "costi"];
}

export function OutboxPage({ session }: { readonly session: Session }) {
  const [search, setSearch] = useSearchParams();
  const views = viewsOf(session);
  // An address of before names only the state of the messages to be decided of.
  const asked = search.get("vista") ?? (search.has("stato") ? "verifica" : "");
  const view = views.find((one) => one === asked) ?? views[0]!;
  return (
    <Page title={OUTBOX.title} lead={OUTBOX.leads[view]}>
      <Segments
        label={OUTBOX.view}
        value={view}
        onChange={(next) => setSearch({ vista: next })}
        options={views.map((one) => [one, OUTBOX.views[one]] as const)}
      />
      {view === "cerca" && <SearchView />}
      {view === "cause" && <FailuresView isOffice={isOfficeRole(session.role)} />}
      {view === "verifica" && <DoubtfulMessages session={session} />}
      {view === "costi" && <CostsView session={session} />}
    </Page>
  );
}
