import { mkdtempSync, rmSync, openSync, writeSync, fdatasyncSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { transition } from 'xstate';
import { DefinitionRegistry } from '../../orchestrator/engine/definitions.ts';
import { Engine } from '../../orchestrator/engine/engine.ts';
import { encodeBody } from '../../orchestrator/engine/entry.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { openJournalForWriting } from '../../orchestrator/storage/embedded/schema.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import { begin, step } from '../../workflows/kernel/step.ts';
import type { ProcessState } from '../../workflows/kernel/step.ts';
import { definition, increment, startInput, untilCutting } from './sampling.ts';

/** Long enough that a passing disturbance of the machine does not decide the figure. */
const measureFor = 3_000;
const groupSize = 32;

export interface EngineFigures {
  readonly rawSync: number;
  readonly bareSingle: number;
  readonly bareGrouped: number;
  /** XState's pure transition and serialisation. */
  readonly pure: number;
  /** Our own step and serialisation. */
  readonly ownStep: number;
  readonly sequential: number;
  readonly concurrent: number;
}

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

/** A run that cuts, in memory. */
function cutting(process: ProcessId): ProcessState {
  const { state } = begin(definition, process, startInput(process));
  return untilCutting(process).reduce((before, input) => step(definition, process, before, input).state, state);
}

/** In memory: a transition of the machine and the text of its entry, nothing else. */
function pureRate(process: ProcessId, advance: (state: ProcessState, input: Input) => ProcessState): number {
  const inUse = { definition, hash: '0'.repeat(16) };
  let state = cutting(process);
  return rate((until) => {
    let done = 0;
    for (; performance.now() < until; done += 1) {
      const input = increment(process, done);
      state = advance(state, input);
      encodeBody({ process, seq: state.seq }, inUse, input, state, []);
    }
    return done;
  });
}

/** By the library's own pure function. */
const byXState = (state: ProcessState, input: Input): ProcessState => {
  const [snapshot] = transition(definition.machine, state.snapshot, { ...input.event, at: input.at, by: input.actor, inputId: input.id });
  return { snapshot, timers: [], seq: state.seq + 1 };
};

async function durableRate(folder: string, processes: number): Promise<number> {
  const journal = await openEmbeddedJournal(join(folder, `engine-${processes}.db`));
  const clock = () => instant(new Date().toISOString());
  const engine = new Engine({ journal, registry: new DefinitionRegistry([definition]), clock, log: pino({ level: 'warn' }) });
  const names = Array.from({ length: processes }, (_, index) => processId(`bench-${index}`));
  for (const name of names) {
    await engine.start(definition.id, name, startInput(name));
    for (const input of untilCutting(name)) await engine.submit(name, input);
  }
  const start = performance.now();
  let done = 0;
  await Promise.all(
    names.map(async (name) => {
      for (let no = 1; performance.now() < start + measureFor; no += 1) {
        await engine.submit(name, increment(name, no));
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
    const process = processId('bench-0');
    const sample = encodeBody({ process, seq: 1 }, { definition, hash: '0'.repeat(16) }, increment(process, 1), cutting(process), []);
    return {
      rawSync: rawSyncRate(folder, sample.length),
      bareSingle: bareInsertRate(folder, sample, 1),
      sequential: await durableRate(folder, 1),
      bareGrouped: bareInsertRate(folder, sample, groupSize),
      pure: pureRate(process, byXState),
      ownStep: pureRate(process, (state, input) => step(definition, process, state, input).state),
      concurrent: await durableRate(folder, 64),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
