// What is new, for who works with it.

import { Page, Section } from "../../parts/page.tsx";
import { NEWS } from "../../texts/help.ts";

export function NewsPage() {
  return (
    <Page title={NEWS.title} lead={NEWS.lead}>
      {NEWS.entries.map(({ when, items }) => (
        <Section key={when} title={when} id={when.toLowerCase().replaceAll(" ", "-")}>
          <ul>
            {items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  );
}
