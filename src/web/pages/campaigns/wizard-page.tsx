// A campaign is prepared in steps: who, what and when; the preview follows on its own page.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import type { Campaign, CampaignRequest } from "../../../contract/campaigns.ts";
import type { Done } from "../../../contract/problem.ts";
import type { Session } from "../../../contract/session.ts";
import { get, post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Failure, Loaded, Loading } from "../../parts/states.tsx";
import { isOfficeRole, useOffices, useSession } from "../../session.ts";
import { CAMPAIGNS } from "../../texts/campaigns.ts";
import { draftOf, newDraft, requestOf } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { Steps } from "./steps.tsx";
import { WhatStep } from "./what-step.tsx";
import { WhoStep } from "./who-step.tsx";
import "../../styles/campaigns.css";

export function WizardPage({ session }: { readonly session: Session }) {
  const { id } = useParams();
  const result = useQuery({
    queryKey: ["campaign", id],
    queryFn: ({ signal }) => get<Campaign>(`/api/campaigns/${id}`, signal),
    enabled: id !== undefined,
  });
  const back = (
    <Link to={id === undefined ? "/campagne" : `/campagne/${id}`} className="cv-back">
      <Icon name="arrow-left" /> {CAMPAIGNS.back}
    </Link>
  );
  return (
    <Page title={id === undefined ? CAMPAIGNS.newTitle : CAMPAIGNS.changeTitle} lead={CAMPAIGNS.wizardLead} above={back}>
      {id === undefined ? <Fresh session={session} /> : <Loaded result={result}>{(campaign) => <Wizard session={session} first={draftOf(campaign)} id={id} />}</Loaded>}
    </Page>
  );
}

function Fresh({ session }: { readonly session: Session }) {
  const [params] = useSearchParams();
  const today = useSession().data?.today;
  return today === undefined ? <Loading /> : <Wizard session={session} first={newDraft(params, today)} id={null} />;
}

function Wizard({ session, first, id }: { readonly session: Session; readonly first: Draft; readonly id: string | null }) {
  const [draft, setDraft] = useState(first);
  const [step, setStep] = useState<1 | 2>(1);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  // Kept when its preview fails: pressed again, the same campaign is changed and not a second one made.
  const [saved, setSaved] = useState(id);
  const offices = useOffices();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const region = !isOfficeRole(session.role);
  const set = (more: Partial<Draft>): void => setDraft((now) => ({ ...now, ...more }));
  const save = async (): Promise<void> => {
    setWorking(true);
    setProblem(null);
    try {
      const body: CampaignRequest = requestOf(draft, region ? offices.map((one) => one.id) : []);
      const { id: made } = await post<{ id: string }>(saved === null ? "/api/campaigns" : `/api/campaigns/${saved}`, body);
      setSaved(made);
      announce((await post<Done>(`/api/campaigns/${made}/preview`, {})).message);
      void navigate(`/campagne/${made}`);
    } catch (error) {
      setProblem(error);
    } finally {
      setWorking(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (step === 1) setStep(2);
    else void save();
  };
  return (
    <form className="cv-campaign-form" onSubmit={submit} aria-label={CAMPAIGNS.steps[step - 1]}>
      <Steps at={step} />
      {step === 1 ? <WhoStep draft={draft} set={set} region={region} /> : <WhatStep draft={draft} set={set} />}
      {working && <p role="status">{CAMPAIGNS.working}</p>}
      {problem !== null && <Failure error={problem} />}
      <div className="cv-dialog-actions">
        {step === 2 && (
          <button type="button" className="btn btn-outline-primary" onClick={() => setStep(1)}>
            {CAMPAIGNS.backStep}
          </button>
        )}
        <button type="submit" className="btn btn-primary" disabled={working}>
          {step === 1 ? CAMPAIGNS.next : CAMPAIGNS.showPreview}
        </button>
      </div>
    </form>
  );
}
