// Addresses of the list that the worklist has taken the place of: links that people keep still lead somewhere.

import { Navigate, useSearchParams } from "react-router";
import type { FilterName } from "../../../domain/worklist/filters.ts";

const FILTERS: Readonly<Record<string, FilterName>> = {
  "to-convene": "da-convocare",
  unreachable: "non-raggiungibili",
  "not-delivered": "non-recapitati",
  uncertain: "invio-incerto",
  desk: "compiti",
  today: "convocati-oggi",
};

export function OldAddress() {
  const [params] = useSearchParams();
  const text = params.get("cerca");
  const filter = FILTERS[params.get("elenco") ?? ""];
  const search = new URLSearchParams(text === null ? { vista: "sede", ...(filter === undefined ? {} : { filtri: filter }) } : { vista: "cerca", cerca: text });
  return <Navigate to={`/lavoro?${search.toString()}`} replace />;
}
