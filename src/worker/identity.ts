// Which process is meant by a number: the same number is another process on another machine, in another container, or later.

import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Where the numbers of processes mean the same as here: this boot of this kernel, this space of numbers. */
export function thisMachine(): string {
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    // Without /proc the host's name is all there is.
    return hostname();
  }
}

/** When the process that bears this number was born, in the kernel's own count; null when none does (or only its remains). */
export function bornAt(pid: number): string | null {
  try {
    // The name in brackets may hold anything, brackets and blanks too: what counts stands after the last one.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return isThere(pid) ? "" : null;
  }
}

function isThere(pid: number): boolean {
  if (process.platform === "linux") return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
