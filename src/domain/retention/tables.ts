// Every table of the database: whether it bears a person, by what its rows are found, what becomes of them, and whether the person is given them.

/** What a row hangs on. A row of a person is found through their cases, and what hangs on those. */
export type Owner =
  | "person"
  | "case"
  | "benefit"
  | "message"
  | "notice"
  | "document"
  | "act"
  | "flag"
  | "access"
  | "unit";

export interface PersonalTable {
  /** As the person reads it. */
  readonly title: string;
  readonly of: Owner;
  /** Column that names the owner. */
  readonly column: string;
  /**
   * What the end of a dossier does to its rows: "deleted"; "emptied" of what could point at the person; "kept", since what is left of them
   * names nobody once the rest is gone.
   */
  readonly atEnd: "deleted" | "emptied" | "kept";
  /** False: not given to the person, and why. */
  readonly given: true | string;
  /** Columns not given: secrets of the program, or what is of others. */
  readonly hidden?: readonly string[];
}

const deleted = (
  title: string,
  of: Owner,
  column: string,
  hidden: readonly string[] = [],
): PersonalTable => ({
  title,
  of,
  column,
  atEnd: "deleted",
  given: true,
  hidden,
});
const notGiven = (
  title: string,
  of: Owner,
  column: string,
  why: string,
  atEnd: PersonalTable["atEnd"] = "deleted",
): PersonalTable => ({
  title,
  of,
  column,
  atEnd,
  given: why,
});

