import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A compiled thread of this folder, or, when running from TypeScript sources, the one of the build. */
export function threadScript(name: string): string {
  const beside = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  return existsSync(beside)
    ? beside
    : fileURLToPath(new URL(`../../../dist/orchestrator/storage/embedded/${name}.js`, import.meta.url));
}
