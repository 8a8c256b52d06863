import { spawnSync } from 'node:child_process';

/** Debian package that brings each foreign program, for the line that says why a test was skipped. */
export const packageOf = {
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
