// Who the person is, how to reach them, with whom they live, which benefit.

import { useState } from "react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Address, Person } from "../../../contract/person.ts";
import { fullName, instant, phone, properAddress, properName, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { Section } from "../../parts/page.tsx";
import { label } from "../../texts/common.ts";
import { PEOPLE, PERSON } from "../../texts/office.ts";
import { CONTACTS } from "../../texts/person.ts";
import { RULES } from "../../texts/procedure.ts";
import { ContactsDialog } from "./contacts-dialog.tsx";
import { LanguageLine } from "./language-line.tsx";

function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="cv-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Contacts({ person }: { readonly person: Person }) {
  const [correcting, setCorrecting] = useState(false);
  return (
    <Section id="recapiti" title={PERSON.contacts}>
      {person.contacts.length === 0 && <p className="cv-box">{PERSON.noContacts}</p>}
      <ul className="cv-contacts">
        {person.contacts.map((contact) => (
          <li key={contact.kind + contact.value}>
            <strong className="cv-wrap">
              {contact.kind === "email" ? contact.value : phone(contact.value)}
            </strong>
            <span className="cv-contact-marks">
              {!contact.usable && <Badge tone="bad">{PERSON.unusable}</Badge>}
              {!contact.current && <Badge tone="plain">{PERSON.replaced}</Badge>}
              {contact.sharedBy > 1 && <Badge tone="doubt">{PERSON.shared(contact.sharedBy)}</Badge>}
            </span>
            <span className="cv-sub">
              {[
                PERSON.contactKinds[contact.kind],
                PERSON.contactSource(
                  label(PERSON.contactSources, contact.source),
                  shortDay(contact.sourceDate.slice(0, 10)),
                ),
                contact.raw === contact.value ? null : PERSON.written(contact.raw),
              ]
                .filter(Boolean)
                .join(", ")}
            </span>
            {contact.problem !== null && <span className="cv-field-error cv-small">{contact.problem}</span>}
          </li>
        ))}
      </ul>
      <p className="cv-after-list">
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setCorrecting(true)}>
          {CONTACTS.open}
        </button>
      </p>
      <LanguageLine person={person} />
      {correcting && <ContactsDialog person={person} onClose={() => setCorrecting(false)} />}
    </Section>
  );
}

export function Household({ person }: { readonly person: Person }) {
  return (
    <Section id="nucleo" title={PERSON.household}>
      {person.household.length === 0 && <p className="cv-box">{PERSON.noHousehold}</p>}
      <ul className="cv-contacts">
        {person.household.map((member) => (
          <li key={member.caseId}>
            <Link to={`/persone/${member.caseId}`}>{fullName(member)}</Link>
            <span className="cv-sub">
              {[
                member.role === "R" ? PEOPLE.applicant : PEOPLE.member,
                member.bound ? PEOPLE.bound : PEOPLE.notBound,
                PERSON.memberBorn(shortDay(member.birthDate)),
                member.appointmentAt === null
                  ? null
                  : PERSON.memberAppointment(instant(member.appointmentAt)),
              ]
                .filter(Boolean)
                .join(", ")}
            </span>
          </li>
        ))}
      </ul>
      <p className="cv-muted cv-small">{PERSON.householdHelp}</p>
    </Section>
  );
}

const addressText = (address: Address | null): string =>
  address === null
    ? PERSON.noAddress
    : [address.street, [address.zip, address.municipality].filter(Boolean).join(" ")]
        .filter((part) => part !== null && part !== "")
        .map((part) => properAddress(part!))
        .join(", ") || PERSON.noAddress;

export function Identity({ person }: { readonly person: Person }) {
  return (
    <Section id="identita" title={PERSON.identity}>
      <Facts
        facts={[
          [
            PERSON.taxCode,
            <span key="cf" className="cv-mono">
              {person.provisional ? `${person.taxCode} (${PERSON.provisional})` : person.taxCode}
            </span>,
          ],
          [
            PERSON.born,
            PERSON.bornAt(shortDay(person.birthDate), person.birthPlace && properName(person.birthPlace)),
          ],
          [PERSON.sex, person.sex === null ? "–" : label(PERSON.sexes, person.sex)],
          [PERSON.citizenship, properName(label(PERSON.citizenships, person.citizenship))],
          [PERSON.residence, addressText(person.residence)],
          ...(person.domicile === null ? [] : [[PERSON.domicile, addressText(person.domicile)] as const]),
          ...(person.bound || person.notBoundText === null
            ? []
            : [[PERSON.notBound, person.notBoundText] as const]),
        ]}
      />
      <p className="cv-muted cv-small">{PERSON.dataAsOf(instant(person.dataAsOf))}</p>
    </Section>
  );
}

export function BenefitBox({ person }: { readonly person: Person }) {
  const { benefit, competence } = person;
  return (
    <Section id="beneficio" title={PERSON.benefit}>
      <Facts
        facts={[
          [PERSON.measure, label(PERSON.measures, benefit.measure)],
          [
            PERSON.protocol,
            <span key="protocol" className="cv-mono">
              {benefit.protocol}
            </span>,
          ],
          ...(benefit.previousProtocol === null
            ? []
            : [
                [
                  PERSON.previousProtocol,
                  <span key="previous" className="cv-mono">
                    {benefit.previousProtocol}
                  </span>,
                ] as const,
              ]),
          [PERSON.grantedOn, shortDay(benefit.grantedOn)],
          [PERSON.appliedOn, shortDay(benefit.applicationDate)],
          [PERSON.state, benefit.state.toLowerCase()],
          [
            PERSON.competence,
            <span key="office">
              {competence.office}
              <span className="cv-sub">
                {PERSON.since(shortDay(competence.since.slice(0, 10)), label(RULES, competence.rule))}
              </span>
            </span>,
          ],
        ]}
      />
    </Section>
  );
}
