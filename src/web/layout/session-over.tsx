// The session ended while somebody was at work: the way in stands before the page, and what was typed waits behind it for a while.

import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import type { ReactNode } from "react";
import type { Session } from "../../contract/session.ts";
import { get } from "../api.ts";
import { useAnnounce } from "../parts/announce.tsx";
import { Loading } from "../parts/states.tsx";
import { Resume } from "../resume.ts";
import { COMMON } from "../texts/common.ts";

const LoginPage = lazy(async () => ({ default: (await import("../pages/login/login-page.tsx")).LoginPage }));

/** After so long nobody is expected back: what was on the page is dropped, as on any other end of a session. */
const WAITS_MS = 15 * 60_000;

/**
 * Shows `children`; when the session has ended (`left` = the one that was), hides them and puts them out of reach behind the way in,
 * until the same person comes back in the same role and office. Anybody else begins anew, and finds nothing of it.
 */
export function SessionOver({ left, children }: { readonly left: Session | null; readonly children: ReactNode }) {
  const [dropped, setDropped] = useState(false);
  const over = left !== null;
  useEffect(() => {
    if (!over) return undefined;
    const timer = setTimeout(() => setDropped(true), WAITS_MS);
    return () => clearTimeout(timer);
  }, [over]);
  return (
    <>
      <div hidden={over} inert={over}>
        {!dropped && children}
      </div>
      {left !== null && <WayBack left={left} dropped={dropped} />}
    </>
  );
}

function WayBack({ left, dropped }: { readonly left: Session; readonly dropped: boolean }) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const resume = async (): Promise<void> => {
    const next = await get<Session>("/api/session");
    if (dropped || whoIs(next) !== whoIs(left)) {
      window.location.assign("/");
      return;
    }
    await queries.invalidateQueries({ queryKey: ["session"] });
    announce(COMMON.resumed);
  };
  return (
    <main className="container-xxl">
      <div className="alert alert-warning mt-3" role="alert">
        {dropped ? COMMON.sessionOverLong : COMMON.sessionOver}
      </div>
      <Suspense fallback={<Loading />}>
        <Resume value={resume}>
          <LoginPage />
        </Resume>
      </Suspense>
    </main>
  );
}

function whoIs({ user, role, office }: Session): string {
  return `${user.kind}/${user.login}/${role}/${office?.id ?? ""}`;
}
