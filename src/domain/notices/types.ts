// The notice: what the national platform says of one person, in one benefit, at one moment.

/** Calendar day as "2019-09-02". Hot paths compare these as strings; terms are computed with Temporal. */
export type IsoDate = string;
/** Instant as "2019-09-02T10:15:00.000Z" (always UTC, always milliseconds, so that string order is time order). */
export type IsoInstant = string;

/** R = applicant (richiedente), M = other member (componente). */
export type Role = "R" | "M";

/**
 * The fields of a notice as the outside world names them (procedure of the national node, service `serviceRDC` and push
 * notice 1.3). Readers of every file format give these names; `columns.ts` maps what people write in spreadsheets to them.
 * The last three are ours: the platform's fact "bound or not" (DM 108/2019 art. 3 c. 1 a) has no element in the schema read.
 */
export const NOTICE_FIELDS = [
  "cod_protocollo_inps",
  "cod_protocollo_inps_prec",
  "cod_fiscale",
  "cod_fiscale_richiedente",
  "cod_ruolo_beneficiario",
  "cod_stato",
  "dtt_domanda",
  "dtt_rendicontazione",
  "des_cognome",
  "des_nome",
  "dtt_nascita",
  "cod_sesso",
  "cod_cittadinanza",
  "cod_comune_nascita",
  "des_comune_nascita",
  "des_indirizzo_residenza",
  "cod_cap_residenza",
  "cod_comune_residenza",
  "des_comune_residenza",
  "des_indirizzo_domicilio",
  "cod_cap_domicilio",
  "cod_comune_domicilio",
  "des_comune_domicilio",
  "des_telefono",
  "des_email",
  "cod_sap",
  "cod_cpi",
  "fonte",
  "dtt_trasformazione",
  "tipo_domanda",
  "dtt_variazione_stato",
  "data_invio",
  "id_comunicazione",
  "cod_misura",
  "flg_tenuto",
  "cod_motivo_non_tenuto",
] as const;

export type NoticeField = (typeof NOTICE_FIELDS)[number];

/** One record as read from a file or a message: text only, nothing judged yet. Absent and empty are the same thing. */
export type RawNotice = Partial<Record<NoticeField, string>>;

export interface Address {
  readonly street?: string;
  readonly zip?: string;
  /** Cadastral code of the municipality (Belfiore), e.g. "F839", or of the foreign State ("Z112"). */
  readonly municipalityCode?: string;
  readonly municipalityName?: string;
}

/** A notice whose every field has been judged. */
export interface Notice {
  readonly protocol: string;
  readonly previousProtocol?: string;
  readonly taxCode: string;
  readonly applicantTaxCode: string;
  readonly role: Role;
  readonly measure: string;
  readonly applicationState: string;
  readonly applicationDate: IsoDate;
  /** `dtt_rendicontazione`: recognition of the benefit; the thirty days of T2 start here. */
  readonly grantedOn: IsoDate;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: IsoDate;
  readonly sex?: "M" | "F";
  readonly citizenship: string;
  readonly birthPlaceCode?: string;
  readonly birthPlaceName?: string;
  readonly residence: Address;
  readonly domicile?: Address;
  /** As written by the person; contact points are derived from these and keep them. */
  readonly phone?: string;
  readonly email?: string;
  readonly sapCode?: string;
  readonly officeCode?: string;
  readonly origin?: string;
  readonly transformedOn?: IsoDate;
  readonly applicationKind?: string;
  readonly stateChangedOn?: IsoDate;
  readonly sentAt: IsoInstant;
  readonly communicationId?: string;
  /** The platform's word on being bound; absent when it says nothing (then only age decides). */
  readonly bound?: boolean;
  readonly notBoundReason?: NotBoundReason;
}

/** Why a member is not bound (DL 4/2019 art. 4 c. 2-3). `age` is derived from the birth date, the others are told to us. */
export const NOT_BOUND_REASONS = {
  age: "Ha raggiunto l’età oltre la quale la misura non obbliga",
  pension: "Titolare di pensione diretta",
  minor: "Minorenne",
  employed: "Occupato",
  student: "Frequenta un corso di studi",
  disability: "Disabilità (L. 68/1999)",
  other: "Altro motivo comunicato dalla piattaforma nazionale",
} as const;

export type NotBoundReason = keyof typeof NOT_BOUND_REASONS;

/** Where a record stood in what was read: enough to show it, download it and send it back. */
export interface RecordPosition {
  /** 1-based line (CSV, JSON Lines), row (spreadsheets) or record number (XML). */
  readonly line: number;
  /** The record's own bytes as read (built when asked: only rejected rows need them). Do not keep the position itself: it holds its block. */
  readonly bytes: () => Uint8Array;
}

/** Why one record was not taken in. The rest of the file goes on. */
export interface Rejection {
  readonly field: NoticeField | null;
  readonly code: string;
  /** Italian, says what is wrong and what to do. */
  readonly message: string;
}
