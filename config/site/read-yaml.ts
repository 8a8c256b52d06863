import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';

/** Reads a YAML file. Refuses `CONFIG_UNREADABLE` naming the file and the fault. */
export function readYaml(file: string): Outcome<unknown> {
  try {
    return ok(load(readFileSync(file, 'utf8')));
  } catch (error) {
    return refuse({
      code: 'CONFIG_UNREADABLE',
      field: file,
      message: `${file} cannot be read: ${(error as Error).message}`,
      remedy: 'Name an existing, well-formed YAML file.',
    });
  }
}
