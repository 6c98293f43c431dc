// The texts of messages: what is in force, drafts and their review, what follows; comparisons of two wordings.

import { z } from "zod";
import { Day, Id, Instant, Reason } from "./problem.ts";

export const ChooseLanguage = z.object({
  language: z.enum(["it", "en", "fr", "es", "ro", "uk", "ar"]),
  source: z.enum(["desk", "telephone", "paper"]).describe("Come la persona lo ha detto"),
  actId: Id,
});

export const TextKey = z.object({
  kind: z.enum([
    "summons", "reminder", "moved", "cancelled", "meeting-moved", "meeting-cancelled", "reply-confirmed", "reply-taken", "reply-unclear", "reply-shared", "reply-stop",
  ]),
  channel: z.enum(["sms", "email"]),
  locale: z.enum(["it", "en", "fr", "es", "ro", "uk", "ar"]),
});
export type TextKey = z.infer<typeof TextKey>;

export const WrittenText = z.union([
  z.object({ rungs: z.array(z.string().max(1_000)).max(12) }).strict(),
  z.object({ subject: z.string().max(300), markup: z.string().max(10_000) }).strict(),
]);
export type WrittenText = z.infer<typeof WrittenText>;

const May = z.object({ write: z.boolean(), approve: z.boolean(), preview: z.boolean() });

/** Which version: one of the Region's, or the one that comes with the program. */
const Standing = z.object({ template: z.string(), version: z.int(), own: z.boolean(), since: Instant.nullable(), by: z.string().nullable(), barred: z.boolean() });
export type Standing = z.infer<typeof Standing>;

export const TextRow = TextKey.extend({
  inForce: Standing,
  next: z.object({ version: z.int(), own: z.boolean(), fromAt: Instant }).nullable(),
  drafts: z.int(),
  submitted: z.int(),
});
export type TextRow = z.infer<typeof TextRow>;
export const Texts = z.object({ rows: z.array(TextRow), may: May });
export type Texts = z.infer<typeof Texts>;

export const TextVersionRow = z.object({
  id: Id,
  version: z.int(),
  state: z.enum(["draft", "submitted", "approved", "dropped"]),
  revision: z.int(),
  note: z.string(),
  authors: z.array(z.string()),
  changedAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedBecause: z.string().nullable(),
  written: WrittenText,
  /** The one who asks has no hand in it. */
  mayApprove: z.boolean(),
});
export type TextVersionRow = z.infer<typeof TextVersionRow>;

export const TextDetail = TextKey.extend({
  inForce: Standing.extend({ written: WrittenText }),
  shipped: z.object({ template: z.string(), version: z.int() }),
  versions: z.array(TextVersionRow),
  rulings: z.array(z.object({ id: Id, version: z.int().nullable(), textId: Id.nullable(), fromAt: Instant, because: z.string(), ruledBy: z.string(), ruledAt: Instant })),
  values: z.array(z.object({ name: z.string(), type: z.string(), title: z.string() })),
  direction: z.enum(["ltr", "rtl"]),
  trialTo: z.string().nullable(),
  today: Day,
  may: May,
});
export type TextDetail = z.infer<typeof TextDetail>;

export const ReviewRequest = TextKey.extend({ written: WrittenText });
export type ReviewRequest = z.infer<typeof ReviewRequest>;

const MailBlock = z.discriminatedUnion("block", [
  z.object({ block: z.literal("heading"), text: z.string() }),
  z.object({ block: z.literal("paragraph"), text: z.string() }),
  z.object({ block: z.literal("list"), title: z.string(), items: z.array(z.string()) }),
  z.object({ block: z.literal("facts"), rows: z.array(z.tuple([z.string(), z.string()])) }),
]);
export type MailBlock = z.infer<typeof MailBlock>;
const Shown = z.object({
  title: z.string(),
  text: z.string(),
  parts: z.int(),
  rung: z.int(),
  cost: z.number().nullable(),
  /** An e-mail as it is read: in the person's language, then in Italian. */
  mail: z
    .object({
      subject: z.string(),
      halves: z.array(z.object({ locale: z.string(), direction: z.enum(["ltr", "rtl"]), blocks: z.array(MailBlock) })),
    })
    .nullable(),
});
export type Shown = z.infer<typeof Shown>;
export const ReviewAnswer = z.object({
  findings: z.array(z.object({ severity: z.enum(["error", "warning"]), where: z.string(), message: z.string(), excerpt: z.string().nullable() })),
  rungs: z.array(z.object({ text: z.string(), encoding: z.enum(["gsm7", "ucs2"]), units: z.int(), parts: z.int(), left: z.int() })),
  shown: z.array(Shown),
  sound: z.boolean(),
  currency: z.string().nullable(),
});
export type ReviewAnswer = z.infer<typeof ReviewAnswer>;

export const PersonPreviewRequest = ReviewRequest.extend({ caseId: Id });
export const PersonPreview = z.object({ name: z.string(), invented: z.boolean(), shown: Shown });
export type PersonPreview = z.infer<typeof PersonPreview>;

export const BeginDraft = TextKey.extend({ from: Id.nullable() });
export const DraftBegun = z.object({ id: Id, message: z.string() });
export type DraftBegun = z.infer<typeof DraftBegun>;
export const HeldText = z.object({ revision: z.int() });
export const SaveDraft = HeldText.extend({ written: WrittenText, note: z.string().trim().max(500) });
export const ApproveText = HeldText.extend({ fromOn: Day.nullable(), because: Reason });
export const ReturnText = HeldText.extend({ because: Reason });
export const PutInForce = TextKey.extend({ textId: Id.nullable(), because: Reason });
export const TryText = z.object({ to: z.string().trim().min(3).max(254) });

const Share = z.object({ count: z.int(), of: z.int() });
const Effect = z.object({ a: Share, b: Share, difference: z.object({ value: z.number(), low: z.number(), high: z.number() }), verdict: z.enum(["more", "fewer", "unclear"]) });
export type Effect = z.infer<typeof Effect>;
export const Wording = TextKey.extend({
  id: Id,
  versionA: z.int().nullable(),
  versionB: z.int(),
  shareB: z.int(),
  question: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  author: z.string(),
  decidedBy: z.string().nullable(),
  stoppedAt: Instant.nullable(),
  phase: z.enum(["submitted", "dropped", "to-begin", "running", "over"]),
  mayApprove: z.boolean(),
  came: Effect.nullable(),
  confirmed: Effect.nullable(),
});
export type Wording = z.infer<typeof Wording>;
export const Wordings = z.object({ rows: z.array(Wording), today: Day, may: May });
export type Wordings = z.infer<typeof Wordings>;
export const ProposeWording = TextKey.extend({
  textA: Id.nullable(),
  textB: Id,
  shareB: z.int().min(1).max(99),
  question: z.string().trim().min(3).max(500),
  startsOn: Day,
  endsOn: Day,
});
export const SettleWording = z.object({ approve: z.boolean() });
