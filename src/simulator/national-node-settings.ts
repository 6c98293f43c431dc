// How the simulated national node behaves; every field can be changed while it runs.

/** Shares are 0…1, by seeded chance on the message. */
export interface NodeBehaviour {
  /** Refuses connections, and sends nothing. */
  paused: boolean;
  /** Time before each answer, milliseconds. */
  latencyMs: number;
  /** Never answers a question. */
  hangShare: number;
  /** Answers 503 without a message. */
  errorShare: number;
  /** Answers with a fault of SOAP. */
  faultShare: number;
  /** Answers with a negative outcome. */
  koShare: number;
  /** Answers what its own schema does not admit. */
  wrongShare: number;
  /** Cuts its answer short. */
  truncateShare: number;
  /** Says of a person, at each question, another telephone. */
  changeMindShare: number;
  /** The state given ends in the middle of a person. */
  truncateState: boolean;
  /** Notices pushed: sent twice, lost, spoilt, in an envelope; and all of them in disorder. */
  duplicateShare: number;
  loseShare: number;
  spoilShare: number;
  soapShare: number;
  disorder: boolean;
}

export const CALM_NODE: NodeBehaviour = {
  paused: false,
  latencyMs: 0,
  hangShare: 0,
  errorShare: 0,
  faultShare: 0,
  koShare: 0,
  wrongShare: 0,
  truncateShare: 0,
  changeMindShare: 0,
  truncateState: false,
  duplicateShare: 0,
  loseShare: 0,
  spoilShare: 0,
  soapShare: 0.5,
  disorder: false,
};
