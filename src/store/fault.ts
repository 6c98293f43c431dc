// A fault that an operator can act on: one clear Italian sentence, a stable code, and the cause underneath.

export class OperatorFault extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "OperatorFault";
    this.code = code;
  }
}
