import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { decodeBody } from '../../orchestrator/engine/entry.ts';
import type { EntryBody } from '../../orchestrator/engine/entry.ts';
import type { JournalEntry } from '../../orchestrator/storage/ports.ts';

/** Of one entry what a replay needs and compares. */
export type RecordedEntry = Pick<
  EntryBody,
  'process' | 'seq' | 'definition' | 'input' | 'effects' | 'timers' | 'snapshot' | 'hold' | 'deferred'
>;

const fileOf = (scenario: string): string => join(process.cwd(), 'test', 'golden', `${scenario}.jsonl.br`);

export const isRecorded = (scenario: string): boolean => existsSync(fileOf(scenario));

/** Snapshots of a process repeat each other: a window as large as they come makes most of them vanish. */
const options = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  },
};

/** Entries of one process follow each other in the file, so that its snapshots stand side by side. */
export function writeRecorded(scenario: string, entries: readonly JournalEntry[]): void {
  const lines = entries
    .toSorted((a, b) => a.process.localeCompare(b.process))
    .map(({ body }) => {
      const { definitionHash: _hash, ...recorded } = decodeBody(body);
      return `${JSON.stringify(recorded)}\n`;
    });
  writeFileSync(fileOf(scenario), brotliCompressSync(lines.join(''), options));
}

export const readRecorded = (scenario: string): readonly RecordedEntry[] =>
  brotliDecompressSync(readFileSync(fileOf(scenario)))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedEntry);
