import pino from 'pino';
import { instant, processId } from '../../../workflows/kernel/brand.ts';
import type { Instant, ProcessId } from '../../../workflows/kernel/brand.ts';
import type { Effect, Input, ProcessDefinition } from '../../../workflows/kernel/process.ts';
import type { Journal } from '../../storage/ports.ts';
import { DefinitionRegistry } from '../definitions.ts';
import { EffectRunner } from '../effect-runner.ts';
import type { EffectExecutor } from '../effect-runner.ts';
import { Engine } from '../engine.ts';
import type { EngineDeps } from '../engine.ts';
import { MemoryJournal } from './memory-journal.ts';
import { potDefinition } from './pot.ts';
import type { PotContext } from './pot.ts';

/** When everything in these tests happens. */
export const testTime = instant('2026-03-01T08:00:00.000Z');
const silent = pino({ level: 'silent' });
export const pot = processId('pot/1');

export const input = (id: string, event: Input['event'], more: Partial<Input> = {}): Input => ({
  id,
  at: testTime,
  actor: { kind: 'plant', id: 'CS-01' },
  event,
  ...more,
});

export interface BenchOptions {
  readonly journal?: Journal;
  readonly definitions?: readonly ProcessDefinition[];
  readonly clock?: () => Instant;
  readonly onCommitted?: EngineDeps['onCommitted'];
  readonly observer?: EngineDeps['observer'];
}

/** An engine over a journal in memory, one definition and a clock that stands still. */
export function openBench<J extends Journal = MemoryJournal>(
  options: BenchOptions & { readonly journal?: J } = {},
) {
  const { definitions = [potDefinition()], clock = () => testTime, onCommitted, observer } = options;
  const journal = (options.journal ?? new MemoryJournal()) as J;
  const engine = new Engine({
    journal,
    registry: new DefinitionRegistry(definitions),
    clock,
    log: silent,
    ...(onCommitted ? { onCommitted } : {}),
    ...(observer ? { observer } : {}),
  });
  const handedOut: Effect[] = [];
  engine.onEffects((_, effects) => handedOut.push(...effects));
  return {
    engine,
    journal,
    /** Effects handed out, in order. */
    handedOut,
    start: (process: ProcessId = pot) =>
      engine.start('pot', process, input('start', { type: 'process.start', input: {} })),
    fact: (id: string, event: Input['event'], process: ProcessId = pot) =>
      engine.submit(process, input(id, event, { at: clock() })),
    request: (id: string, event: Input['event'], process: ProcessId = pot) =>
      engine.submit(process, input(id, event, { at: clock() }), 'request'),
    context: async (process: ProcessId = pot) =>
      (await engine.find(process))?.state?.snapshot.context as PotContext,
    run: (executors: Readonly<Record<string, EffectExecutor>>) =>
      new EffectRunner(engine, executors, clock, silent),
  };
}

/** Waits until something is so; gives up loudly. */
export async function eventually(isSo: () => boolean | Promise<boolean>, patience = 5_000): Promise<void> {
  const giveUp = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > giveUp) throw new Error(`still not so after ${patience} ms: ${isSo.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
