// A process that does one thing with notices, plans or summonses, to be killed while it does it.
// `node task.ts import|plan|convene DATABASE_URL [FILE…]`: writes "at work" when it begins and a JSON line when it is done.

import { RDC_2019 } from "../../../src/domain/measures/rdc-2019/parameters.ts";
import { openServices, SYSTEM } from "../../../src/services/context.ts";
import { importNoticeFile } from "../../../src/services/intake.ts";
import { issueSummonses } from "../../../src/services/issue.ts";
import { planWave } from "../../../src/services/plan.ts";
import { loadReference } from "../../../src/services/reference.ts";

const [task, url, ...files] = process.argv.slice(2);
const services = openServices(url!);
const reference = await loadReference(services.pools.intake);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const measure = RDC_2019.code;

say("at work");
if (task === "import") {
  for (const path of files) say(JSON.stringify(await importNoticeFile(services, { reference, path, measure, actor: SYSTEM })));
} else if (task === "plan") {
  const { placed, unplaced } = await planWave(services, {
    reference, measure, wave: 1, scenario: "base", firstDay: "2019-09-09", lastDay: "2019-12-13", target: "2019-12-15", placeLate: true, actor: SYSTEM,
  });
  say(JSON.stringify({ placed, unplaced }));
} else {
  say(JSON.stringify(await issueSummonses(services, { reference, actor: SYSTEM })));
}
await services.close();
