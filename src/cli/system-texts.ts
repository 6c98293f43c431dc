// What `convoca system` says.

export const SYSTEM_CLI_TEXTS = {
  usage:
    "Uso: convoca system list | add NOME --title TITOLO --offices SEDI --scopes PERMESSI [--per-minute N] | key NOME | sign NOME FILE_JWKS [--integrity] | secret NOME | close NOME",
  secret: (name: string, secret: string): string => `Segreto di «${name}» (non sarà più mostrato): ${secret}`,
  signs: (name: string): string => `«${name}» si presenta da ora con token firmati.`,
  unsigned: (name: string): string => `«${name}» si presenta da ora con il segreto.`,
  closed: (name: string): string => `«${name}» è chiuso: non apre più nulla.`,
  none: "Nessun sistema collegato.",
  line: (name: string, title: string, offices: number, scopes: readonly string[], state: string): string => `${name} · ${title} · sedi: ${offices} · permessi: ${scopes.join(", ")} · ${state}`,
  state: (isClosed: boolean, signs: boolean, keys: number): string => (isClosed ? "chiuso" : signs ? "firma" : `segreti validi: ${keys}`),
} as const;
