// Before an act that mends: for how many it can be done, what stands against the others; then the reason, and done.

import { useQuery } from "@tanstack/react-query";
import type { CareCount, CareRequest } from "../../../contract/outbox.ts";
import { post } from "../../api.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Loaded } from "../../parts/states.tsx";
import { CARE_TEXTS, messagesText, OUTBOX, peopleText } from "../../texts/outbox.ts";

export type CareAsked = Pick<CareRequest, "how" | "failure" | "channel" | "message">;
const TEXTS = OUTBOX.care;

export function CareDialog({ asked, onClose }: { readonly asked: CareAsked; readonly onClose: () => void }) {
  const { name, explain } = CARE_TEXTS[asked.how];
  const preview = useQuery({
    queryKey: ["care-preview", asked],
    queryFn: () => post<CareCount>("/api/outbox/failures/preview", asked),
    staleTime: 0,
    gcTime: 0,
  });
  if (preview.data === undefined || preview.data.possible === 0)
    return (
      <Dialog title={name} onClose={onClose}>
        <Loaded result={preview} lines={3}>
          {(count) => <Counted count={count} />}
        </Loaded>
      </Dialog>
    );
  return (
    <ActForm title={name} explain={explain} path="/api/outbox/failures/care" body={asked} numbered confirm={TEXTS.confirm} onClose={onClose}>
      <Counted count={preview.data} />
    </ActForm>
  );
}

function Counted({ count }: { readonly count: CareCount }) {
  return (
    <>
      <p>{count.possible === 0 ? TEXTS.none : TEXTS.possible(messagesText(count.possible), peopleText(count.people))}</p>
      {count.obstacles.length > 0 && (
        <>
          <p className="mb-1">{TEXTS.against}</p>
          <ul>
            {count.obstacles.map(({ obstacle, text, messages }) => (
              <li key={obstacle}>{TEXTS.obstacle(messagesText(messages), text)}</li>
            ))}
          </ul>
        </>
      )}
      {count.more && <p className="cv-muted">{TEXTS.more}</p>}
    </>
  );
}
