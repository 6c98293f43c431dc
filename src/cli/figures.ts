// `convoca figures`: follows what waits to be counted and compares every figure of the control room with a count from nothing; can count again, who came and who did not too.

import { parseArgs } from "node:util";
import { checkFigures, rebuildFigures } from "../services/control-room/follow.ts";
import { OperatorFault } from "../store/fault.ts";
import { rebuildShowUp } from "../store/show-up.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { VERIFY_TEXTS } from "./verify-texts.ts";

export async function figuresCommand(config: Config, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rebuild: { type: "boolean", default: false } } });
  await withDatabase(config, async ({ services }) => {
    if (values.rebuild) process.stdout.write(`${VERIFY_TEXTS.rebuiltFigures(await rebuildFigures(services))}\n`);
    if (values.rebuild) process.stdout.write(`${VERIFY_TEXTS.rebuiltShowUp(await rebuildShowUp(services.pools.retention))}\n`);
    const check = await checkFigures(services);
    process.stdout.write(`${VERIFY_TEXTS.figures(check.cases)}\n`);
    const wrong = [...check.wrongCases.map(VERIFY_TEXTS.wrongCase), ...check.wrongFigures.map(VERIFY_TEXTS.wrongFigure)];
    if (wrong[0] !== undefined) throw new OperatorFault("CONTI_DIVERSI", VERIFY_TEXTS.figuresDiffer(wrong.length, wrong[0]));
  });
}
