// Demo: the citizen writes back from the telephone.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DeviceReply } from "../../../contract/demo.ts";
import type { Done } from "../../../contract/problem.ts";
import { post } from "../../api.ts";
import { Failure } from "../../parts/states.tsx";
import { DEVICES } from "../../texts/regional.ts";

export function PhoneAnswer({ number }: { readonly number: string }) {
  const [text, setText] = useState("");
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: (reply: DeviceReply) => post<Done>("/api/demo/device/reply", reply),
    onSuccess: () => {
      setText("");
      return queries.invalidateQueries({ queryKey: ["device"] });
    },
  });
  return (
    <form
      className="cv-phone-answer"
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate({ address: number, text });
      }}
    >
      <div className="cv-field">
        <label htmlFor="risposta-sms">{DEVICES.answer}</label>
        <input
          id="risposta-sms"
          type="text"
          maxLength={300}
          required
          autoComplete="off"
          aria-describedby="risposta-sms-aiuto"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <p id="risposta-sms-aiuto" className="cv-muted cv-small mb-0">
          {DEVICES.answerHelp}
        </p>
      </div>
      <button type="submit" className="btn btn-primary btn-sm" disabled={sending.isPending}>
        {DEVICES.send}
      </button>
      <p role="status" className="cv-small mb-0">
        {sending.data?.message}
      </p>
      {sending.isError && <Failure error={sending.error} />}
    </form>
  );
}