/** In the order in which rows must go: what points at another row before it. */
export const PERSONAL_TABLES: Readonly<Record<string, PersonalTable>> = {
  signing_code: deleted("Codici mandati per firmare", "case", "case_id", ["content_digest", "key_version"]),
  paper_scan: deleted("Fogli firmati riportati in scansione", "case", "case_id"),
  issued_paper: deleted("Documenti emessi", "case", "case_id", ["content_digest", "pdf_digest"]),
  document_chunk: notGiven(
    "Contenuto cifrato dei documenti",
    "document",
    "document_id",
    "se ne dà la copia aperta, a parte",
  ),
  document_key: notGiven("Chiavi dei documenti", "document", "document_id", "sono chiavi"),
  document: deleted("Documenti consegnati", "case", "case_id"),
  access_flag_view: notGiven("Accessi di una segnalazione", "flag", "flag_id", "sono numeri di altre righe"),
  access_flag: notGiven(
    "Segnalazioni di accessi insoliti",
    "case",
    "case_id",
    "sono accertamenti su chi ha guardato, non sulla persona",
  ),
  access_unreviewed: notGiven(
    "Accessi non ancora esaminati",
    "access",
    "access_id",
    "sono numeri di altre righe",
  ),
  access_log: {
    title: "Chi ha consultato i dati",
    of: "case",
    column: "case_id",
    atEnd: "emptied",
    given: true,
    hidden: ["id", "reason_of"],
  },
  node_report_attempt: deleted("Scambi con la piattaforma nazionale", "case", "case_id"),
  node_report: deleted("Comunicazioni inviate alla piattaforma nazionale", "case", "case_id"),
  node_policy: deleted("Politiche comunicate alla piattaforma nazionale", "case", "case_id"),
  api_request: notGiven("Richieste di altri sistemi", "case", "case_id", "ripetono in breve atti che si danno per intero"),
  outbound_event: deleted("Comunicazioni alla piattaforma e ai Comuni", "case", "case_id"),
  report: deleted("Segnalazioni all’INPS", "case", "case_id", ["operator_tax_code"]),
  delivery_evidence: deleted("Prove di recapito", "case", "case_id"),
  escalation_step: deleted("Passi tentati per avvisare la persona", "case", "case_id"),
  agenda_replan_seat: deleted("Spostamenti per chiusura della sede", "case", "case_id", ["tries"]),
  item_term: deleted("Termini delle pratiche", "case", "case_id"),
  dossier_item: deleted("Pratiche del fascicolo", "case", "case_id"),
  wording_assignment: deleted("Testi a confronto", "case", "case_id"),
  letter_event: deleted("Eventi delle lettere", "message", "message_id", ["file_id", "line"]),
  letter_pdf: notGiven("Lettere come sono state stampate", "message", "message_id", "il testo è fra i messaggi; il foglio si dà stampato"),
  letter: deleted("Lettere", "case", "case_id", ["pdf_digest", "pdf_bytes", "place", "batch_id"]),
  receipt: deleted("Ricevute dei messaggi", "message", "message_id", ["eml"]),
  send_attempt: deleted("Tentativi di invio", "message", "message_id"),
  message_part: deleted("Parti degli SMS lunghi", "message", "message_id", ["height"]),
  message_content: deleted("Testo dei messaggi", "message", "message_id", ["digest"]),
  failure_care: deleted("Messaggi non arrivati di cui ci si è occupati", "case", "case_id"),
  message: deleted("Messaggi", "case", "case_id", ["worker_id", "queue", "trouble"]),
  incoming_sms: deleted("SMS ricevuti dalla persona", "case", "case_id", ["reference"]),
  reminder_stop: deleted("Rinuncia ai promemoria", "case", "case_id"),
  campaign_person: deleted("Campagne in cui la persona era stata scelta", "case", "case_id", ["position", "calls", "holds", "not_before"]),
  campaign_household: notGiven("Nuclei impegnati in una campagna in corso", "benefit", "benefit_id", "dice soltanto quale campagna è in corso"),
  reply_visit: notGiven("Visite alla pagina delle risposte", "case", "case_id", "sono chiavi che durano venti minuti"),
  visit: deleted("Arrivi allo sportello", "case", "case_id"),
  summons: deleted("Convocazioni", "case", "case_id"),
  appointment: deleted("Appuntamenti", "case", "case_id"),
  desk_task: deleted("Attività dello sportello", "case", "case_id"),
  draft: deleted("Bozze non ancora confermate", "case", "case_id", ["touched_at"]),
  interview_step: deleted("Passi del primo colloquio", "case", "case_id"),
  interview: deleted("Primi colloqui", "case", "case_id"),
  term: deleted("Termini della notifica", "case", "case_id"),
  case_assignment: deleted("Chi ha seguito il caso", "case", "case_id"),
  case_wait: deleted("Attese annotate", "case", "case_id"),
  case_note: deleted("Promemoria", "case", "case_id"),
  node_exchange: notGiven(
    "Messaggi scambiati con il nodo nazionale",
    "case",
    "case_id",
    "ripetono le notifiche, che si danno per intero",
  ),
  node_absence: deleted("Assenze dallo stato del nodo nazionale", "case", "case_id", ["first_run", "last_run", "task_id"]),
  node_seen: notGiven("Notifiche già viste in un confronto", "notice", "notice_id", "sono segni che durano quanto il confronto"),
  worklist: notGiven("Riga dell’elenco di lavoro", "case", "case_id", "ripete in breve ciò che dicono le altre tavole"),
  duty_review: notGiven(
    "Casi da rileggere",
    "case",
    "case_id",
    "dice solo quando il programma rilegge il caso",
  ),
  routing_queue: deleted("Attesa di una sede", "case", "case_id"),
  competence_history: deleted("Sedi di prima", "case", "case_id"),
  competence: deleted("Sede competente", "case", "case_id", ["search_key"]),
  case_fact: deleted("Ruolo e obblighi nel tempo", "case", "case_id"),
  notice_record: deleted("Arrivi della notifica", "notice", "notice_id", ["digest"]),
  notice_history: deleted("Versioni superate della notifica", "notice", "notice_id", ["digest"]),
  notice: deleted("Notifiche", "case", "case_id", ["digest"]),
  act_payload: deleted("Contenuto degli atti", "act", "act_id", ["salt"]),
  act: {
    title: "Registro degli atti",
    of: "case",
    column: "subject_id",
    atEnd: "kept",
    given: true,
    hidden: ["commitment", "previous_hash", "hash", "seq"],
  },
  chain: notGiven(
    "Teste delle catene",
    "case",
    "subject_id",
    "sono impronte del registro, senza contenuto",
    "kept",
  ),
  day_head: notGiven(
    "Teste delle catene, notte per notte",
    "case",
    "subject_id",
    "sono impronte del registro, senza contenuto",
    "kept",
  ),
  control_change: notGiven("Cambiamenti da contare", "case", "case_id", "sono numeri di casi che durano quanto il conto"),
  control_case: notGiven("Riga del caso nei conti di regia", "case", "case_id", "ripete in breve ciò che dicono le altre tavole"),
  case_file: deleted("Casi", "case", "id"),
  unit_lock: notGiven("Serrature del conteggio", "unit", "unit_id", "servono a contare uno alla volta"),
  // The applicant may be another member of the household.
  benefit: deleted("Benefici", "benefit", "id", ["applicant_tax_code"]),
  processing_restriction: deleted("Limitazioni del trattamento", "person", "person_id"),
  protected_person: deleted("Protezione dagli sguardi", "person", "person_id"),
  subject_request: {
    title: "Richieste sui propri dati",
    of: "person",
    column: "person_id",
    atEnd: "emptied",
    given: true,
  },
  person_language: deleted("Lingua scelta", "person", "person_id"),
  domicile_lookup: deleted("Domicilio digitale cercato nei registri", "person", "person_id", ["batch_id", "tries", "urgent"]),
  contact_change: deleted("Storia dei recapiti", "person", "person_id"),
  contact_point: deleted("Recapiti", "person", "person_id"),
  person: deleted("Dati anagrafici", "person", "id", ["data_key"]),
};

