// Invented people at invented appointments: with them a text is seen, counted and tried before it is sent to anybody.

import { SAMPLE_TEXTS } from "./review-texts.ts";
import type { MessageKind, MessageLocale, MessageOffice, SummonsMessageInput } from "./types.ts";

const office = (municipality: string, address: string): MessageOffice => ({
  name: `Centro per l’impiego di ${municipality}`,
  shortName: `CPI ${municipality}`,
  address,
  municipality,
  phone: "081 5550123",
  email: "cpi@regione.example",
  replyTo: "cpi@regione.example",
});

const SHORT = office("Sapri", "Via Mercadante 3");
const LONG = office("Mercato San Severino", "Via Nazionale delle Puglie 49");
/** As long as the links of messages are. */
const PATH = "/r/K7M2Q4PX23456789ABCD";

export interface Sample {
  readonly title: string;
  readonly named: boolean;
  readonly input: SummonsMessageInput;
}

/** One appointment, as messages of this kind tell of it. `address`: where the node's links point; none where it has none. */
function sampleInput(kind: MessageKind, locale: MessageLocale, at: MessageOffice, address: string | null): SummonsMessageInput {
  const isMeeting = kind.startsWith("meeting");
  const isChange = kind.includes("moved") || kind === "meeting-cancelled";
  return {
    office: at,
    person: { firstName: "Maria Grazia", surname: "Esposito", language: locale },
    appointment: {
      id: "00000000-0000-7000-8000-000000000000",
      startsAt: "2025-09-24T08:30:00Z",
      localDate: "2025-09-24",
      localTime: "10:30",
      durationMinutes: 30,
      sequence: 0,
      ...(kind.includes("moved") ? { previous: { localDate: "2025-09-17", localTime: "09:00" } } : {}),
    },
    referenceCode: isMeeting ? "" : "K7M2-Q4PX",
    // No sample is planned: when it would leave does not matter.
    measure: NO_HOURS,
    ...(isChange ? { because: "office-closed" as const } : {}),
    ...(address === null || isMeeting ? {} : { link: address + PATH }),
  };
}

const plainly = <T>(value: T) => ({ value, citation: null, confidence: "inferred" as const, note: "Dati inventati." });
const NO_HOURS: SummonsMessageInput["measure"] = {
  quietHours: plainly({ from: "20:00", to: "09:00" }),
  reminderHoursBefore: plainly(48),
  reminderNotUnderHours: plainly(12),
};

/** The samples of a kind, the plainest first. */
export function samplesOf(kind: MessageKind, locale: MessageLocale, address: string | null): readonly Sample[] {
  const plain: Sample[] = [
    { title: SAMPLE_TEXTS.short, named: false, input: sampleInput(kind, locale, SHORT, null) },
    { title: SAMPLE_TEXTS.long, named: false, input: sampleInput(kind, locale, LONG, null) },
    { title: SAMPLE_TEXTS.shared, named: true, input: sampleInput(kind, locale, LONG, null) },
  ];
  const linked = sampleInput(kind, locale, SHORT, address);
  return linked.link === undefined ? plain : [...plain, { title: SAMPLE_TEXTS.link, named: false, input: linked }];
}
