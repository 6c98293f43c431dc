// The application: heading, pages by role, each page loaded when first opened.

import { lazy, Suspense, useState } from "react";
import type { ReactNode } from "react";
import { Link, Navigate, Route, Routes, useLocation } from "react-router";
import type { Session } from "../contract/session.ts";
import { ApiProblem } from "./api.ts";
import { DemoBar } from "./layout/demo-bar.tsx";
import { Footer } from "./layout/footer.tsx";
import { Header } from "./layout/header.tsx";
import { Tour } from "./layout/tour.tsx";
import { SessionOver } from "./layout/session-over.tsx";
import { Announcements } from "./parts/announce.tsx";
import { Page } from "./parts/page.tsx";
import { Empty, Loaded, Loading } from "./parts/states.tsx";
import { homeOf, isOfficeRole, pagesOf, useSession } from "./session.ts";
import { COMMON } from "./texts/common.ts";
import { LOGIN } from "./texts/login.ts";

const OverviewPage = lazy(async () => ({
  default: (await import("./pages/overview/overview-page.tsx")).OverviewPage,
}));
const ControlRoomPage = lazy(async () => ({
  default: (await import("./pages/control-room/control-room-page.tsx")).ControlRoomPage,
}));
const BehindPage = lazy(async () => ({ default: (await import("./pages/control-room/behind-page.tsx")).BehindPage }));
const OpenDataPage = lazy(async () => ({ default: (await import("./pages/control-room/open-data-page.tsx")).OpenDataPage }));
const TextsPage = lazy(async () => ({
  default: (await import("./pages/texts/texts-page.tsx")).TextsPage,
}));
const TextPage = lazy(async () => ({
  default: (await import("./pages/texts/text-page.tsx")).TextPage,
}));
const EditorPage = lazy(async () => ({
  default: (await import("./pages/texts/editor-page.tsx")).EditorPage,
}));
const WordingsPage = lazy(async () => ({
  default: (await import("./pages/texts/wordings-page.tsx")).WordingsPage,
}));
const AgendaPage = lazy(async () => ({
  default: (await import("./pages/agenda/agenda-page.tsx")).AgendaPage,
}));
const WorklistPage = lazy(async () => ({
  default: (await import("./pages/worklist/worklist-page.tsx")).WorklistPage,
}));
const CampaignsPage = lazy(async () => ({
  default: (await import("./pages/campaigns/campaigns-page.tsx")).CampaignsPage,
}));
const WizardPage = lazy(async () => ({
  default: (await import("./pages/campaigns/wizard-page.tsx")).WizardPage,
}));
const CampaignPage = lazy(async () => ({
  default: (await import("./pages/campaigns/campaign-page.tsx")).CampaignPage,
}));
const OldAddress = lazy(async () => ({
  default: (await import("./pages/worklist/old-address.tsx")).OldAddress,
}));
const DaySheetPage = lazy(async () => ({
  default: (await import("./pages/day-sheet/day-sheet-page.tsx")).DaySheetPage,
}));
const ClosingPage = lazy(async () => ({
  default: (await import("./pages/day-sheet/closing-page.tsx")).ClosingPage,
}));
const WaitingScreen = lazy(async () => ({
  default: (await import("./pages/day-sheet/waiting-screen.tsx")).WaitingScreen,
}));
const PersonPage = lazy(async () => ({
  default: (await import("./pages/person/person-page.tsx")).PersonPage,
}));
const NoticesPage = lazy(async () => ({
  default: (await import("./pages/notices/notices-page.tsx")).NoticesPage,
}));
const BatchPage = lazy(async () => ({ default: (await import("./pages/notices/batch-page.tsx")).BatchPage }));
const QueuePage = lazy(async () => ({
  default: (await import("./pages/regional/queue-page.tsx")).QueuePage,
}));
const OutboxPage = lazy(async () => ({
  default: (await import("./pages/messages/outbox-page.tsx")).OutboxPage,
}));
const MessagePage = lazy(async () => ({
  default: (await import("./pages/messages/message-page.tsx")).MessagePage,
}));
const LettersPage = lazy(async () => ({
  default: (await import("./pages/letters/letters-page.tsx")).LettersPage,
}));
const NodeReportsPage = lazy(async () => ({
  default: (await import("./pages/node-reports/node-reports-page.tsx")).NodeReportsPage,
}));
const RequestsPage = lazy(async () => ({
  default: (await import("./pages/requests/requests-page.tsx")).RequestsPage,
}));
const RequestPage = lazy(async () => ({
  default: (await import("./pages/requests/request-page.tsx")).RequestPage,
}));
const InterviewPage = lazy(async () => ({
  default: (await import("./pages/interview/interview-page.tsx")).InterviewPage,
}));
const PapersPage = lazy(async () => ({
  default: (await import("./pages/papers/papers-page.tsx")).PapersPage,
}));
const SigningPage = lazy(async () => ({
  default: (await import("./pages/papers/signing-page.tsx")).SigningPage,
}));
const PlanningPage = lazy(async () => ({
  default: (await import("./pages/planning/planning-page.tsx")).PlanningPage,
}));
const ProvidersPage = lazy(async () => ({
  default: (await import("./pages/providers/providers-page.tsx")).ProvidersPage,
}));
const NationalNodePage = lazy(async () => ({
  default: (await import("./pages/national-node/national-node-page.tsx")).NationalNodePage,
}));
const ExchangesPage = lazy(async () => ({
  default: (await import("./pages/national-node/exchanges-page.tsx")).ExchangesPage,
}));
const ExchangePage = lazy(async () => ({
  default: (await import("./pages/national-node/exchange-page.tsx")).ExchangePage,
}));
const DevicesPage = lazy(async () => ({
  default: (await import("./pages/devices/devices-page.tsx")).DevicesPage,
}));