/** Tables with rows about persons that hang on no case: each has a time of its own, and the person is told so. */
export const LOOSE_TABLES: Readonly<Record<string, string>> = {
  reply_try: "Controlli non riusciti sulla pagina delle risposte: senza nomi, dimenticati dopo due giorni",
  rejected_row: "Righe di file scartate: non sono diventate di nessuno",
  letter_file_reject: "Righe di esiti postali scartate: non sono di nessuna lettera",
  gateway_orphan: "Messaggi che un gateway conosce e questo archivio no",
  pec_mail: "Posta della casella PEC: che cosa è arrivato, senza il testo; quella da guardare è dimenticata dopo novanta giorni",
};

/** Who works here: accounts, sessions, substitutions. Not the persons followed; kept and given by other rules. */
export const STAFF_TABLES: readonly string[] = [
  "login_provider",
  "login_claim_rule",
  "app_user",
  "user_role",
  "user_password",
  "user_totp",
  "user_recovery_code",
  "login_throttle",
  "user_session",
  "login_flow",
  "logout_token_seen",
  "login_event",
  "user_kin",
  "substitution",
  "worklist_view",
  "campaign",
  "trial_contact",
];

/** Tables in which nobody stands: reference data, machinery, counts. */
export const NEUTRAL_TABLES: readonly string[] = [
  "schema_migration",
  "clock",
  "installation",
  "day_digest",
  "worker",
  "reference_table",
  "reference_import",
  "office",
  "office_seat",
  "place",
  "municipality",
  "municipality_successor",
  "basin",
  "opening_rule",
  "desk_scenario",
  "desk_count",
  "desk",
  "closure_range",
  "agenda_exception",
  "agenda_replan",
  "show_up_tally",
  "forecast_run",
  "overbooking_setting",
  "overbooking_place",
  "desk_ability",
  "plan_rule",
  "holiday_rule",
  "term_suspension",
  "batch",
  "node_flow",
  "node_day",
  "node_run",
  "node_line",
  "domicile_register",
  "domicile_batch",
  "domicile_day",
  "plan",
  "plan_shortage",
  "letter_batch",
  "letter_file",
  "message_text",
  "text_ruling",
  "wording_comparison",
  "gateway",
  "gateway_price",
  "outbox_counted",
  "outbox_day",
  "gateway_count",
  "gateway_receipt_count",
  "gateway_event",
  "sender_registration",
  "office_day",
  "desk_secret",
  "reply_secret",
  "dispatch_window",
  "pec_mailbox",
  "summons_way",
  "api_client",
  "api_key",
  "api_token_seen",
  "sender_fence",
  "turn_of_day",
  "active_measure",
  "active_measure_change",
  "access_rule",
  "retention_run",
  "kept_figure",
  "worklist_rule",
  "control_figure",
  "control_followed",
  "control_public",
];
