// The forecast of the whole Region and a what-if beside it, on notices received and not planned; and the back-test at length.

import { backTest } from "../../src/domain/forecast/back-test.test-data.ts";
import { makeForecast } from "../../src/services/forecast/make.ts";
import { whatIf } from "../../src/services/forecast/what-if.ts";
import { openServices } from "../../src/services/context.ts";
import { loadReference } from "../../src/services/reference.ts";
import { readOptions, runContender } from "./ground/contest.ts";
import { freshRegion, FULL_SIZE, noticeFile, startServer, stopServer } from "./ground/region.ts";

const options = readOptions({ households: FULL_SIZE });
await startServer();
const region = await freshRegion();
const services = openServices(region.url);
const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const [clock, processor] = [performance.now(), process.cpuUsage()];
  const done = await work();
  const { user, system } = process.cpuUsage(processor);
  console.log(`${name}: ${((performance.now() - clock) / 1_000).toFixed(2)} s by the clock, ${((user + system) / 1e6).toFixed(2)} s of processor here`);
  return done;
};
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  const reference = await loadReference(services.pools.worker);
  const made = await timed("forecast", () => makeForecast(services, { reference, scenario: "base", kind: "asked", madeBy: "bench" }));
  console.log(`${made.result.region.people} people, ${made.result.offices.length} offices`);
  await timed("what-if, the first of a forecast", () => whatIf(services, { reference, levers: [{ kind: "desks", officeId: null, desks: 1 }] }));
  await timed("what-if, all offices", () => whatIf(services, { reference, levers: [{ kind: "duration", minutes: 20 }] }));
  console.log(backTest(400, 100, 2019));
} finally {
  await services.close();
  await region.close();
  await stopServer();
}