const AccessesPage = lazy(async () => ({
  default: (await import("./pages/access/accesses-page.tsx")).AccessesPage,
}));
const SubstitutionsPage = lazy(async () => ({
  default: (await import("./pages/access/substitutions-page.tsx")).SubstitutionsPage,
}));
const AccountPage = lazy(async () => ({
  default: (await import("./pages/login/account-page.tsx")).AccountPage,
}));
const HelpPage = lazy(async () => ({ default: (await import("./pages/help/help-page.tsx")).HelpPage }));
const NewsPage = lazy(async () => ({ default: (await import("./pages/help/news-page.tsx")).NewsPage }));
const AccessibilityPage = lazy(async () => ({
  default: (await import("./pages/help/accessibility-page.tsx")).AccessibilityPage,
}));
const LoginPage = lazy(async () => ({ default: (await import("./pages/login/login-page.tsx")).LoginPage }));

/** The screen of a waiting room stands outside: nobody enters there. */
const SCREEN = "/sala-attesa/";

const CataloguePage = lazy(async () => ({
  default: (await import("./pages/activities/catalogue-page.tsx")).CataloguePage,
}));
const EditionPage = lazy(async () => ({
  default: (await import("./pages/activities/edition-page.tsx")).EditionPage,
}));
const SheetPage = lazy(async () => ({
  default: (await import("./pages/activities/sheet-page.tsx")).SheetPage,
}));
const MatchesPage = lazy(async () => ({
  default: (await import("./pages/activities/matches-page.tsx")).MatchesPage,
}));
const FactsPage = lazy(async () => ({
  default: (await import("./pages/conditionality/facts-page.tsx")).FactsPage,
}));
const FactPage = lazy(async () => ({
  default: (await import("./pages/conditionality/fact-page.tsx")).FactPage,
}));

export function App() {
  const { pathname } = useLocation();
  if (!pathname.startsWith(SCREEN)) return <Inside />;
  return (
    <Suspense fallback={<Loading />}>
      <WaitingScreen token={pathname.slice(SCREEN.length)} />
    </Suspense>
  );
}

