// Levers that ask for a word before they move: approve, send back, stop, throw away.

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import type { Campaign, CampaignApproved } from "../../../contract/campaigns.ts";
import type { Done } from "../../../contract/problem.ts";
import type { Lever } from "../../../domain/campaigns/life.ts";
import { post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { CAMPAIGNS, euros } from "../../texts/campaigns.ts";
import { COMMON } from "../../texts/common.ts";

interface DialogProps {
  readonly lever: Lever;
  readonly campaign: Campaign;
  readonly onClose: () => void;
  readonly onGone: () => void;
}

const TITLES: Readonly<Partial<Record<Lever, string>>> = {
  approve: CAMPAIGNS.approveTitle,
  "send-back": CAMPAIGNS.sendBackTitle,
  stop: CAMPAIGNS.stopTitle,
  remove: CAMPAIGNS.removeTitle,
};
const REASONS: Readonly<Partial<Record<Lever, string>>> = { approve: CAMPAIGNS.approveReason, "send-back": CAMPAIGNS.sendBackReason, stop: CAMPAIGNS.stopReason };

export function LeverDialog({ lever, campaign, onClose, onGone }: DialogProps) {
  const [reason, setReason] = useState("");
  const [release, setRelease] = useState(true);
  const [changes, setChanges] = useState<CampaignApproved | null>(null);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const announce = useAnnounce();
  const client = useQueryClient();
  const approve = async (): Promise<void> => {
    const done = await post<CampaignApproved>(`/api/campaigns/${campaign.id}/approve`, { digest: campaign.preview?.digest ?? "", reason });
    if (done.done) {
      announce(done.message);
      return onClose();
    }
    setChanges(done);
    await client.invalidateQueries({ queryKey: ["campaign", campaign.id] });
  };
  const others = async (): Promise<void> => {
    const body = lever === "stop" ? { releaseSeats: release, reason } : lever === "remove" ? {} : { reason };
    announce((await post<Done>(`/api/campaigns/${campaign.id}/${lever}`, body)).message);
    if (lever === "remove") onGone();
    else onClose();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setWorking(true);
    setProblem(null);
    try {
      await (lever === "approve" ? approve() : others());
    } catch (error) {
      setProblem(error);
    } finally {
      setWorking(false);
    }
  };
  const asks = REASONS[lever];
  return (
    <Dialog title={TITLES[lever] ?? ""} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p>{helpOf(lever, campaign)}</p>
        {changes !== null && <Changed changes={changes} />}
        {lever === "stop" && campaign.action !== "remind" && <SeatsChoice release={release} onChange={setRelease} />}
        {asks !== undefined && (
          <div className="cv-field">
            <label htmlFor="campagna-motivo">{asks}</label>
            <textarea id="campagna-motivo" required minLength={5} maxLength={500} rows={3} value={reason} aria-describedby="campagna-motivo-aiuto" onChange={(event) => setReason(event.target.value)} />
            <p id="campagna-motivo-aiuto" className="cv-muted cv-small">
              {COMMON.reasonHelp}
            </p>
          </div>
        )}
        {working && lever === "approve" && <p role="status">{CAMPAIGNS.working}</p>}
        {problem !== null && <Failure error={problem} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className={lever === "stop" || lever === "remove" ? "btn btn-danger" : "btn btn-primary"} disabled={working}>
            {changes === null ? CAMPAIGNS.levers[lever] : CAMPAIGNS.approveNew}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function helpOf(lever: Lever, { preview }: Campaign): string {
  if (lever === "stop") return CAMPAIGNS.stopHelp;
  if (lever === "remove") return CAMPAIGNS.removeHelp;
  return lever === "approve" && preview !== null ? CAMPAIGNS.approveHelp(preview.ready, euros(preview.cost)) : CAMPAIGNS.leads.proposed;
}

function Changed({ changes }: { readonly changes: CampaignApproved }) {
  return (
    <div className="alert alert-warning" role="alert">
      <p className="mb-1">{changes.message}</p>
      <ul className="mb-0" aria-label={CAMPAIGNS.changed}>
        {changes.changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </div>
  );
}

function SeatsChoice({ release, onChange }: { readonly release: boolean; readonly onChange: (release: boolean) => void }) {
  return (
    <fieldset className="cv-options">
      <legend>{CAMPAIGNS.seatsQuestion}</legend>
      <label className="cv-radio">
        <input type="radio" name="posti" checked={release} onChange={() => onChange(true)} />
        {CAMPAIGNS.releaseSeats}
      </label>
      <label className="cv-radio">
        <input type="radio" name="posti" checked={!release} onChange={() => onChange(false)} />
        {CAMPAIGNS.keepSeats}
      </label>
    </fieldset>
  );
}
