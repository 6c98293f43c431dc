// Another system at work: lists the cases of each office opened to it, confirms a summons once, shows a refusal.
// Run: CONVOCA_ADDRESS=https://… CONVOCA_SECRET=… node examples/confirm-and-list.js [CASE_ID SUMMONS_ID]
import { ConvocaProblem, createClient, everyItem } from "convoca/client";

const convoca = createClient({ address: process.env.CONVOCA_ADDRESS, token: process.env.CONVOCA_SECRET });
const [caseId, summonsId] = process.argv.slice(2);

for await (const office of everyItem(convoca.listOffices)) {
  let cases = 0;
  for await (const one of everyItem(convoca.listCases, { office_id: office.office_id, limit: 200 })) if (one.bound) cases += 1;
  console.log(`${office.title}: ${cases}`);

  if (summonsId === undefined) continue;
  const where = { office_id: office.office_id, case_id: caseId, summons_id: summonsId };
  // The same key on every try: after a fault of the network asking again does nothing twice.
  const request = { ...where, body: { answer: "confirm" }, idempotencyKey: `conferma-${summonsId}` };
  const first = await convoca.recordReply(request);
  const again = await convoca.recordReply(request);
  console.log(`${first.state} ${first.act_id === again.act_id}`);
  try {
    await convoca.recordReply({ ...request, body: { answer: "another-date", reason: "visita medica" } });
  } catch (error) {
    if (!(error instanceof ConvocaProblem)) throw error;
    console.log(`${error.status} ${error.code}`);
  }
}
