// Fields that the forms of exclusions, exemptions and the DID have in common.

import { EVIDENCE_OUTCOMES } from "../../../domain/duties/evidence.ts";
import { isNumber, isOneOf, isRecordOf, isText, orNull } from "../input-fields.ts";

export const WORK = isRecordOf({
  kind: isOneOf(["employee", "self-employed"]), startsOn: isText, endsOn: orNull(isText), yearlyEuros: orNull(isNumber),
});

/**
 * That a paper was seen and what came of it: no field says what is in it, and none may be added by a form. Where it was handed in,
 * `documentId` names it among the documents of the case.
 */
export const EVIDENCE = isRecordOf({
  seenOn: isText, outcome: isOneOf(Object.keys(EVIDENCE_OUTCOMES)), expiresOn: orNull(isText),
  documentId: (value) => value === undefined || value === null || isText(value),
});
