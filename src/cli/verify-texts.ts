// What `convoca verify` says: how much was checked, and each thing that is wrong in words.

import type { RebuildFault } from "../services/acts/rebuild.ts";
import type { RegisterFault } from "../services/register-check.ts";
import type { FigureFault } from "../store/control-room.ts";
import { count, seconds } from "./texts.ts";

const PROBLEMS: Readonly<Record<RegisterFault["problem"], string>> = {
  gap: "manca l’atto che viene prima",
  "wrong-previous": "non segue l’atto che viene prima",
  "wrong-hash": "l’atto è stato cambiato",
  "wrong-payload": "il contenuto dell’atto è stato cambiato",
  "cut-tail": "dopo questo atto la catena è tagliata, o la sua testa è stata cambiata",
  "no-acts": "la catena c’è, i suoi atti no",
  "tail-gone": "l’atto c’era la notte indicata e non c’è più: la catena è stata tagliata",
  "chain-gone": "la catena c’era la notte indicata ed è stata cancellata intera",
  "wrong-digest": "il riepilogo della notte non torna: è stato cambiato, o lo è stato ciò che riassume",
};

const ITEM_PROBLEMS: Readonly<Record<RebuildFault["problem"], string>> = {
  "missing-row": "il registro la conosce, il fascicolo no",
  "row-without-acts": "il fascicolo la contiene, il registro no",
  different: "non è come il registro la ricostruisce",
  "reducer-differs": "un atto darebbe oggi dati diversi da quelli scritti allora",
};

export const VERIFY_TEXTS = {
  checked: (subjects: number, acts: number, erased: number, time: number): string =>
    `${count(subjects)} catene e ${count(acts)} atti controllati in ${seconds(time)}; ${count(erased)} contenuti cancellati a norma di legge.`,
  digests: (digests: number, last: string | null): string =>
    last === null ? "Nessun riepilogo notturno ancora." : `${count(digests)} riepiloghi notturni ricalcolati; l’ultimo è ${last}.`,
  rebuilt: (items: number, erased: number): string =>
    `${count(items)} pratiche ricostruite dal registro${erased === 0 ? "" : `, ${count(erased)} non più ricostruibili perché cancellate`}.`,
  fault: ({ subjectId, seq, day, problem }: RegisterFault): string =>
    subjectId === null
      ? `riepilogo del ${day}: ${PROBLEMS[problem]}`
      : `catena ${subjectId}, atto ${seq}${day === null ? "" : ` (notte del ${day})`}: ${PROBLEMS[problem]}`,
  itemFault: ({ itemId, caseId, problem, where }: RebuildFault): string => `pratica ${itemId} del caso ${caseId}: ${ITEM_PROBLEMS[problem]} (${where})`,
  figures: (cases: number): string => `I conti della cabina di regia, rifatti da zero su ${count(cases)} casi.`,
  rebuiltShowUp: (mended: number): string =>
    mended === 0 ? "Affluenza rifatta dal registro: gli esiti erano contati come il registro li dice." : `Affluenza rifatta dal registro: ${count(mended)} esiti erano contati diversamente.`,
  rebuiltFigures: (cases: number): string => `Conti rifatti da zero su ${count(cases)} casi.`,
  wrongCase: (caseId: string): string => `caso ${caseId}: ciò che i conti ne sanno non è ciò che dicono i suoi atti`,
  wrongFigure: ({ officeId, family, key, stage, kept, counted }: FigureFault): string =>
    `conto ${[officeId, family, key, stage].filter((part) => part !== "").join("/")}: tenuto ${count(kept)}, contato ${count(counted)}`,
  figuresDiffer: (faults: number, first: string): string =>
    `I conti della cabina di regia hanno ${count(faults)} differenze; la prima: ${first}. Gli atti sono integri: «convoca figures --rebuild» li rifà da zero.`,
  altered: (faults: number, first: string): string =>
    `Il registro degli atti ha ${count(faults)} anomalie; la prima: ${first}. Fermare il lavoro e avvisare l'amministratore.`,
} as const;
