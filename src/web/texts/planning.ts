// Words of the page of the plan's rules and of the desks' abilities.

import type { DeskAbilities, PlanRules } from "../../contract/planning.ts";

type Household = PlanRules["inForce"]["household"];
type Language = DeskAbilities["languages"][number];

export const PLANNING = {
  title: "Pianificazione",
  lead: "Che cosa conta nell’ordine in cui si danno i posti, e che cosa sa fare ogni sportello. Vale per i prossimi piani: nessun appuntamento già dato cambia.",
  view: "Che cosa vedere",
  views: { desks: "Sportelli", rules: "Regole del piano" },
  desks: {
    caption: "Gli sportelli della sede, chi vi lavora e che cosa sa fare",
    columns: { desk: "Sportello", operator: "Operatore", languages: "Lingue oltre all’italiano", skills: "Competenze", act: "Azioni" },
    nobody: "Non indicato",
    none: "–",
    change: "Cambia",
    changeFor: (desk: string): string => `Cambia ${desk.toLocaleLowerCase("it")}`,
    explain: "Chi ha scelto una di queste lingue, o ha nel nucleo una persona con disabilità, viene mandato a uno sportello che lo sa accogliere. L’orario ridotto di un operatore si scrive nell’agenda, tra gli orari, come ore in cui lo sportello manca.",
    operator: "Chi lavora allo sportello",
    languages: "Lingue oltre all’italiano",
    skills: "Competenze",
    save: "Salva",
    missing: "Scrivere chi lavora allo sportello.",
    empty: "Questa sede non ha sportelli",
    emptyHelp: "Gli sportelli vengono dalle tabelle di riferimento della Regione.",
  },
  rules: {
    measure: "Misura",
    version: (version: number): string => (version === 0 ? "Sono i punti con cui nasce il programma: la Regione non li ha cambiati." : `Versione ${version}, approvata dalla Regione.`),
    caption: "I criteri di precedenza e i loro punti",
    columns: { criterion: "Criterio", points: "Punti", unit: "Come si contano", why: "Perché" },
    proposed: (now: number, next: number): string => (now === next ? `${now}` : `${now} → ${next}`),
    aims: "Prima di ogni punto: nessuno oltre il termine se si può evitare, poi meno giorni di ritardo, poi meno attesa in tutto. I punti decidono tra chi potrebbe avere lo stesso posto.",
    household: "Persone dello stesso nucleo",
    kinds: "Durata dei colloqui",
    seats: (seats: number): string => (seats === 1 ? "un posto" : `${seats} posti di seguito`),
    propose: "Proponi un cambiamento",
    explain: "Nulla cambia finché un’altra persona non approva. Il motivo resta nel registro.",
    send: "Proponi",
    open: (version: number): string => `Proposta ${version}, da decidere`,
    by: (who: string, when: string): string => `${who}, ${when}`,
    approve: "Approva",
    refuse: "Respingi",
    approveTitle: (version: number): string => `Approva la proposta ${version}`,
    refuseTitle: (version: number): string => `Respingi la proposta ${version}`,
    decide: "La decisione e il motivo restano nel registro.",
    own: "L’ha scritta lei: decide un’altra persona.",
    history: "Proposte precedenti",
    approved: "approvata",
    refused: "respinta",
    unit: (points: number, unit: string, most: number): string => `${points} ${points === 1 ? "punto" : "punti"} ${unit}${most > 1 ? `, al massimo ${most} volte` : ""}`,
    wrong: "I punti sono numeri interi da 0 a 100.",
  },
  households: { apart: "In ore diverse", "one-day": "In un solo giorno" } satisfies Record<Household, string>,
  languages: { en: "inglese", fr: "francese", es: "spagnolo", ro: "rumeno", uk: "ucraino", ar: "arabo" } satisfies Record<Language, string>,
} as const;
