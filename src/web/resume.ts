// What the way in does once somebody is in, where a page waits behind it; null where nobody was at work.

import { createContext } from "react";

export const Resume = createContext<(() => Promise<void>) | null>(null);
