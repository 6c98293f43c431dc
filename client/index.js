// Generated from the contract by «convoca api-client»: not to be edited by hand.

const OPERATIONS = {
  showStatus: ["GET", "/status"],
  listOffices: ["GET", "/offices"],
  listCodes: ["GET", "/codes"],
  listCases: ["GET", "/offices/{office_id}/cases"],
  showCase: ["GET", "/offices/{office_id}/cases/{case_id}"],
  listSummonses: ["GET", "/offices/{office_id}/cases/{case_id}/summonses"],
  listAppointments: ["GET", "/offices/{office_id}/appointments"],
  recordReply: ["POST", "/offices/{office_id}/cases/{case_id}/summonses/{summons_id}/replies"],
  recordPresence: ["POST", "/offices/{office_id}/cases/{case_id}/summonses/{summons_id}/presences"],
};

/** A refusal of the server: its status, its stable code, the whole problem. */
export class ConvocaProblem extends Error {
  constructor(problem, retryAfter) {
    super(problem.detail);
    this.name = "ConvocaProblem";
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** Makes a client: `address` (scheme and host), and the secret or a function that makes a token for each request. */
export function createClient({ address, token, headersOf = async () => ({}), fetch = globalThis.fetch }) {
  const call = async (method, path, given = {}) => {
    const { body, idempotencyKey, ...rest } = given;
    const query = new URLSearchParams();
    const left = new Map(Object.entries(rest));
    const filled = path.replace(/\{(\w+)\}/g, (_all, name) => {
      const value = left.get(name);
      left.delete(name);
      return encodeURIComponent(String(value));
    });
    for (const [name, value] of left) if (value !== undefined) query.set(name, String(value));
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await fetch(`${address}/api/v1${filled}${query.size === 0 ? "" : `?${query}`}`, {
      method,
      headers: {
        accept: "application/json, application/problem+json",
        ...(token === undefined ? {} : { authorization: `Bearer ${typeof token === "function" ? await token() : token}` }),
        ...(text === undefined ? {} : { "content-type": "application/json" }),
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        ...(await headersOf({ method, body: text })),
      },
      ...(text === undefined ? {} : { body: text }),
    });
    const content = await answer.json();
    if (!answer.ok) throw new ConvocaProblem(content, Number(answer.headers.get("retry-after") ?? 0));
    return content;
  };
  return Object.fromEntries(Object.entries(OPERATIONS).map(([name, [method, path]]) => [name, (given) => call(method, path, given)]));
}

/** Every item of an operation that answers in pages, fetched page by page. */
export async function* everyItem(operation, given = {}) {
  for (let cursor; ; ) {
    const page = await operation({ ...given, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    if (page.next_cursor === null) return;
    cursor = page.next_cursor;
  }
}
