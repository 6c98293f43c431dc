// The channel policy of a measure as lines of its page: the steps of each thing told, how long each has, how strongly it can prove.

import type { ChannelStep, ToldSubject, Wait } from "../domain/measures/channel-types.ts";
import { STRONGEST } from "../domain/measures/proof.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import {
  CHANNEL_STEPS,
  PROOF_STRENGTHS,
  SUMMONS_CHANNELS,
  TOLD_SUBJECTS,
} from "../domain/measures/words.ts";
import type { MeasureLine } from "./docs-measure-tables.ts";
import { many, waitUnit } from "./docs-measure-words.ts";
import { CHANNEL_POLICY, valueText } from "./docs-texts.ts";

export function channelPolicyLines({ channelPolicy }: MeasureParameters): MeasureLine[] {
  const { steps, afterFailure, answerEnough, withoutReceipts, confirmation, lastResort } = channelPolicy;
  const told = (Object.keys(TOLD_SUBJECTS) as ToldSubject[]).flatMap((subject) =>
    steps[subject].map((step, at) => ({
      key: `${subject}-${step.step}`,
      name: `${upperFirst(TOLD_SUBJECTS[subject])}: ${CHANNEL_STEPS[step.step]}`,
      value: `${at + 1}ª via. ${stepText(step, subject !== "reminder")}`,
      source: step,
    })),
  );
  const wanted = confirmation.value;
  const confirmed =
    wanted === null
      ? CHANNEL_POLICY.noConfirmation
      : CHANNEL_POLICY.confirmation(waitText(wanted.before), CHANNEL_STEPS[wanted.step.step]);
  return [
    ...told,
    {
      key: "afterFailure",
      name: CHANNEL_POLICY.afterFailure,
      value: waitText(afterFailure.value),
      source: afterFailure,
    },
    {
      key: "answerEnough",
      name: CHANNEL_POLICY.answerEnough,
      value: valueText(answerEnough.value),
      source: answerEnough,
    },
    {
      key: "withoutReceipts",
      name: CHANNEL_POLICY.withoutReceipts,
      value: CHANNEL_POLICY.blind[withoutReceipts.value],
      source: withoutReceipts,
    },
    { key: "confirmation", name: CHANNEL_POLICY.confirmationName, value: confirmed, source: confirmation },
    { key: "lastResort", name: CHANNEL_POLICY.lastResort, value: CHANNEL_STEPS.desk, source: lastResort },
  ];
}

/** "SMS e posta elettronica ordinaria insieme; si attende 2 giorni lavorativi; prova al più: ricevuta di consegna". */
function stepText({ channels, silence, lead, tries }: ChannelStep, hasNext: boolean): string {
  const names = channels.map((channel) => SUMMONS_CHANNELS[channel]);
  const strongest = channels.map((channel) => PROOF_STRENGTHS[STRONGEST[channel]]);
  return [
    names.length === 1 ? names[0]! : CHANNEL_POLICY.together(names.join(" e ")),
    ...(tries === undefined ? [] : [CHANNEL_POLICY.tries(tries)]),
    ...(hasNext ? [CHANNEL_POLICY.silence(waitText(silence))] : []),
    ...(lead.amount === 0 ? [] : [CHANNEL_POLICY.lead(waitText(lead))]),
    CHANNEL_POLICY.proof([...new Set(strongest)].join(", ")),
  ].join("; ");
}

function waitText({ amount, unit }: Wait): string {
  return amount === 0 ? CHANNEL_POLICY.atOnce : many(amount, waitUnit(unit));
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
