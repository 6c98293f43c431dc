// The demonstration: a synthetic cohort received as a real file of notices, planned and convened through the same use cases.

import { join } from "node:path";
import type { Config } from "./config.ts";
import { CLI_TEXTS } from "./texts.ts";
import { RDC_2019 } from "../domain/measures/rdc-2019/parameters.ts";
import type { Services } from "../services/context.ts";
import { SYSTEM } from "../services/context.ts";
import { importNoticeFile } from "../services/intake.ts";
import { issueSummonses } from "../services/issue.ts";
import { planWave } from "../services/plan.ts";
import { loadReference } from "../services/reference.ts";
import type { Reference } from "../services/reference.ts";
import { loadCohortReference } from "../simulator/cohort/reference.ts";
import { writeCohortFiles } from "../simulator/cohort/write-files.ts";
import { installation, saveSettings, simulateClock } from "../store/clock.ts";
import { OperatorFault } from "../store/fault.ts";

export const DEMO_SEASON = {
  /** Monday 2 September 2019, half past nine in the offices: the day the thirty days start. */
  opensAt: "2019-09-02T07:30:00.000Z",
  asOf: "2019-09-02",
  firstDay: "2019-09-09",
  lastDay: "2019-12-13",
  target: "2019-12-15",
  seed: 2019,
} as const;

const DEMO_SETTINGS = { regionPhone: "+39 081 000 0000", regionEmail: "convocazioni@regione.example", domain: "convoca.example" };

type Say = (line: string) => void;

/** Brings the demonstration to its starting point; each step is safe to repeat, so a start killed in the middle is finished by the next. */
export async function prepareDemo(config: Config, services: Services, say: Say): Promise<void> {
  const found = await installation(services.pools.intake);
  if (found.settings["demoReady"] === true) return;
  if (!found.demo && found.batches > 0) throw new OperatorFault("DEMO_SU_DATI_VERI", CLI_TEXTS.demoElsewhere);
  if (!found.demo) {
    await simulateClock(services.pools.worker, DEMO_SEASON.opensAt, 1);
    await saveSettings(services.pools.intake, { ...DEMO_SETTINGS, publicAddress: `http://127.0.0.1:${config.port}` }, true);
  }
  const reference = await loadReference(services.pools.intake);
  await receiveCohort(config, services, reference, say);
  for (const wave of [1, 2] as const) {
    const plan = await planWave(services, { ...DEMO_SEASON, reference, measure: RDC_2019.code, wave, scenario: "base", actor: SYSTEM });
    say(CLI_TEXTS.planned(wave, plan.placed, plan.unplaced));
  }
  const issued = await issueSummonses(services, { reference, actor: SYSTEM });
  say(CLI_TEXTS.convened(issued.summonses, issued.sms, issued.emails, issued.otherwise, issued.unreachable));
  await saveSettings(services.pools.intake, { demoReady: true });
}

async function receiveCohort(config: Config, services: Services, reference: Reference, say: Say): Promise<void> {
  say(CLI_TEXTS.cohort(config.demoHouseholds));
  const { files } = await writeCohortFiles(
    join(config.home, "demo"),
    {
      seed: DEMO_SEASON.seed,
      households: config.demoHouseholds,
      asOf: DEMO_SEASON.asOf,
      reference: loadCohortReference(join(config.root, "reference")),
    },
    { formats: ["csv"], split: "whole", csvEncoding: "windows-1252" },
  );
  for (const file of files) {
    const report = await importNoticeFile(services, { reference, path: file.path, measure: RDC_2019.code, actor: SYSTEM });
    say(CLI_TEXTS.imported(report.read, report.created, report.updated, report.unchanged, report.rejected));
  }
}
