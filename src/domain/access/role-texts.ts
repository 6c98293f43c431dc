// What every role is called, on the pages, on the command line and in the documents.

import type { Role } from "./roles.ts";

export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  operator: "Operatore",
  "day-sheet-clerk": "Addetto all’accoglienza",
  "office-manager": "Responsabile di sede",
  "second-officer": "Secondo operatore",
  regional: "Cabina di regia regionale",
  administrator: "Amministratore del nodo",
  auditor: "Revisore",
  integration: "Sistema collegato",
};
