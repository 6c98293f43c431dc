// What was just done, said once: shown for a while and read out by screen readers.

import { createContext, use, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { COMMON } from "../texts/common.ts";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 8000;
const Announce = createContext<(message: string) => void>(() => undefined);

export function useAnnounce(): (message: string) => void {
  return use(Announce);
}

export function Announcements({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState<{ text: string } | null>(null);
  const announce = useMemo(() => (text: string) => setMessage({ text }), []);
  useEffect(() => {
    if (message === null) return undefined;
    const timer = setTimeout(() => setMessage(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <Announce value={announce}>
      {children}
      <div className="cv-announce" role="status" aria-live="polite">
        {message !== null && (
          <div className="cv-announce-box">
            <Icon name="check-circle" />
            <span>{message.text}</span>
            <button type="button" className="cv-icon-button" onClick={() => setMessage(null)}>
              <Icon name="close" label={COMMON.dismiss} />
            </button>
          </div>
        )}
      </div>
    </Announce>
  );
}
