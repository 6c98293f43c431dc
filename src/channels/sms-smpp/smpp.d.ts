// The little that the tests use of the `smpp` package, which brings no types: another hand's reading of the same protocol.

declare module "smpp" {
  import type { EventEmitter } from "node:events";
  import type { Server } from "node:net";

  interface SmppPdu {
    readonly command: string;
    readonly command_status: number;
    readonly [field: string]: unknown;
    response(fields?: Record<string, unknown>): SmppPdu;
  }
  interface SmppSession extends EventEmitter {
    send(pdu: SmppPdu, onAnswer?: (answer: SmppPdu) => void): boolean;
    bind_transceiver(fields: Record<string, unknown>, onAnswer: (answer: SmppPdu) => void): void;
    submit_sm(fields: Record<string, unknown>, onAnswer: (answer: SmppPdu) => void): void;
    deliver_sm(fields: Record<string, unknown>, onAnswer: (answer: SmppPdu) => void): void;
    enquire_link(onAnswer: (answer: SmppPdu) => void): void;
    unbind(onAnswer: () => void): void;
    close(): void;
    destroy(): void;
  }
  const smpp: {
    createServer(onSession: (session: SmppSession) => void): Server & { sessions: SmppSession[] };
    connect(options: { url: string }, onConnect?: () => void): SmppSession;
    PDU: new (command: string, fields?: Record<string, unknown>) => SmppPdu;
  };
  export default smpp;
  export type { SmppPdu, SmppSession };
}
