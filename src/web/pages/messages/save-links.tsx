// The two files in which a table of the outbox can be saved.

import { query } from "../../api.ts";
import { OUTBOX } from "../../texts/outbox.ts";

export function SaveLinks({
  path,
  values,
  what,
}: {
  /** Address without the format. */
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
  /** "i costi" */
  readonly what: string;
}) {
  return (
    <div className="cv-outbox-buttons">
      {(["csv", "ods"] as const).map((format) => (
        <a
          key={format}
          className="btn btn-outline-primary btn-sm"
          href={`${path}/${format}${query(values)}`}
          download
        >
          {OUTBOX.saveAs(what, OUTBOX.formats[format])}
        </a>
      ))}
    </div>
  );
}
