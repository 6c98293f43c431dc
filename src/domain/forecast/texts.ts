// What the levers of the forecast answer when they cannot be pulled.

export const LEVER_TEXTS = {
  office: "La sede indicata non ha persone da seguire: scegliere una sede dell’elenco, diversa dall’altra se è un prestito.",
  value: (least: number, most: number): string => `Il valore della leva va da ${least} a ${most}, in numeri interi.`,
  loan: (desks: number): string => `La sede che presta non ha tanti sportelli: ne ha ${desks}.`,
} as const;
