import { mkdtempSync, rmSync, openSync, writeSync, fdatasyncSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { DefinitionRegistry } from '../../orchestrator/engine/definitions.ts';
import { Engine } from '../../orchestrator/engine/engine.ts';
import { encodeBody } from '../../orchestrator/engine/entry.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { openJournalForWriting } from '../../orchestrator/storage/embedded/schema.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import { begin, step } from '../../workflows/kernel/step.ts';
import { benchDefinition } from './machine.ts';

/** Long enough that a passing disturbance of the machine does not decide the figure. */
const measureFor = 3_000;
const groupSize = 32;

export interface EngineFigures {
  readonly rawSync: number;
  readonly bareSingle: number;
  readonly bareGrouped: number;
  readonly pure: number;
  readonly sequential: number;
  readonly concurrent: number;
}

const input = (process: string, no: number): Input => ({
  id: `${process}/increment/${no}`,
  at: instant('2026-01-01T00:00:00.000Z'),
  actor: { kind: 'plant', id: 'CS-01' },
  event: { type: 'increment.taken', no, mass: 31.25 },
});

function rate(body: (until: number) => number): number {
  const start = performance.now();
  const done = body(start + measureFor);
  return done / ((performance.now() - start) / 1000);
}

function rawSyncRate(folder: string, bytes: number): number {
  const handle = openSync(join(folder, 'raw'), 'w');
  const page = Buffer.alloc(bytes, 'x');
  try {
    return rate((until) => {
      let done = 0;
      for (; performance.now() < until; done += 1) {
        writeSync(handle, page);
        fdatasyncSync(handle);
      }
      return done;
    });
  } finally {
    closeSync(handle);
  }
}

function bareInsertRate(folder: string, body: string, group: number): number {
  const db = openJournalForWriting(join(folder, `bare-${group}.db`));
  const insert = db.prepare('insert into journal (position, process, seq, input_id, answers, effects, body, hash) values (?, ?, ?, ?, ?, ?, ?, ?)');
  let position = 0;
  try {
    return rate((until) => {
      while (performance.now() < until) {
        db.exec('begin immediate');
        for (let i = 0; i < group; i += 1) {
          position += 1;
          insert.run(position, 'bench', position, `bench/increment/${position}`, null, 0, body, 'f'.repeat(64));
        }
        db.exec('commit');
      }
      return position;
    });
  } finally {
    db.close();
  }
}

function pureRate(): number {
  const process = processId('bench');
  const inUse = { definition: benchDefinition, hash: '0' };
  let state = begin(benchDefinition, process, { ...input('bench', 0), event: { type: 'start', input: {} } }).state;
  return rate((until) => {
    let done = 0;
    for (; performance.now() < until; done += 1) {
      const result = step(benchDefinition, process, state, input('bench', done));
      state = result.state;
      encodeBody({ process, seq: state.seq }, inUse, input('bench', done), state, result.effects);
    }
    return done;
  });
}

async function durableRate(folder: string, processes: number): Promise<number> {
  const journal = await openEmbeddedJournal(join(folder, `engine-${processes}.db`));
  const clock = () => instant(new Date().toISOString());
  const engine = new Engine({ journal, registry: new DefinitionRegistry([benchDefinition]), clock, log: pino({ level: 'warn' }) });
  const names = Array.from({ length: processes }, (_, index) => processId(`bench-${index}`));
  for (const name of names) {
    await engine.start('bench-sampling', name, { ...input(name, 0), id: 'start', event: { type: 'start', input: {} } });
  }
  const start = performance.now();
  let done = 0;
  await Promise.all(
    names.map(async (name) => {
      for (let no = 1; performance.now() < start + measureFor; no += 1) {
        await engine.submit(name, input(name, no));
        done += 1;
      }
    }),
  );
  const perSecond = done / ((performance.now() - start) / 1000);
  await engine.stop();
  await journal.close();
  return perSecond;
}

/** Measures all figures in one run on one disk, so that their ratios mean something on any machine. */
export async function measureEngine(): Promise<EngineFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-bench-'));
  try {
    const sample = encodeBody({ process: processId('bench'), seq: 1 }, { definition: benchDefinition, hash: '0'.repeat(16) }, input('bench', 1),
      begin(benchDefinition, processId('bench'), { ...input('bench', 0), event: { type: 'start', input: {} } }).state, []);
    return {
      rawSync: rawSyncRate(folder, sample.length),
      bareSingle: bareInsertRate(folder, sample, 1),
      sequential: await durableRate(folder, 1),
      bareGrouped: bareInsertRate(folder, sample, groupSize),
      pure: pureRate(),
      concurrent: await durableRate(folder, 64),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
