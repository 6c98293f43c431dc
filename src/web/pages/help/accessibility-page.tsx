// The statement on accessibility: what was checked, what was not, and whom to tell.

import { Page, Section } from "../../parts/page.tsx";
import { ACCESSIBILITY } from "../../texts/help.ts";

export function AccessibilityPage() {
  return (
    <Page title={ACCESSIBILITY.title} lead={ACCESSIBILITY.lead}>
      <Section title={ACCESSIBILITY.state} id="stato">
        <p>{ACCESSIBILITY.stateText}</p>
        <p className="small">{ACCESSIBILITY.law}</p>
      </Section>
      <Section title={ACCESSIBILITY.checked} id="verificato">
        <List items={ACCESSIBILITY.checkedItems} />
      </Section>
      <Section title={ACCESSIBILITY.missing} id="non-verificato">
        <List items={ACCESSIBILITY.missingItems} />
      </Section>
      <Section title={ACCESSIBILITY.report} id="segnalare">
        <p>{ACCESSIBILITY.reportText}</p>
        <p className="small">{ACCESSIBILITY.date}</p>
      </Section>
    </Page>
  );
}

function List({ items }: { readonly items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
