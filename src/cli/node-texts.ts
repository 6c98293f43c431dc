// Italian sentences of the command of the national node.

interface ComparedFigures {
  readonly read: number;
  readonly same: number;
  readonly created: number;
  readonly updated: number;
  readonly older: number;
  readonly rejected: number;
  readonly gone: number;
  readonly back: number;
  readonly tasks: number;
}

export const NODE_CLI_TEXTS = {
  usage: "Uso: convoca node compare [FILE]",
  badSettings: (path: string, what: string): string => `Le impostazioni del nodo nazionale in «${path}» non valgono: ${what}`,
  noState: "Il nodo nazionale non ha un indirizzo per lo stato (CONVOCA_NODE_FILE, «stateUrl»): indicare un file.",
  goesOn: "C’era già un confronto chiesto o interrotto: si va avanti con quello.",
  otherProcess: "Un altro processo sta già facendo il confronto: attendere che finisca.",
  compared: (run: ComparedFigures): string =>
    `Letti ${run.read}: uguali ${run.same}, nuovi ${run.created}, aggiornati ${run.updated}, superati ${run.older}, scartati ${run.rejected}. ` +
    `Mancano nello stato ${run.gone}, tornati ${run.back}, chiesto alle sedi di decidere ${run.tasks}.`,
} as const;
