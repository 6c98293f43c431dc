// Where the web interface starts.

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { ApiProblem } from "./api.ts";
import { App } from "./app.tsx";
import "./fonts.css";
import "bootstrap-italia/dist/css/bootstrap-italia.min.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/tables.css";
import "./styles/parts.css";
import "./styles/overview.css";
import "./styles/agenda.css";
import "./styles/person.css";
import "./styles/notices.css";
import "./styles/devices.css";
import "./styles/login.css";
import "./styles/data-protection.css";
import "./styles/help.css";
import "./styles/letters.css";

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended shows at the next question, whichever it is: the way in takes the page's place.
    onError: (error, query) => {
      if (error instanceof ApiProblem && error.status === 401 && query.queryKey[0] !== "session")
        void queries.invalidateQueries({ queryKey: ["session"] });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 1000,
      refetchOnWindowFocus: false,
      // A refusal stays one however often it is asked; only a server that is away is worth another try.
      retry: (times, error) => times < 2 && (!(error instanceof ApiProblem) || error.status === 503),
    },
  },
});

createRoot(document.querySelector("#root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
