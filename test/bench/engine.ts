import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { transition } from 'xstate';
import { DefinitionRegistry } from '../../orchestrator/engine/definitions.ts';
import { Engine } from '../../orchestrator/engine/engine.ts';
import { encodeBody } from '../../orchestrator/engine/entry.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import type { Journal } from '../../orchestrator/storage/ports.ts';
import { openJournalForWriting } from '../../orchestrator/storage/embedded/schema.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import { begin, step } from '../../workflows/kernel/step.ts';
import type { ProcessState } from '../../workflows/kernel/step.ts';
import type { Subject } from './subject.ts';

/** Everything is measured in turn, over and over, so that a disturbance of the machine falls on all figures alike. */
const rounds = 8;
const turn = 400;
/** Turns before the ones that count: what runs for months is measured warm. */
const warmUp = 2;
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

/** Does one kind of work until a moment of `performance.now()`; tells how often it did it. */
type Work = (until: number) => number | Promise<number>;
export interface Bench {
  readonly work: Work;
  readonly close: () => void | Promise<void>;
}

const nothing = () => {};

const mapValues = <Key extends string, From, To>(record: Readonly<Record<Key, From>>, to: (value: From) => To): Record<Key, To> =>
  Object.fromEntries(Object.entries<From>(record).map(([key, value]) => [key, to(value)])) as Record<Key, To>;

function rawSync(folder: string, bytes: number): Bench {
  const handle = openSync(join(folder, 'raw'), 'w');
  const page = Buffer.alloc(bytes, 'x');
  return {
    work: (until) => {
      let done = 0;
      for (; performance.now() < until; done += 1) {
        writeSync(handle, page);
        fdatasyncSync(handle);
      }
      return done;
    },
    close: () => closeSync(handle),
  };
}

function bareInsert(folder: string, body: string, group: number): Bench {
  const db = openJournalForWriting(join(folder, `bare-${group}.db`));
  const insert = db.prepare('insert into journal (position, process, seq, input_id, answers, effects, body, hash) values (?, ?, ?, ?, ?, ?, ?, ?)');
  let position = 0;
  return {
    work: (until) => {
      const before = position;
      while (performance.now() < until) {
        db.exec('begin immediate');
        for (let i = 0; i < group; i += 1) {
          position += 1;
          insert.run(position, 'bench', position, `bench/increment/${position}`, null, 0, body, 'f'.repeat(64));
        }
        db.exec('commit');
      }
      return position - before;
    },
    close: () => void db.close(),
  };
}

const opened = ({ definition, opening }: Subject): ProcessState => {
  const [start, ...more] = opening(bench);
  return more.reduce((before, input) => step(definition, bench, before, input).state, begin(definition, bench, start).state);
};

/** In memory: a transition of the machine and the text of its entry, nothing else. */
function inMemory(subject: Subject, advance: (state: ProcessState, input: Input) => ProcessState): Bench {
  const inUse = { definition: subject.definition, hash: '0'.repeat(16) };
  let state = opened(subject);
  return {
    work: (until) => {
      let done = 0;
      for (; performance.now() < until; done += 1) {
        const input = subject.next(bench, done);
        state = advance(state, input);
        encodeBody({ process: bench, seq: state.seq }, inUse, input, state, []);
      }
      return done;
    },
    close: nothing,
  };
}

/** By the library's own pure function. */
const byXState =
  ({ definition }: Subject) =>
  (state: ProcessState, input: Input): ProcessState => {
    const [snapshot] = transition(definition.machine, state.snapshot, { ...input.event, at: input.at, by: input.actor, inputId: input.id });
    return { snapshot, timers: [], seq: state.seq + 1 };
  };

/** An engine on a journal, each of whose processes takes one input after the other. */
export async function durable(journal: Journal, subject: Subject, processes: number): Promise<Bench> {
  const clock = () => instant(new Date().toISOString());
  const engine = new Engine({ journal, registry: new DefinitionRegistry([subject.definition]), clock, log: pino({ level: 'warn' }) });
  const names = Array.from({ length: processes }, (_, index) => ({ name: processId(`bench-${index}`), no: 0 }));
  for (const { name } of names) {
    const [start, ...more] = subject.opening(name);
    await engine.start(subject.definition.id, name, start);
    for (const input of more) await engine.submit(name, input);
  }
  return {
    work: async (until) => {
      let done = 0;
      await Promise.all(
        names.map(async (process) => {
          for (; performance.now() < until; done += 1) {
            process.no += 1;
            await engine.submit(process.name, subject.next(process.name, process.no));
          }
        }),
      );
      return done;
    },
    close: async () => {
      await engine.stop();
      await journal.close();
    },
  };
}

const bench = processId('bench');

/** Measures all figures in turn on one disk, so that their ratios mean something on any machine. */
export async function measureEngine(subject: Subject): Promise<EngineFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-bench-'));
  const sample = encodeBody({ process: bench, seq: 1 }, { definition: subject.definition, hash: '0'.repeat(16) }, subject.next(bench, 1), opened(subject), []);
  const benches: Record<keyof EngineFigures, Bench> = {
    rawSync: rawSync(folder, sample.length),
    bareSingle: bareInsert(folder, sample, 1),
    sequential: await durable(await openEmbeddedJournal(join(folder, 'engine-1.db')), subject, 1),
    bareGrouped: bareInsert(folder, sample, groupSize),
    pure: inMemory(subject, byXState(subject)),
    ownStep: inMemory(subject, (state, input) => step(subject.definition, bench, state, input).state),
    concurrent: await durable(await openEmbeddedJournal(join(folder, 'engine-64.db')), subject, 64),
  };
  try {
    return await inTurn(benches);
  } finally {
    for (const { close } of Object.values(benches)) await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How often each does its work in a second. */
export async function inTurn<Name extends string>(benches: Readonly<Record<Name, Bench>>): Promise<Record<Name, number>> {
  const totals = mapValues(benches, ({ work }) => ({ work, done: 0, milliseconds: 0 }));
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const total of Object.values<{ work: Work; done: number; milliseconds: number }>(totals)) {
      const start = performance.now();
      const done = await total.work(start + turn);
      if (round < warmUp) continue;
      total.done += done;
      total.milliseconds += performance.now() - start;
    }
  }
  return mapValues(totals, ({ done, milliseconds }) => (1000 * done) / milliseconds);
}
