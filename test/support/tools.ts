import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian package that brings each foreign program, for the line that says why a test was skipped. */
const packageOf = {
  qpdf: 'qpdf',
  pdfinfo: 'poppler-utils',
  pdftotext: 'poppler-utils',
  pdffonts: 'poppler-utils',
  pdfdetach: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  zbarimg: 'zbar-tools',
  xmllint: 'libxml2-utils',
  pdfsig: 'poppler-utils',
  openssl: 'openssl',
  certutil: 'libnss3-tools',
  'softhsm2-util': 'softhsm2',
  chromium: 'chromium',
  mount: 'mount',
  umount: 'mount',
  'redis-server': 'redis-server',
} as const;

export type Tool = keyof typeof packageOf;

export function isThere(tool: Tool): boolean {
  // Every one of them answers something to --version; only a program that is not there gives an error.
  return spawnSync(tool, ['--version']).error === undefined;
}

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

/** Runs a program to its end and gives its standard output; throws with its error output when it fails. */
export function run(tool: Tool, parameters: readonly string[]): Buffer {
  const { status, stdout, stderr, error } = spawnSync(tool, parameters, { maxBuffer: 64 * 1024 * 1024 });
  if (error) throw error;
  if (status !== 0)
    throw new Error(
      `${tool} ${parameters.join(' ')} ended with ${status}: ${stderr.toString()}${stdout.toString()}`,
    );
  return stdout;
}

/** Everything a program says, also when it fails: for what it is expected to refuse. */
export function outputOf(tool: Tool, parameters: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(tool, parameters);
  if (error) throw error;
  return `${stdout.toString()}${stderr.toString()}`;
}
