// The page of one fact: what to do now, the evidence laid out, the count before and after, the acts that a person may do.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { Dossier, DossierItem } from "../../../contract/acts.ts";
import type { FactPage as Fact } from "../../../contract/conditionality.ts";
import { get, query } from "../../api.ts";
import { fullName, longDay, longInstant } from "../../format.ts";
import { ActButtons } from "../../parts/act/act-buttons.tsx";
import { ActForm } from "../../parts/act-form.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Loaded, Loading } from "../../parts/states.tsx";
import { CONDITIONALITY, FACT } from "../../texts/conditionality.ts";
import { Countdown } from "./countdown.tsx";
import { Evidence } from "./evidence.tsx";
import { CountBox, HistoryList, LawBox, People, TermList } from "./fact-side.tsx";
import "../../styles/conditionality.css";

export function FactPage() {
  const { caseId = "", what = "", id = "" } = useParams();
  const result = useQuery({
    queryKey: ["fact", caseId, what, id],
    queryFn: ({ signal }) => get<Fact>(`/api/cases/${encodeURIComponent(caseId)}/conditionality${query({ what, id })}`, signal),
  });
  const back = (
    <Link to="/condizionalita" className="cv-back">
      <Icon name="arrow-left" /> {FACT.back}
    </Link>
  );
  const { data } = result;
  return (
    <Page title={data === undefined ? CONDITIONALITY.title : fullName(data.person)} {...(data === undefined ? {} : { lead: data.next })} above={back}>
      <Loaded result={result}>{(fact) => <Body fact={fact} refetch={() => void result.refetch()} />}</Loaded>
    </Page>
  );
}

function Body({ fact, refetch }: { readonly fact: Fact; readonly refetch: () => void }) {
  return (
    <>
      <p className="cv-fact-head">
        <strong>{fact.title}</strong>
        <span>{whenOf(fact)}</span>
        <span>{`${fact.measure}, ${fact.protocol}`}</span>
        <span className="cv-badge cv-info">{fact.stateText}</span>
        <Link to={`/persone/${fact.caseId}`}>{FACT.person}</Link>
      </p>
      {fact.detail !== null && <p className="cv-box">{fact.detail}</p>}
      {fact.window !== null && <Countdown key={fact.now} window={fact.window} now={fact.now} onOver={refetch} />}
      <Section title={FACT.acts} id="atti">
        <Acts fact={fact} refetch={refetch} />
      </Section>
      <div className="cv-columns">
        <div>
          <Evidence fact={fact} />
        </div>
        <div>
          <CountBox fact={fact} />
          <LawBox fact={fact} />
          <TermList fact={fact} />
          <People fact={fact} />
        </div>
      </div>
      <HistoryList fact={fact} />
    </>
  );
}

function whenOf({ happenedAt, happenedOn }: Fact): string {
  if (happenedAt !== null) return longInstant(happenedAt);
  return happenedOn === null ? "" : longDay(happenedOn);
}

/** The acts come from the dossier of the case, where the same table decides for every page. */
function Acts({ fact, refetch }: { readonly fact: Fact; readonly refetch: () => void }) {
  const queries = useQueryClient();
  const dossier = useQuery({
    queryKey: ["dossier", fact.caseId],
    queryFn: ({ signal }) => get<Dossier>(`/api/cases/${fact.caseId}/dossier`, signal),
  });
  const [closing, setClosing] = useState(false);
  const done = (): void => {
    refetch();
    void queries.invalidateQueries();
  };
  if (dossier.data === undefined) return <Loading lines={2} />;
  const entry = entryOf(dossier.data, fact);
  return (
    <>
      {entry === undefined ? <p className="cv-muted">{FACT.noActs}</p> : <ActButtons caseId={fact.caseId} entry={entry} onDone={done} />}
      {fact.what === "task" && (
        <p>
          <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setClosing(true)}>
            {FACT.closeTask}
          </button>
        </p>
      )}
      {closing && (
        <ActForm
          title={FACT.closeTask}
          explain={FACT.closeTaskExplain}
          path={`/api/desk-tasks/${fact.id}/close`}
          reasonField="note"
          reasonLabel={FACT.closeTaskReason}
          confirm={FACT.closeTask}
          body={{}}
          onClose={() => setClosing(false)}
        />
      )}
    </>
  );
}

/** Of a recorded fact its own acts; of one that is not, only the act that would record it. */
function entryOf({ items }: Dossier, { itemId, what }: Fact): DossierItem | undefined {
  const own = items.filter(({ procedure }) => procedure === "condizionalita");
  if (itemId !== null) return own.find(({ item }) => item?.id === itemId);
  const fresh = own.find(({ item }) => item === null);
  const act = what === "absence" ? "take-over" : "record-fact";
  return fresh === undefined ? undefined : { ...fresh, acts: fresh.acts.filter((offer) => offer.act === act) };
}
