// The code of one summons, to be shown or printed: the QR that the door reads, and the short code.

import { useQuery } from "@tanstack/react-query";
import type { DeskCode } from "../../../contract/day-sheet.ts";
import { get } from "../../api.ts";
import { fullName, longInstant, properAddress } from "../../format.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Loaded } from "../../parts/states.tsx";
import { CODE } from "../../texts/day-sheet.ts";

export function CodeDialog({
  summonsId,
  name,
  onClose,
}: {
  readonly summonsId: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const result = useQuery({
    queryKey: ["desk-code", summonsId],
    queryFn: ({ signal }) => get<DeskCode>(`/api/day-sheet/codes/${summonsId}`, signal),
  });
  return (
    <Dialog title={CODE.title(name)} onClose={onClose}>
      <Loaded result={result} lines={4}>
        {(code) => (
          <div className="cv-code cv-print-slip">
            <img
              src={`data:image/svg+xml,${encodeURIComponent(code.svg)}`}
              alt={CODE.alt(code.code)}
              width={220}
              height={220}
            />
            <div>
              <p className="fw-semibold">{fullName(code)}</p>
              <p>{longInstant(code.startsAt)}</p>
              <p>
                {[code.office, code.address === null ? "" : properAddress(code.address)]
                  .filter(Boolean)
                  .join(", ")}
              </p>
              <p>
                {`${CODE.short}: `}
                <strong className="cv-mono">{code.short}</strong>
              </p>
              <p className="cv-muted cv-small cv-no-print">{CODE.help}</p>
              <button
                type="button"
                className="btn btn-primary btn-sm cv-no-print"
                onClick={() => printSlip()}
              >
                {CODE.print}
              </button>
            </div>
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

/** Only the slip goes on paper: the page behind it prints the whole sheet otherwise. */
function printSlip(): void {
  document.body.classList.add("cv-printing-slip");
  window.addEventListener("afterprint", () => document.body.classList.remove("cv-printing-slip"), {
    once: true,
  });
  window.print();
}
