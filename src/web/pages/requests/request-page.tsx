// One request about one's own data: its term, the person, the copy, and the acts that answer it.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import type { RequestDetail } from "../../../contract/requests.ts";
import { get } from "../../api.ts";
import { instant, phone, properAddress, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import {
  DOCUMENT_KIND_TEXTS,
  REQUEST,
  REQUEST_CHANNEL_TEXTS,
  REQUEST_KIND_TEXTS,
  RESTRICTION,
} from "../../texts/data-protection.ts";
import { RequestStep } from "./request-step.tsx";
import type { Step } from "./request-step.tsx";
import { Urgency, whoAsks } from "./requests-page.tsx";

export function RequestPage() {
  const { id = "" } = useParams();
  const result = useQuery({
    queryKey: ["subject-request", id],
    queryFn: ({ signal }) => get<RequestDetail>(`/api/subject-requests/${encodeURIComponent(id)}`, signal),
    // Each opening is in the access log.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const back = (
    <Link to="/richieste" className="cv-back">
      <Icon name="arrow-left" />
      {REQUEST.back}
    </Link>
  );
  const title =
    result.data === undefined
      ? REQUEST.waiting
      : `${label(REQUEST_KIND_TEXTS, result.data.kind)}: ${whoAsks(result.data)}`;
  return (
    <Page key={id} title={title} lead={REQUEST.lead} above={back}>
      <Loaded result={result} lines={8}>
        {(request) => <Content request={request} />}
      </Loaded>
    </Page>
  );
}

function Content({ request }: { readonly request: RequestDetail }) {
  const [step, setStep] = useState<Step | null>(null);
  const { person, mayAct } = request;
  return (
    <>
      <p className="cv-person-facts">
        <Urgency request={request} />
        {person?.restriction != null && <Badge tone="bad">{RESTRICTION.badge}</Badge>}
      </p>
      {!request.known && <p className="cv-box">{REQUEST.unknown}</p>}
      {!mayAct && <p className="cv-box">{REQUEST.readOnly}</p>}
      <div className="cv-columns">
        <div>
          {mayAct && request.state === "open" && <Steps request={request} onStep={setStep} />}
          {person !== null && <Copies request={request} person={person} />}
          <RequestFacts request={request} />
        </div>
        <div>{person !== null && <Person request={request} person={person} />}</div>
      </div>
      {step !== null && <RequestStep request={request} step={step} onClose={() => setStep(null)} />}
    </>
  );
}

function Steps({
  request,
  onStep,
}: {
  readonly request: RequestDetail;
  readonly onStep: (step: Step) => void;
}) {
  const { person } = request;
  const possible: Step[] = [
    ...(person === null
      ? []
      : ["rectify" as const, person.restriction === null ? ("restrict" as const) : ("lift" as const)]),
    ...(request.extendedBecause === null && request.urgency !== "late" ? ["extend" as const] : []),
    "answer",
  ];
  return (
    <Section id="passi" title={REQUEST.steps}>
      <p className="cv-step-buttons">
        {possible.map((step) => (
          <button
            key={step}
            type="button"
            className={`btn ${step === "answer" ? "btn-primary" : "btn-outline-primary"}`}
            onClick={() => onStep(step)}
          >
            {REQUEST[step]}
          </button>
        ))}
      </p>
    </Section>
  );
}

type Known = NonNullable<RequestDetail["person"]>;

function Copies({ request, person }: { readonly request: RequestDetail; readonly person: Known }) {
  const path = `/api/subject-requests/${request.id}`;
  return (
    <Section id="copia" title={REQUEST.copies}>
      <p>{REQUEST.copiesHelp}</p>
      <ul className="cv-contacts">
        <li>
          <a href={`${path}/copy.html`} download>
            {REQUEST.copyHtml}
          </a>
        </li>
        <li>
          <a href={`${path}/copy.json`} download>
            {REQUEST.copyJson}
          </a>
        </li>
        {person.documents.map((document) => (
          <li key={document.id}>
            {document.erasedAt === null ? (
              <a href={`${path}/documents/${document.id}`} download>
                {REQUEST.documentFor(label(DOCUMENT_KIND_TEXTS, document.kind))}
              </a>
            ) : (
              label(DOCUMENT_KIND_TEXTS, document.kind)
            )}
            <span className="cv-sub">
              {document.erasedAt === null ? instant(document.uploadedAt) : REQUEST.erased}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

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

function RequestFacts({ request }: { readonly request: RequestDetail }) {
  const { extendedBecause, note, outcome, closedOn, closedBy } = request;
  return (
    <Section id="richiesta" title={REQUEST.facts}>
      <Facts
        facts={[
          [REQUEST.kind, label(REQUEST_KIND_TEXTS, request.kind)],
          [
            REQUEST.received,
            `${shortDay(request.receivedOn)}, ${label(REQUEST_CHANNEL_TEXTS, request.cameBy)}`,
          ],
          [REQUEST.due, shortDay(request.dueOn)],
          ...(extendedBecause === null ? [] : [[REQUEST.extended, extendedBecause] as const]),
          ...(note === null ? [] : [[REQUEST.note, note] as const]),
          ...(outcome === null || closedOn === null || closedBy === null
            ? []
            : [
                [
                  REQUEST.outcome,
                  <span key="outcome">
                    {outcome}
                    <span className="cv-sub">{REQUEST.closed(shortDay(closedOn), closedBy)}</span>
                  </span>,
                ] as const,
              ]),
          [REQUEST.registeredBy, request.registeredBy],
        ]}
      />
    </Section>
  );
}

function Person({ request, person }: { readonly request: RequestDetail; readonly person: Known }) {
  const { restriction } = person;
  return (
    <Section id="persona" title={REQUEST.person}>
      {restriction !== null && (
        <p className="cv-box">
          {REQUEST.restricted(
            shortDay(restriction.since.slice(0, 10)),
            restriction.imposedBy,
            restriction.reason,
          )}
        </p>
      )}
      <Facts
        facts={[
          [
            REQUEST.taxCode,
            <span key="code" className="cv-mono">
              {request.taxCode}
            </span>,
          ],
          [REQUEST.born, shortDay(person.birthDate)],
          [
            REQUEST.residence,
            person.street === null
              ? "–"
              : properAddress([person.street, person.zip, person.municipality].filter(Boolean).join(", ")),
          ],
        ]}
      />
      <h3 className="h6 mt-4">{REQUEST.contacts}</h3>
      {person.contacts.length === 0 && <p>{REQUEST.noContacts}</p>}
      <ul className="cv-contacts">
        {person.contacts.map((contact) => (
          <li key={contact.kind + contact.value}>
            <span className="cv-wrap">{contact.kind === "email" ? contact.value : phone(contact.value)}</span>
            {!(contact.current && contact.usable) && <span className="cv-sub">{REQUEST.notUsed}</span>}
          </li>
        ))}
      </ul>
      <h3 className="h6 mt-4">{REQUEST.cases}</h3>
      <ul className="cv-contacts">
        {person.cases.map((one) => (
          <li key={one.id}>
            {one.measure} <span className="cv-mono">{one.protocol}</span>
            <span className="cv-sub">{one.office ?? REQUEST.noOffice}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
