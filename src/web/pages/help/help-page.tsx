// Help: the day's work by role, the keyboard, the words, what to do when something goes wrong.

import { Link } from "react-router";
import type { Session } from "../../../contract/session.ts";
import { useTour } from "../../layout/tour.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { DAY, DOOR, HELP, KEYS, PROBLEMS, WORDS } from "../../texts/help.ts";

/** Whoever has not come in reads the same, without the work of a role. */
export function HelpPage({ session }: { readonly session: Session | null }) {
  return (
    <Page
      title={HELP.title}
      lead={session === null ? HELP.leadOutside : HELP.lead}
      {...(session === null ? {} : { actions: <StartTour session={session} /> })}
    >
      {session === null ? (
        <Section title={HELP.door} id="accesso">
          <Terms terms={DOOR} />
        </Section>
      ) : (
        <Section title={HELP.day} id="giornata">
          <ol className="cv-help-steps">
            {DAY[session.role].map(({ text, to, place }) => (
              <li key={text}>
                {text} <Link to={to}>{place}</Link>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Section title={HELP.keys} id="tastiera">
        <p>{HELP.keysLead}</p>
        <Terms terms={KEYS} />
      </Section>
      <Section title={HELP.words} id="parole">
        <Terms terms={WORDS} />
      </Section>
      <Section title={HELP.problems} id="problemi">
        <Terms terms={PROBLEMS} />
      </Section>
    </Page>
  );
}

function StartTour({ session }: { readonly session: Session }) {
  const startTour = useTour(session);
  return (
    <button type="button" className="btn btn-primary" onClick={() => startTour(0)}>
      {HELP.startTour}
    </button>
  );
}

function Terms({ terms }: { readonly terms: readonly (readonly [string, string])[] }) {
  return (
    <dl className="cv-help-terms">
      {terms.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
