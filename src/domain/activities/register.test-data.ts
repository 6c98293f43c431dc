// Stories of the daily register of an activity, written by hand.

import {
  EXCUSED,
  NO_REASON,
  OFFICE,
  PROGRAM_TOO,
  REPORTED,
  UNKNOWN_REPORT,
} from "./told-activity.test-data.ts";
import type { Told } from "./told-activity.test-data.ts";

const RUNNING = ["started", "suspended", "completed"] as const;

/** In each state the register stays where it is. */
const register = (state: (typeof RUNNING)[number]): readonly Told[] => {
  const told = { from: [state], to: state, by: OFFICE } as const;
  const day = [
    ["ATTENDANCE_KEPT", { attendanceKept: false }],
    ["DAY_IN_ACTIVITY", { dayInActivity: false }],
    ["DAY_FREE", { dayRecorded: true }],
  ] as const;
  return [
    {
      ...told,
      title: `${state}: la presenza del giorno, con le ore`,
      act: "record-presence",
      by: PROGRAM_TOO,
      refused: [...day, ["HOURS_PLAUSIBLE", { hoursPlausible: false }]],
    },
    {
      ...told,
      title: `${state}: assente con giustificato motivo`,
      act: "record-absence",
      facts: { ...EXCUSED },
      refused: [
        ...day,
        ["REGISTER_SEEN", { reasonListed: false, registerSeen: false }],
        ["REGISTER_SEEN", { evidenceSeen: false, registerSeen: false }],
      ],
    },
    {
      ...told,
      title: `${state}: assente in un giorno senza obbligo`,
      act: "record-absence",
      facts: { duty: false },
      refused: day,
    },
    {
      ...told,
      title: `${state}: assente, ma le ore si recuperano nel mese`,
      act: "record-absence",
      facts: { recoverable: true },
      refused: [...day, ["REASON_LISTED", { duty: null }]],
    },
    {
      ...told,
      title: `${state}: assente senza motivo, con il registro dell’ente: una persona valuta`,
      act: "record-absence",
      effects: ["fact-for-conditionality"],
      refused: [
        ...day,
        ["REGISTER_SEEN", { registerSeen: false }],
        ["REASON_LISTED", { duty: null }],
        ["HOURS_RECOVERABLE", { recoverable: null }],
      ],
    },
  ];
};

/** What is weighed or put right later. */
const putRight = (state: (typeof RUNNING)[number]): readonly Told[] => {
  const told = { from: [state], to: state, by: OFFICE } as const;
  return [
    {
      ...told,
      title: `${state}: le ore che mancano si registrano a mese finito`,
      act: "record-lost-hours",
      facts: { recoverable: true },
      effects: ["fact-for-conditionality"],
      refused: [
        ["HOURS_RECOVERABLE", { recoverable: false }],
        ["MONTH_OVER", { monthOver: false }],
        ["HOURS_SHORT", { hoursShort: false }],
        ["DUTY_HOLDS", { duty: false }],
        ["DUTY_HOLDS", { duty: null }],
        ["REGISTER_SEEN", { registerSeen: false }],
      ],
    },
    {
      ...told,
      title: `${state}: l’assenza giustificata dopo`,
      act: "justify-absence",
      facts: { absentThatDay: true, ...EXCUSED },
      effects: ["close-fact"],
      refused: [
        ["ABSENT_THAT_DAY", { absentThatDay: false }],
        ["REASON_LISTED", { reasonListed: false }],
        ["EVIDENCE_SEEN", { evidenceSeen: false }],
        REPORTED,
        UNKNOWN_REPORT,
      ],
    },
    {
      ...told,
      title: `${state}: il registro sbagliato si corregge, finché non si è segnalato`,
      act: "correct-attendance",
      facts: { dayRecorded: true },
      effects: ["close-fact"],
      refused: [
        ["DAY_RECORDED", { dayRecorded: false }],
        ["HOURS_PLAUSIBLE", { hoursPlausible: false }],
        NO_REASON,
        REPORTED,
        UNKNOWN_REPORT,
      ],
    },
  ];
};

export const REGISTER_STORIES: readonly Told[] = RUNNING.flatMap((state) => [
  ...register(state),
  ...putRight(state),
]);
