// What bin/dependencies.js gives its test.

interface Lock {
  readonly packages: Readonly<Record<string, { readonly name?: string; readonly version: string; readonly dev?: boolean; readonly link?: boolean }>>;
}
interface Component {
  readonly purl: string;
}
export function judgeAudit(text: string): { kind: "vulnerable" | "fine" | "unchecked"; said: string };
export function productionOf(lock: Lock): Set<string>;
export function productionSbom<Sbom extends { components: Component[]; dependencies: { ref: string; dependsOn: string[] }[] }>(everything: Sbom, lock: Lock): Sbom;
export function wrongIn(sbom: { components: Component[] }, lock: Lock): { missing: string[]; strange: string[] };
