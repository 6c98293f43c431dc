// Who acts now, for every part of the page, and where each role starts.

import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Office, Offices, Session, SessionRole } from "../contract/session.ts";
import { get } from "./api.ts";
import { NAV } from "./texts/common.ts";

export function useSession(): UseQueryResult<Session> {
  return useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => get<Session>("/api/session", signal),
    refetchInterval: 10_000,
  });
}

export function useOffices(): readonly Office[] {
  const result = useQuery({
    queryKey: ["offices"],
    queryFn: ({ signal }) => get<Offices>("/api/offices", signal),
    staleTime: 60_000,
  });
  return result.data?.offices ?? [];
}

export interface NavEntry {
  readonly to: string;
  readonly label: string;
  readonly icon: string;
}

const AGENDA: NavEntry = { to: "/agenda", label: NAV.agenda, icon: "calendar" };
const DAY_SHEET: NavEntry = { to: "/foglio", label: NAV.daySheet, icon: "list" };
const ACTIVITIES: NavEntry = { to: "/attivita", label: NAV.activities, icon: "pencil" };
const MESSAGES: NavEntry = { to: "/messaggi", label: NAV.messages, icon: "comment" };
const CAMPAIGNS: NavEntry = { to: "/campagne", label: NAV.campaigns, icon: "horn" };
const OFFICE_PAGES: readonly NavEntry[] = [
  { to: "/lavoro", label: NAV.worklist, icon: "user" },
  AGENDA,
  DAY_SHEET,
  ACTIVITIES,
  { to: "/condizionalita", label: NAV.conditionality, icon: "note" },
  MESSAGES,
  { to: "/piattaforma", label: NAV.nodeReports, icon: "share" },
  { to: "/cabina-di-regia", label: NAV.controlRoom, icon: "chart-line" },
];
const TEXTS: NavEntry = { to: "/testi", label: NAV.texts, icon: "file" };
const LETTERS: NavEntry = { to: "/lettere", label: NAV.letters, icon: "mail" };
const SUBSTITUTIONS: NavEntry = { to: "/sostituzioni", label: NAV.substitutions, icon: "refresh" };
const OVERVIEW: NavEntry = { to: "/panoramica", label: NAV.overview, icon: "chart-line" };
const CONTROL_ROOM: NavEntry = { to: "/cabina-di-regia", label: NAV.controlRoom, icon: "chart-line" };
const REQUESTS: NavEntry = { to: "/richieste", label: NAV.requests, icon: "files" };
const PROVIDERS: NavEntry = { to: "/fornitori", label: NAV.providers, icon: "plug" };
const NODE: NavEntry = { to: "/nodo", label: NAV.node, icon: "exchange-circle" };
const PLANNING: NavEntry = { to: "/pianificazione", label: NAV.planning, icon: "settings" };
const PAGES: Readonly<Record<SessionRole, readonly NavEntry[]>> = {
  operator: [...OFFICE_PAGES, CAMPAIGNS],
  "day-sheet-clerk": [DAY_SHEET],
  "office-manager": [...OFFICE_PAGES, CAMPAIGNS, PLANNING, TEXTS, SUBSTITUTIONS],
  "second-officer": OFFICE_PAGES,
  regional: [OVERVIEW, CONTROL_ROOM, CAMPAIGNS, PLANNING, NODE, PROVIDERS, ACTIVITIES, MESSAGES, TEXTS, LETTERS],
  auditor: [
    { to: "/accessi", label: NAV.accesses, icon: "password-visible" },
    SUBSTITUTIONS,
    REQUESTS,
    MESSAGES,
    OVERVIEW,
    CONTROL_ROOM,
  ],
  administrator: [
    { to: "/notifiche", label: NAV.notices, icon: "inbox" },
    NODE,
    { to: "/da-instradare", label: NAV.queue, icon: "map-marker" },
    MESSAGES,
    PLANNING,
    TEXTS,
    LETTERS,
    CAMPAIGNS,
    REQUESTS,
    SUBSTITUTIONS,
    PROVIDERS,
    ACTIVITIES,
    OVERVIEW,
    CONTROL_ROOM,
  ],
};

const OFFICE_ROLES: ReadonlySet<SessionRole> = new Set([
  "operator",
  "day-sheet-clerk",
  "office-manager",
  "second-officer",
]);

export function pagesOf(session: Session): readonly NavEntry[] {
  const own = PAGES[session.role];
  return session.demo ? [...own, { to: "/telefono-e-posta", label: NAV.devices, icon: "telephone" }] : own;
}

export function homeOf(role: SessionRole): string {
  return PAGES[role][0]!.to;
}

export function isOfficeRole(role: SessionRole): boolean {
  return OFFICE_ROLES.has(role);
}
