// Italian sentences of the exchanges with the national node.

export const NODE_TEXTS = {
  batchName: (count: number): string => (count === 1 ? "notifica del nodo nazionale" : `${count} notifiche del nodo nazionale`),
  ourFault: "Errore del sistema regionale: inviare di nuovo la notifica.",
  busy: "Troppe notifiche insieme: inviare di nuovo la notifica fra qualche minuto.",
} as const;
