// Does not compile when a table could name a state, act, guard, term, effect, actor or norm that does not exist.

import assert from "node:assert/strict";
import { it } from "node:test";
import type { Expiry, Procedure, Row, TermRule } from "./types.ts";

type State = "open" | "shut";
type TestRow = Row<State, "shut-it", "is-allowed", "by-noon", "tell">;
type Fits<X, Y> = X extends Y ? true : false;

interface Good {
  from: readonly ["open"];
  act: "shut-it";
  by: readonly ["operator"];
  when: readonly ["is-allowed"];
  to: "shut";
  opens: readonly ["by-noon"];
  closes: readonly [];
  law: readonly ["GDPR_ART5"];
  effects: readonly ["tell"];
}
type With<Change> = Omit<Good, keyof Change> & Change;

/** Each value is the answer of the compiler: were a wrong word to fit, `false` would not be assignable and this file would not compile. */
const COMPILER_SAYS = {
  good: true satisfies Fits<Good, TestRow>,
  unknownFrom: false satisfies Fits<With<{ from: readonly ["ajar"] }>, TestRow>,
  unknownTo: false satisfies Fits<With<{ to: "ajar" }>, TestRow>,
  unknownAct: false satisfies Fits<With<{ act: "open-it" }>, TestRow>,
  unknownActor: false satisfies Fits<With<{ by: readonly ["janitor"] }>, TestRow>,
  unknownGuard: false satisfies Fits<With<{ when: readonly ["is-monday"] }>, TestRow>,
  unknownOpens: false satisfies Fits<With<{ opens: readonly ["by-night"] }>, TestRow>,
  unknownCloses: false satisfies Fits<With<{ closes: readonly ["by-night"] }>, TestRow>,
  unknownLaw: false satisfies Fits<With<{ law: readonly ["DL4_2019_ART99"] }>, TestRow>,
  withoutLaw: false satisfies Fits<With<{ law: readonly [] }>, TestRow>,
  unknownEffect: false satisfies Fits<With<{ effects: readonly ["shout"] }>, TestRow>,
  unknownClock: false satisfies Fits<
    { title: "x"; clock: "lunch"; expiry: { then: "kpi" } },
    TermRule<"shut-it">
  >,
  unknownExpiryAct: false satisfies Fits<{ then: "state"; act: "open-it" }, Expiry<"shut-it">>,
  sanctionOnExpiry: false satisfies Fits<{ then: "sanction" }, Expiry<"shut-it">>,
  guardLeftOut: false satisfies Fits<
    { guards: Record<never, never> },
    Pick<Procedure<State, "shut-it", "is-allowed", "by-noon", object, "tell">, "guards">
  >,
};

it("the words of a table are checked by the compiler", () => {
  assert.deepEqual(
    Object.entries(COMPILER_SAYS)
      .filter(([, fits]) => fits)
      .map(([name]) => name),
    ["good"],
  );
});
