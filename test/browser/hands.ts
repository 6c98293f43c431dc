// Hands on the keyboard, and nothing else: how a trained operator fills in the steps of the interview, with the keys counted.

import type { Page } from "playwright-core";

/** A trained operator: so many milliseconds for a key. */
export const KEY_MS = 250;
/** Typed at that pace only where it is asked for: the count is the same. */
const PACE_MS = Number(process.env.CONVOCA_KEY_MS ?? 0);

export class Hands {
  keys = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Minutes of typing so far, at a trained operator's pace. */
  get minutes(): number {
    return (this.keys * KEY_MS) / 60_000;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key, { delay: PACE_MS });
    this.keys += keys.length;
  }

  type(text: string): Promise<void> {
    return this.press(...text);
  }

  /** Goes on with the tabulator to the field of this name in a step's form. */
  async to(name: string): Promise<void> {
    const isThere = (wanted: string): boolean =>
      [document.activeElement?.id, document.activeElement?.getAttribute("name")].includes(wanted);
    for (let times = 0; times < 60; times += 1) {
      if (await this.#page.evaluate(isThere, `passo-${name}`)) return;
      await this.press("Tab");
    }
    throw new Error(`the keyboard does not come to ${name}`);
  }

  /** The choice of this place, from above, in a group where none is made yet. */
  async choose(name: string, place: number): Promise<void> {
    await this.to(name);
    await (place === 1
      ? this.press("Space")
      : this.press(...Array.from({ length: place - 1 }, () => "ArrowDown")));
  }
}
