// What the desk must look at for this person, each closed with a note.

import { useState } from "react";
import type { Person } from "../../../contract/person.ts";
import { instant } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Section } from "../../parts/page.tsx";
import { PERSON } from "../../texts/office.ts";
import { taskName } from "../../texts/dossier.ts";
import { MESSAGE_FAILURES } from "../../texts/procedure.ts";

type Task = Person["tasks"][number];

export function Tasks({ person }: { readonly person: Person }) {
  const [closing, setClosing] = useState<Task | null>(null);
  const open = person.tasks.filter((task) => task.closedAt === null);
  if (open.length === 0) return null;
  return (
    <Section id="da-sbrigare" title={PERSON.tasks}>
      <ul className="cv-tasks">
        {open.map((task) => (
          <li key={task.id}>
            <Icon name="warning-circle" />
            <span>
              <strong>{taskName(task.kind)}</strong>
              <span className="cv-sub">{`${MESSAGE_FAILURES[task.reason] ?? task.detail ?? task.reason}, ${instant(task.openedAt)}`}</span>
            </span>
            <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setClosing(task)}>
              {PERSON.closeTask}
            </button>
          </li>
        ))}
      </ul>
      {closing !== null && (
        <ActForm
          title={taskName(closing.kind)}
          explain={PERSON.closeTaskExplain}
          path={`/api/desk-tasks/${closing.id}/close`}
          body={{}}
          reasonField="note"
          reasonLabel={PERSON.note}
          confirm={PERSON.closeTask}
          onClose={() => setClosing(null)}
        />
      )}
    </Section>
  );
}