function Inside() {
  const session = useSession();
  // Whoever is not in, or not any more, gets the way in at whatever address they ask for.
  // A page handed to the person shows the paper, and no way into anything else.
  const handed = useLocation().pathname.startsWith("/firma/");
  const outside = session.error instanceof ApiProblem && session.error.status === 401;
  // While the session is asked for again nothing is known for a moment: whoever stood at the door goes on standing there, with what was
  // typed, the code to scan, the recovery codes.
  const [atDoor, setAtDoor] = useState(false);
  const standsThere = session.data === undefined && (outside || (session.isPending && atDoor));
  if (standsThere !== atDoor) setAtDoor(standsThere);
  if (standsThere) return <Outside />;
  const inside = (
    <>
      <a href="#contenuto" className="cv-skip">
        {COMMON.skip}
      </a>
      {session.data !== undefined && !handed && (
        <>
          {session.data.demo && <DemoBar session={session.data} />}
          <Header session={session.data} />
          <Tour session={session.data} />
        </>
      )}
      <main id="contenuto" tabIndex={-1}>
        {session.data === undefined ? (
          <div className="container-xxl cv-page">
            {session.isError && <h1>{COMMON.product}</h1>}
            <Loaded result={session}>{() => null}</Loaded>
          </div>
        ) : (
          <Pages session={session.data} />
        )}
      </main>
      {!handed && <Footer />}
    </>
  );
  // The page keeps its place in the tree whether it is shown or waits behind the way in: nothing typed is lost.
  return (
    <Announcements>
      <SessionOver left={outside ? (session.data ?? null) : null}>{inside}</SessionOver>
    </Announcements>
  );
}

/** What a stranger may read: nothing of it is about anybody. */
const OPEN: Readonly<Record<string, () => ReactNode>> = {
  "/aiuto": () => <HelpPage session={null} />,
  "/novita": () => <NewsPage />,
  "/accessibilita": () => <AccessibilityPage />,
  "/dati-aperti": () => <OpenDataPage />,
};

function Outside() {
  const open = OPEN[useLocation().pathname];
  return (
    <Announcements>
      <a href="#contenuto" className="cv-skip">
        {COMMON.skip}
      </a>
      <main id="contenuto" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          {open === undefined ? (
            <LoginPage />
          ) : (
            <>
              <p className="container-xxl cv-way-back">
                <Link to="/accesso">{LOGIN.backToDoor}</Link>
              </p>
              {open()}
            </>
          )}
        </Suspense>
      </main>
      <Footer />
    </Announcements>
  );
}

