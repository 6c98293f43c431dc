// One text for one content: what is hashed to know whether two notices say the same.

import type { Address, Notice } from "./types.ts";

/** Raised whenever a member is added or the order changes: texts of different forms are never compared. */
const FORM = "notice/1";

/**
 * Stable text of a notice's content: the same however the object was built, fixed order, absent members as null. The moment
 * and the number of sending are not content. Written out member by member because it runs once per record.
 */
export function canonicalNotice(n: Notice): string {
  return JSON.stringify([
    FORM,
    n.protocol,
    n.previousProtocol,
    n.taxCode,
    n.applicantTaxCode,
    n.role,
    n.measure,
    n.applicationState,
    n.applicationDate,
    n.grantedOn,
    n.surname,
    n.name,
    n.birthDate,
    n.sex,
    n.citizenship,
    n.birthPlaceCode,
    n.birthPlaceName,
    addressValues(n.residence),
    n.domicile === undefined ? null : addressValues(n.domicile),
    n.phone,
    n.email,
    n.sapCode,
    n.officeCode,
    n.origin,
    n.transformedOn,
    n.applicationKind,
    n.stateChangedOn,
    n.bound,
    n.notBoundReason,
  ]);
}

function addressValues(address: Address): readonly (string | undefined)[] {
  return [address.street, address.zip, address.municipalityCode, address.municipalityName];
}
