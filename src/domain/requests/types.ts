// The words of requests about one's own data.

export const REQUEST_KINDS = [
  "access",
  "rectification",
  "erasure",
  "restriction",
  "portability",
  "objection",
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_CHANNELS = ["desk", "email", "pec", "letter"] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

export const REQUEST_ANSWERS = ["granted", "partly", "refused"] as const;
export type RequestAnswer = (typeof REQUEST_ANSWERS)[number];
