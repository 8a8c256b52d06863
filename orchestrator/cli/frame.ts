import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { projectRoot } from '../../config/project-root.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { Format } from '../calc-command.ts';

/** What the commands of the program share. */

export const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };

export const print = (line: string) => process.stdout.write(`${line}\n`);
export const terminal = { print, complain: (line: string) => process.stderr.write(`${line}\n`) };

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number ≥ 0 is needed');
  return Number(text);
}
export function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('a number > 0 is needed');
  return number;
}

/** Stops once on the first signal; a second one ends at once. */
export function untilStopped(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
}

export function fail(error: unknown, code = 1): never {
  if (error instanceof RefusedError) {
    const { code, field, message, remedy } = error.refusal;
    process.stderr.write(`\n错误 error ${code}${field ? ` (${field})` : ''}: ${message}\n处理 remedy: ${remedy}\n`);
  } else {
    process.stderr.write(`\n错误 error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exit(code);
}

export const dataOption = ['--data <folder>', 'data folder', 'data'] as const;
export const formatOption = (otherwise: Format) =>
  new Option('--format <format>', 'how the answer is written').choices(['json', 'text']).default(otherwise);
export const jsonOption = ['--json', 'as JSON'] as const;
