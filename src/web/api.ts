// Calls to the server: JSON in, JSON out, problems as errors with a sentence to show.

import type { Problem } from "../contract/problem.ts";
import { COMMON } from "./texts/common.ts";

/** The server's word on why something cannot be done, or that it does not answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string | null;
  readonly fields: NonNullable<Problem["fields"]>;
  readonly citation: string | null;
  /** What may be done instead. */
  readonly allowed: NonNullable<Problem["allowed"]>;
  /** Who was faster. */
  readonly changed: Problem["changed"] | null;

  constructor(problem: Partial<Problem> & { status: number }) {
    super(problem.detail ?? COMMON.serverAway);
    this.name = "ApiProblem";
    this.status = problem.status;
    this.code = problem.code ?? "SERVER_ASSENTE";
    this.title = problem.title ?? COMMON.serverAwayTitle;
    this.requestId = problem.instance ?? null;
    this.fields = problem.fields ?? [];
    this.citation = problem.citation ?? null;
    this.allowed = problem.allowed ?? [];
    this.changed = problem.changed ?? null;
  }
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call<T>(path, signal === undefined ? {} : { signal });
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  return call<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Sends a file as it is. */
export async function sendFile<T>(path: string, file: File): Promise<T> {
  return call<T>(path, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });
}

/** Asks for a file with an act, and saves it under the name that the server gives it. */
export async function postForFile(path: string, body: unknown): Promise<void> {
  await save(await reach(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }));
}

/** The same without an act. */
export async function getForFile(path: string): Promise<void> {
  await save(await reach(path, {}));
}

async function save(answer: Response): Promise<void> {
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "");
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = decodeURIComponent(named?.[1] ?? "documento");
  link.click();
  // The browser reads the address a moment after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** After so long without a touch, what the pages ask by themselves no longer keeps the session alive. */
const UNTOUCHED_MS = 60_000;
let touchedAt = Date.now();
for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"] as const)
  window.addEventListener(kind, () => (touchedAt = Date.now()), { passive: true, capture: true });

async function call<T>(path: string, init: RequestInit): Promise<T> {
  return (await (await reach(path, init)).json()) as T;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    const headers = new Headers(init.headers);
    if (Date.now() - touchedAt > UNTOUCHED_MS) headers.set("x-convoca-background", "1");
    answer = await fetch(path, { ...init, headers, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem({ status: 503 });
  }
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  throw new ApiProblem({ ...problem, status: answer.status });
}

/** Query string from the values that are there. */
export function query(values: Readonly<Record<string, string | null | undefined>>): string {
  const pairs = Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}
