import { existsSync } from 'node:fs';
import { isThere, packageOf } from './foreign-programs.ts';
import type { Tool } from './foreign-programs.ts';

/**
 * A test that needs foreign programs. Where one is missing it is skipped with a printed line that names the program;
 * with `REQUIRE_TOOLS=1` (as in continuous integration) it fails instead.
 */
export function itWith(tools: readonly Tool[], name: string, test: () => Promise<void>): void {
  const missing = tools.filter((tool) => !isThere(tool));
  if (missing.length === 0) {
    it(name, test);
    return;
  }
  const reason = `not installed: ${missing.map((tool) => `${tool} (${packageOf[tool]})`).join(', ')}`;
  if (process.env['REQUIRE_TOOLS'] === '1') {
    it(name, () => {
      throw new Error(reason);
    });
    return;
  }
  process.stderr.write(`SKIPPED "${name}": ${reason}\n`);
  it.skip(`${name} [${reason}]`, test);
}

/**
 * The same for a test that also needs data which is not part of the repository. Without them it is skipped with a printed line,
 * also under `REQUIRE_TOOLS=1`: no package brings them.
 */
export function itWithData(
  path: string,
  tools: readonly Tool[],
  name: string,
  test: () => Promise<void>,
): void {
  if (existsSync(path)) return itWith(tools, name, test);
  process.stderr.write(`SKIPPED "${name}": no data at ${path}\n`);
  it.skip(`${name} [no data at ${path}]`, test);
}

/** A group of tests that needs foreign programs, skipped or failed as `itWith` does. */
export function describeWith(tools: readonly Tool[], name: string, tests: () => void): void {
  const missing = tools.filter((tool) => !isThere(tool));
  if (missing.length === 0) describe(name, tests);
  else itWith(missing, name, () => Promise.resolve());
}
