// The offices in a choice, by province.

import { useOffices } from "../session.ts";
import { PROVINCES } from "../texts/common.ts";

/** The `<option>`s of every office, a group for each province. */
export function OfficeOptions() {
  const offices = useOffices();
  return Object.entries(PROVINCES).map(([province, name]) => (
    <optgroup key={province} label={name}>
      {offices
        .filter((one) => one.province === province)
        .map((one) => (
          <option key={one.id} value={one.id}>
            {one.shortName}
          </option>
        ))}
    </optgroup>
  ));
}
