// Puts a text on a phone and a letter in a mailbox of the simulated outside world, over its real protocols.

import { createTransport } from "nodemailer";
import type { OutsideWorld } from "../../src/simulator/outside-world.ts";

const INVITATION =
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//prova//IT\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20191001T080000Z\r\nDTSTART:20191014T070000Z\r\nSUMMARY:Appuntamento\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

export async function putMessages(outside: OutsideWorld): Promise<void> {
  for (const [number, key] of [
    ["+393331000000", "a"],
    ["+393331000001", "b"],
  ] as const) {
    const answer = await fetch(new URL("/messages", outside.smsUrl), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer prova" },
      body: JSON.stringify({
        key: `00000000-0000-7000-8000-00000000000${key}`,
        to: number,
        from: "CPICampania",
        text: "Maria Esposito, appuntamento obbligatorio al CPI Napoli Nord il 14/10 ore 09:00, viale della Resistenza. Per un'altra data: 081 000 0012.",
      }),
    });
    if (!answer.ok) throw new Error(`gateway: ${answer.status} ${await answer.text()}`);
  }
  const transport = createTransport({
    host: "127.0.0.1",
    port: outside.mail.port,
    secure: false,
    ignoreTLS: true,
  });
  await transport.sendMail({
    from: "CPI Napoli Nord <convocazioni@cpi.example>",
    to: "persona0@posta.example",
    messageId: "<00000000-0000-7000-8000-00000000000c@cpi.example>",
    subject: "Appuntamento obbligatorio al centro per l'impiego",
    text: "Gentile Maria Esposito,\n\nl'aspettiamo lunedì 14 ottobre 2019 alle ore 09:00.\n\nPorti con sé un documento d'identità.\n",
    attachments: [{ filename: "appuntamento.ics", content: INVITATION, contentType: "text/calendar" }],
  });
  transport.close();
}
