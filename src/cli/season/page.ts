// The season's report as a page.
import type { SeasonReport } from "./report.ts";
export function pageOf(report: SeasonReport): string { return JSON.stringify(report); }
