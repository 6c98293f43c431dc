// What a dossier of proof holds of a case: the shape of its register file, whose names are Italian because whoever checks it reads them.

/** Name and version of the form, written in every register: a reader of another form refuses it. */
export const EVIDENCE_FORM = "convoca-fascicolo/1";

/** Instants are UTC, "2019-09-02T08:00:00.000Z"; days "2019-09-02"; digests and salts hexadecimal; `file` a path inside the dossier. */
export interface EvidenceRecord {
  readonly formato: typeof EVIDENCE_FORM;
  readonly fattoIl: string;
  readonly fattoDa: { readonly id: string; readonly ruolo: string; readonly perContoDi: string | null };
  readonly motivo: string;
  /** Whether what is restricted is inside. */
  readonly conRiservati: boolean;
  readonly installazione: string;
  readonly sede: { readonly codice: string; readonly nome: string; readonly competenteDal: string };
  readonly persona: EvidencePerson;
  readonly beneficio: EvidenceBenefit;
  readonly caso: { readonly id: string; readonly ruolo: string; readonly tenuto: boolean };
  readonly recapiti: readonly EvidenceContact[];
  readonly recapitiCambiati: readonly EvidenceContactChange[];
  readonly appuntamenti: readonly EvidenceAppointment[];
  readonly messaggi: readonly EvidenceMessage[];
  readonly termini: readonly EvidenceTerm[];
  readonly documenti: readonly EvidenceDocument[];
  readonly catene: readonly EvidenceChain[];
  readonly ultimaNotte: { readonly giorno: string; readonly riepilogo: string } | null;
  readonly norme: Readonly<Record<string, EvidenceNorm>>;
}

export interface EvidencePerson {
  readonly id: string;
  readonly cognome: string;
  readonly nome: string;
  readonly codiceFiscale: string;
  readonly nascita: string;
  readonly luogoNascita: string | null;
  readonly residenza: string;
}

export interface EvidenceBenefit {
  readonly misura: string;
  readonly protocollo: string;
  readonly domanda: string;
  readonly concesso: string;
}

export interface EvidenceContact {
  readonly tipo: string;
  readonly valore: string;
  readonly comeScritto: string;
  readonly fonte: string;
  readonly dal: string;
  readonly usabile: boolean;
  readonly attuale: boolean;
  readonly problema: string | null;
}

export interface EvidenceContactChange {
  readonly tipo: string;
  readonly valore: string;
  readonly cambio: string;
  readonly fonte: string;
  readonly quando: string;
  readonly da: string;
  readonly atto: string;
}

export interface EvidenceAppointment {
  readonly id: string;
  readonly inizio: string;
  readonly fine: string;
  readonly sede: string;
  readonly sportello: string;
  readonly stato: string;
  readonly convocazione: string | null;
  readonly statoConvocazione: string | null;
}

export interface EvidenceMessage {
  readonly id: string;
  readonly genere: string;
  readonly canale: string;
  readonly stato: string;
  readonly destinatario: string;
  /** Where the address came from and since when it is known; null where it is no longer held. */
  readonly fonteRecapito: { readonly fonte: string; readonly dal: string } | null;
  readonly mittente: string | null;
  readonly oggetto: string | null;
  readonly modello: string;
  readonly versioneModello: number;
  readonly codifica: string;
  readonly parti: number;
  /** By the machine's clock, to the millisecond: the moment is part of the message's own number. */
  readonly composto: string | null;
  readonly partenzaPrevista: string;
  readonly presoInCarico: string | null;
  readonly concluso: string | null;
  readonly tentativi: number;
  readonly gestore: string;
  readonly riferimento: string | null;
  readonly causa: string | null;
  /** SHA-256 of the exact bytes. */
  readonly impronta: string | null;
  readonly file: string | null;
  /** The act by which the content was erased. */
  readonly cancellatoCon: string | null;
  readonly invii: readonly EvidenceAttempt[];
  readonly ricevute: readonly EvidenceReceipt[];
}

export interface EvidenceAttempt {
  readonly quando: string;
  readonly gestore: string;
  readonly esito: string;
  readonly codice: string | null;
  readonly dettaglio: string | null;
}

export interface EvidenceReceipt {
  readonly numero: number;
  readonly gestore: string;
  readonly riferimento: string | null;
  readonly stato: string;
  readonly codice: string | null;
  readonly dettaglio: string | null;
  readonly del: string;
  readonly arrivata: string;
  /** As it came, where it came as a text. */
  readonly file: string | null;
  readonly impronta: string | null;
}

export interface EvidenceTerm {
  readonly procedura: string | null;
  readonly nome: string;
  readonly dal: string;
  readonly al: string;
  readonly norma: string | null;
  readonly assolto: string | null;
  readonly assoltoCon: string | null;
  readonly scaduto: string | null;
}

export interface EvidenceDocument {
  readonly id: string;
  readonly tipo: string;
  /** Of a paper issued by the office: which, and its number. */
  readonly emesso: { readonly documento: string; readonly numero: number; readonly improntaTesto: string; readonly emessoIl: string } | null;
  readonly riservato: boolean;
  readonly formato: string;
  readonly byte: number;
  readonly consegnato: string;
  readonly consegnatoA: string;
  readonly esito: string | null;
  readonly valeFino: string | null;
  readonly vistoIl: string | null;
  readonly cancellato: string | null;
  /** Of the bytes, as the register has it; null where no act says it. */
  readonly impronta: string | null;
  readonly file: string | null;
}

export interface EvidenceChain {
  readonly soggetto: string;
  readonly tipo: string;
  readonly numero: number;
  readonly testa: string;
  readonly atti: readonly EvidenceAct[];
  readonly notti: readonly EvidenceNight[];
}

export interface EvidenceAct {
  readonly id: string;
  readonly numero: number;
  readonly genere: string;
  readonly autore: string;
  readonly ruolo: string;
  readonly avvenuto: string;
  readonly registrato: string;
  readonly norma: string | null;
  readonly impegno: string;
  readonly precedente: string | null;
  readonly impronta: string;
  readonly sale: string | null;
  /** The exact text that was hashed; null once erased. */
  readonly contenuto: string | null;
  readonly cancellatoCon: string | null;
}

export interface EvidenceNight {
  readonly giorno: string;
  readonly numero: number;
  readonly testa: string;
  readonly riepilogo: string;
  readonly riepilogoPrima: string | null;
}

export interface EvidenceNorm {
  readonly testo: string;
  readonly indirizzo: string | null;
  readonly inVigoreDal: string;
  readonly inVigoreAl: string | null;
}