function Pages({ session }: { readonly session: Session }) {
  // Whoever has the worklist opens the people in it.
  const allowed = pagesOf(session).flatMap(({ to }) => (to === "/lavoro" ? [to, "/persone"] : [to]));
  // A page of another role is not a mistake of the reader: it says so and shows the way.
  const guard = (to: string, page: ReactNode): ReactNode =>
    allowed.includes(to) ? page : <OtherRole session={session} />;
  return (
    <Suspense
      fallback={
        <div className="container-xxl cv-page">
          <Loading />
        </div>
      }
    >
      <Routes>
        <Route path="/" element={<Navigate to={homeOf(session.role)} replace />} />
        <Route path="/panoramica" element={guard("/panoramica", <OverviewPage session={session} />)} />
        <Route path="/cabina-di-regia" element={guard("/cabina-di-regia", <ControlRoomPage session={session} />)} />
        <Route path="/cabina-di-regia/persone" element={guard("/cabina-di-regia", isOfficeRole(session.role) ? <BehindPage /> : <OtherRole session={session} />)} />
        <Route path="/agenda" element={guard("/agenda", <AgendaPage />)} />
        <Route path="/foglio" element={guard("/foglio", <DaySheetPage />)} />
        <Route path="/foglio/chiusura" element={guard("/foglio", <ClosingPage />)} />
        <Route path="/lavoro" element={guard("/lavoro", <WorklistPage session={session} />)} />
        <Route path="/persone" element={guard("/lavoro", <OldAddress />)} />
        <Route path="/persone/:id/*" element={guard("/persone", <PersonPage />)} />
        <Route path="/persone/:id/colloquio" element={guard("/persone", <InterviewPage />)} />
        <Route path="/persone/:id/documenti-emessi" element={guard("/persone", <PapersPage />)} />
        <Route path="/firma/:paper" element={guard("/persone", <SigningPage />)} />
        <Route path="/campagne" element={guard("/campagne", <CampaignsPage session={session} />)} />
        <Route path="/campagne/nuova" element={guard("/campagne", <WizardPage session={session} />)} />
        <Route path="/campagne/:id" element={guard("/campagne", <CampaignPage />)} />
        <Route path="/campagne/:id/modifica" element={guard("/campagne", <WizardPage session={session} />)} />
        <Route path="/attivita" element={guard("/attivita", <CataloguePage mayKeep={!isOfficeRole(session.role)} />)} />
        <Route path="/attivita/:id" element={guard("/attivita", <EditionPage />)} />
        <Route path="/attivita/:id/foglio" element={guard("/condizionalita", <SheetPage />)} />
        <Route path="/persone/:id/attivita-adatte" element={guard("/condizionalita", <MatchesPage />)} />
        <Route path="/condizionalita" element={guard("/condizionalita", <FactsPage />)} />
        <Route path="/condizionalita/:caseId/:what/:id" element={guard("/condizionalita", <FactPage />)} />
        <Route path="/richieste" element={guard("/richieste", <RequestsPage session={session} />)} />
        <Route path="/richieste/:id" element={guard("/richieste", <RequestPage />)} />
        <Route path="/notifiche" element={guard("/notifiche", <NoticesPage />)} />
        <Route path="/notifiche/:id" element={guard("/notifiche", <BatchPage />)} />
        <Route path="/da-instradare" element={guard("/da-instradare", <QueuePage />)} />
        <Route path="/messaggi" element={guard("/messaggi", <OutboxPage session={session} />)} />
        <Route path="/messaggi/:id" element={guard("/messaggi", isOfficeRole(session.role) ? <MessagePage /> : <OtherRole session={session} />)} />
        <Route path="/testi" element={guard("/testi", <TextsPage session={session} />)} />
        <Route path="/testi/confronti" element={guard("/testi", <WordingsPage />)} />
        <Route path="/testi/:kind/:channel/:locale" element={guard("/testi", <TextPage />)} />
        <Route path="/testi/:kind/:channel/:locale/:draft" element={guard("/testi", isOfficeRole(session.role) ? <OtherRole session={session} /> : <EditorPage />)} />
        <Route path="/lettere" element={guard("/lettere", <LettersPage session={session} />)} />
        <Route path="/piattaforma" element={guard("/piattaforma", <NodeReportsPage />)} />
        <Route path="/accessi" element={guard("/accessi", <AccessesPage />)} />
        <Route
          path="/sostituzioni"
          element={guard("/sostituzioni", <SubstitutionsPage session={session} />)}
        />
        <Route path="/pianificazione" element={guard("/pianificazione", <PlanningPage session={session} />)} />
        <Route path="/fornitori" element={guard("/fornitori", <ProvidersPage session={session} />)} />
        <Route path="/nodo" element={guard("/nodo", <NationalNodePage session={session} />)} />
        <Route path="/nodo/messaggi" element={guard("/nodo", <ExchangesPage />)} />
        <Route path="/nodo/messaggi/:id" element={guard("/nodo", <ExchangePage />)} />
        <Route path="/telefono-e-posta" element={guard("/telefono-e-posta", <DevicesPage />)} />
        <Route path="/aiuto" element={<HelpPage session={session} />} />
        <Route path="/novita" element={<NewsPage />} />
        <Route path="/accessibilita" element={<AccessibilityPage />} />
        <Route path="/dati-aperti" element={<OpenDataPage />} />
        <Route path="/mio-accesso" element={<AccountPage session={session} />} />
        <Route path="/accesso" element={<Navigate to={homeOf(session.role)} replace />} />
        <Route path="*" element={<Lost session={session} />} />
      </Routes>
    </Suspense>
  );
}

function Lost({ session }: { readonly session: Session }) {
  return (
    <Page title={COMMON.notFoundTitle}>
      <Empty title={COMMON.notFound} icon="help-circle">
        <Link to={homeOf(session.role)} className="btn btn-primary">
          {COMMON.backHome}
        </Link>
      </Empty>
    </Page>
  );
}

function OtherRole({ session }: { readonly session: Session }) {
  return (
    <Page title={COMMON.notForRoleTitle}>
      <Empty title={COMMON.notForRole} icon="locked">
        <Link to={homeOf(session.role)} className="btn btn-primary">
          {COMMON.backHome}
        </Link>
      </Empty>
    </Page>
  );
}
