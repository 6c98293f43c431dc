// The rules of unusual access, for the auditor: how they stand, and a change with its reason.

import { z } from "zod";
import { AccessRules, ChangeRuleRequest } from "../../contract/access.ts";
import { Done } from "../../contract/problem.ts";
import { RULE_LIMITS } from "../../domain/access/rule-change.ts";
import { UNUSUAL_RULES } from "../../domain/access/unusual.ts";
import { changeRule, standingRules } from "../../services/access/rules.ts";
import { ACCESS_ANSWERS } from "../access-texts.ts";
import { requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";

const ByRule = z.object({ rule: z.enum(UNUSUAL_RULES) });

export function registerAccessRules(app: App, { services }: ServerContext): void {
  app.get(
    "/api/access-rules",
    { schema: { summary: "Le regole degli accessi insoliti", response: { 200: AccessRules } } },
    async (request) => {
      requirePermission(request, "access-log");
      const rules = await standingRules(services);
      return {
        rules: rules.map(({ parameters, ...rule }) => ({
          ...rule,
          parameters: Object.entries(parameters).map(([name, value]) => {
            const [least, most] = RULE_LIMITS[rule.rule][name]!;
            return { name, value, least, most };
          }),
        })),
      };
    },
  );
  app.post(
    "/api/access-rules/:rule",
    { schema: { summary: "Cambia una regola degli accessi insoliti", params: ByRule, body: ChangeRuleRequest, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "access-rules");
      orProblem(await changeRule(services, { rule: request.params.rule, ...request.body }, actor));
      return { message: ACCESS_ANSWERS.ruleChanged };
    },
  );
}
