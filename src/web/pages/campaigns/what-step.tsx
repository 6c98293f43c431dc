// Second step: what is done, on which days people may be met, when and how fast messages may leave.

import { CAMPAIGN_ACTIONS } from "../../../domain/campaigns/types.ts";
import { ACTION_TEXTS } from "../../../domain/campaigns/texts.ts";
import { CAMPAIGNS } from "../../texts/campaigns.ts";
import type { Draft } from "./draft.ts";
import type { StepProps } from "./who-step.tsx";

type TextField = Exclude<keyof Draft, "choice" | "offices" | "action" | "name">;

export function WhatStep({ draft, set }: StepProps) {
  const field = (name: TextField, label: string, type: "date" | "time" | "number" | "text", help?: string) => (
    <div className="cv-field" key={name}>
      <label htmlFor={`campagna-${name}`}>{label}</label>
      <input
        id={`campagna-${name}`}
        type={type}
        required
        {...(type === "number" ? { min: 1, inputMode: "numeric" as const } : type === "text" ? { inputMode: "decimal" as const, pattern: "\\d+([,.]\\d+)?" } : {})}
        value={draft[name]}
        {...(help === undefined ? {} : { "aria-describedby": `campagna-${name}-aiuto` })}
        onChange={(event) => set({ [name]: event.target.value })}
      />
      {help !== undefined && (
        <p id={`campagna-${name}-aiuto`} className="cv-muted cv-small">
          {help}
        </p>
      )}
    </div>
  );
  return (
    <>
      <fieldset>
        <legend>{CAMPAIGNS.action}</legend>
        {CAMPAIGN_ACTIONS.map((action) => (
          <label key={action} className="cv-radio">
            <input type="radio" name="azione" checked={draft.action === action} onChange={() => set({ action })} />
            <span>
              {ACTION_TEXTS[action].title}
              <span className="cv-sub">{ACTION_TEXTS[action].help}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{CAMPAIGNS.days}</legend>
        <div className="cv-campaign-fields">
          {field("firstDay", CAMPAIGNS.firstDay, "date")}
          {field("lastDay", CAMPAIGNS.lastDay, "date")}
        </div>
      </fieldset>
      <fieldset>
        <legend>{CAMPAIGNS.sending}</legend>
        <p className="cv-muted cv-small">{CAMPAIGNS.sendHelp}</p>
        <div className="cv-campaign-fields">
          {field("sendFrom", CAMPAIGNS.sendFrom, "time")}
          {field("sendTo", CAMPAIGNS.sendTo, "time")}
          {field("messagesPerHour", CAMPAIGNS.messagesPerHour, "number")}
          {field("peoplePerDay", CAMPAIGNS.peoplePerDay, "number")}
        </div>
      </fieldset>
      <fieldset>
        <legend>{CAMPAIGNS.phones}</legend>
        <div className="cv-campaign-fields">
          {field("perPhonePerDay", CAMPAIGNS.perPhonePerDay, "number")}
          {field("perPhonePerHour", CAMPAIGNS.perPhonePerHour, "number")}
        </div>
      </fieldset>
      <div className="cv-campaign-fields">{field("price", CAMPAIGNS.price, "text", CAMPAIGNS.priceHelp)}</div>
    </>
  );
}
