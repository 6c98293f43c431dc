// What a change of the hours does: seats gained or lost, everybody who is hit with the place they go to, each text to be read before approving.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { TextPreview as Preview } from "../../../contract/agenda.ts";
import type { ChangePreview, Proposal } from "../../../contract/agenda-hours.ts";
import { post } from "../../api.ts";
import { clock, fullName, instant, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Loaded } from "../../parts/states.tsx";
import { HOURS } from "../../texts/agenda.ts";
import { AGENDA } from "../../texts/office.ts";
import { TextPreview } from "./text-preview.tsx";

export function Proposals({ preview }: { readonly preview: ChangePreview }) {
  const { proposals, days } = preview;
  const seats = days.reduce((sum, one) => sum + one.seats, 0);
  const same = proposals.filter((one) => one.sameTime).length;
  const unplaced = proposals.filter((one) => one.to === null).length;
  const moved = proposals.filter((one) => one.to !== null && !one.sameTime);
  const byHand = moved.filter((one) => one.reach === "paper" || one.reach === "nobody").length;
  const late = proposals.filter((one) => one.late);
  return (
    <div role="status">
      <p>{HOURS.effect(seats, days.length)}</p>
      {proposals.length === 0 ? (
        <p>
          <Icon name="check-circle" className="icon-sm icon-success" /> {HOURS.nobody}
        </p>
      ) : (
        <>
          <p>
            <strong>{HOURS.hit(proposals.length)}</strong> {HOURS.summary(same, moved.length, byHand, unplaced)}
          </p>
          {late.length > 0 && (
            <p className="cv-late">
              <Icon name="warning-circle" className="icon-sm" /> {`${HOURS.lateNames(late.length)}: ${late.map((one) => fullName(one)).join("; ")}.`}
            </p>
          )}
          <ul className="cv-proposals">
            {proposals.map((one) => (
              <Row key={one.caseId} proposal={one} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Row({ proposal }: { readonly proposal: Proposal }) {
  const [open, setOpen] = useState(false);
  const { to, sameTime, late } = proposal;
  const name = fullName(proposal);
  return (
    <li>
      <div className="cv-proposal">
        <strong>{name}</strong>
        <span>{`${instant(proposal.startsAt)}, ${AGENDA.deskName(proposal.desk)}`}</span>
        <Icon name="arrow-right" className="icon-xs" />
        {to === null ? (
          <Badge tone="bad">{HOURS.noPlace}</Badge>
        ) : (
          <span>
            {sameTime ? `${HOURS.sameHour}, ${clock(to.startsAt)}` : instant(to.startsAt)}
            {`, ${AGENDA.deskName(to.desk)}`}
          </span>
        )}
        {late && <Badge tone="bad">{HOURS.late(shortDay(proposal.due))}</Badge>}
        {to !== null && !sameTime && (
          <button type="button" className="btn btn-outline-primary btn-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {HOURS.text}
            <span className="visually-hidden">{HOURS.showText(name)}</span>
          </button>
        )}
      </div>
      {open && to !== null && <Text proposal={proposal} to={to} />}
    </li>
  );
}

function Text({ proposal, to }: { readonly proposal: Proposal; readonly to: NonNullable<Proposal["to"]> }) {
  const result = useQuery({
    queryKey: ["move-preview", proposal.appointmentId, to.deskId, to.startsAt, "closed"],
    queryFn: () =>
      post<Preview>("/api/agenda/moves/preview", {
        caseId: proposal.caseId, appointmentId: proposal.appointmentId, deskId: to.deskId, startsAt: to.startsAt, because: "office-closed",
      }),
    gcTime: 0,
    retry: false,
  });
  return (
    <Loaded result={result} lines={2}>
      {(preview) => <TextPreview preview={preview} />}
    </Loaded>
  );
}
