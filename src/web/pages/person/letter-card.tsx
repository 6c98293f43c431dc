// Letters on the person's page: what the post reported, the sheet as it was printed, the return receipt, a letter written by hand.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { FormEvent } from "react";
import type { CaseLetter, CaseLetters } from "../../../contract/letters.ts";
import type { Done } from "../../../contract/problem.ts";
import { get, getForFile, post, query, sendFile } from "../../api.ts";
import { instant } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { Failure } from "../../parts/states.tsx";
import { LETTERS, PRODUCT_NAMES } from "../../texts/letters.ts";

const WORDS = LETTERS.ofPerson;
const TONES: Readonly<Record<string, Tone>> = { sent: "info", received: "good", failed: "bad" };

function useLetters(caseId: string): UseQueryResult<CaseLetters> {
  return useQuery({ queryKey: ["letters", "case", caseId], queryFn: ({ signal }) => get<CaseLetters>(`/api/cases/${caseId}/letters`, signal) });
}

/** What is known of one letter, under its words. */
function LetterCard({ letter, caseId }: { readonly letter: CaseLetter; readonly caseId: string }) {
  const saving = useMutation({ mutationFn: () => getForFile(`/api/cases/${caseId}/letters/${letter.messageId}/pdf`) });
  const facts = [
    PRODUCT_NAMES[letter.product],
    letter.registeredNumber === null ? null : WORDS.registered(letter.registeredNumber),
    letter.batch === null ? WORDS.waiting : WORDS.batch(letter.batch),
    letter.isDrawn ? null : WORDS.drawing,
    letter.hasScan ? WORDS.hasScan : null,
  ].filter(Boolean);
  return (
    <div className="cv-letter">
      <p className="mb-1">
        <strong>{WORDS.number(letter.code)}</strong>
        {letter.proven !== null && letter.provenAt !== null && (
          <Badge tone={TONES[letter.proven] ?? "plain"}>{WORDS.provenOn(WORDS.proven[letter.proven] ?? letter.proven, instant(letter.provenAt).slice(0, 10))}</Badge>
        )}
        <span className="cv-sub">{facts.join(" · ")}</span>
      </p>
      {letter.isDrawn && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => saving.mutate()} disabled={saving.isPending}>
          {WORDS.pdf}
        </button>
      )}
      {saving.isError && <Failure error={saving.error} />}
      {letter.events.length > 0 && (
        <details className="cv-details" open>
          <summary>{WORDS.events(letter.events.length)}</summary>
          <ol>
            {letter.events.map((event) => (
              <li key={`${event.code}${event.at}`}>{`${instant(event.at)}, ${event.title} (${[event.code, event.cause].filter(Boolean).join(", ")})`}</li>
            ))}
          </ol>
        </details>
      )}
      {letter.product === "registered-letter" && letter.batch !== null && <ReceiptScan letter={letter} caseId={caseId} />}
    </div>
  );
}

function ReceiptScan({ letter, caseId }: { readonly letter: CaseLetter; readonly caseId: string }) {
  const input = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: (file: File) => sendFile<Done>(`/api/cases/${caseId}/letters/${letter.messageId}/scan${query({ name: file.name })}`, file),
    onSuccess: async (done) => {
      announce(done.message);
      await queries.invalidateQueries();
    },
  });
  const id = `avviso-${letter.messageId}`;
  return (
    <details className="cv-details">
      <summary>{WORDS.scan}</summary>
      <form
        className="cv-field"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          const file = input.current?.files?.[0];
          if (file !== undefined) sending.mutate(file);
        }}
      >
        <label htmlFor={id}>{WORDS.scanHelp}</label>
        <input ref={input} id={id} type="file" accept=".pdf,.jpg,.jpeg,.png" required />
        <button type="submit" className="btn btn-outline-primary btn-sm mt-2" disabled={sending.isPending}>
          {WORDS.scanSend}
        </button>
      </form>
      {sending.isError && <Failure error={sending.error} />}
    </details>
  );
}

/** A letter for the open summons, where a print house is configured. */
function WriteLetter({ caseId, products }: { readonly caseId: string; readonly products: CaseLetters["products"] }) {
  const [product, setProduct] = useState(products.find((one) => one === "registered-letter") ?? products[0]);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const writing = useMutation({
    mutationFn: () => post<Done>(`/api/cases/${caseId}/letters`, { product }),
    onSuccess: async (done) => {
      announce(done.message);
      await queries.invalidateQueries();
    },
  });
  if (products.length === 0) return null;
  return (
    <form
      className="cv-box cv-write-letter"
      onSubmit={(event) => {
        event.preventDefault();
        writing.mutate();
      }}
    >
      <div className="cv-field mb-0">
        <label htmlFor="tipo-lettera">{WORDS.product}</label>
        <select id="tipo-lettera" value={product} onChange={(event) => setProduct(products.find((one) => one === event.target.value) ?? product)} aria-describedby="lettera-aiuto">
          {products.map((one) => (
            <option key={one} value={one}>
              {PRODUCT_NAMES[one]}
            </option>
          ))}
        </select>
        <small id="lettera-aiuto">{WORDS.writeHelp}</small>
      </div>
      <button type="submit" className="btn btn-primary" disabled={writing.isPending}>
        {writing.isPending ? WORDS.writing : WORDS.write}
      </button>
      {writing.isError && <Failure error={writing.error} />}
    </form>
  );
}

/** The letters of a case, and a way to write one. Nothing where no print house is configured and none was ever written. */
export function LettersPanel({ caseId }: { readonly caseId: string }) {
  const result = useLetters(caseId);
  if (result.isError) return <Failure error={result.error} />;
  if (result.data === undefined) return null;
  const { letters, products } = result.data;
  return (
    <>
      <WriteLetter caseId={caseId} products={products} />
      {letters.length > 0 && (
        <section className="cv-box" aria-labelledby="lettere-persona">
          <h3 id="lettere-persona">{LETTERS.title}</h3>
          {letters.map((letter) => (
            <LetterCard key={letter.messageId} letter={letter} caseId={caseId} />
          ))}
        </section>
      )}
    </>
  );
}
