// Whether the screen is as narrow as a phone.

import { useSyncExternalStore } from "react";

const phone = window.matchMedia("(max-width: 767.98px)");

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      phone.addEventListener("change", changed);
      return () => phone.removeEventListener("change", changed);
    },
    () => phone.matches,
  );
}
