import { isDeepStrictEqual } from 'node:util';
import { processId } from '../../../workflows/kernel/brand.ts';
import type { ProcessDefinition } from '../../../workflows/kernel/process.ts';
import { begin, persistSnapshot, restoreSnapshot, step } from '../../../workflows/kernel/step.ts';
import type { PersistedSnapshot, ProcessState, StepResult } from '../../../workflows/kernel/step.ts';
import type { Catalogue, Start } from './catalogue.ts';
import { namesOf, startInput } from './reach.ts';
import type { Given } from './situation.ts';

interface Difference {
  readonly path: readonly string[];
  readonly live: unknown;
  readonly restored: unknown;
}

/** What a process is after it was written down and read again. */
const readAgain = <T>(written: T): T => JSON.parse(JSON.stringify(written)) as T;

/** What an entry of the journal says of a step. */
const said = ({ state, effects }: StepResult): unknown =>
  readAgain({ effects, timers: state.timers, snapshot: persistSnapshot(state.snapshot) });

/**
 * Walks a way twice, once in memory and once as after a restart before every input: the first step that does not do the same,
 * or undefined.
 */
export function differsFromJournal(
  definition: ProcessDefinition,
  catalogue: Catalogue<unknown>,
  start: Start,
  path: readonly Given[],
): Difference | undefined {
  const id = processId(catalogue.process);
  const restored = ({ snapshot, timers, seq }: ProcessState): ProcessState => ({
    snapshot: restoreSnapshot(definition, JSON.parse(persistSnapshot(snapshot)) as PersistedSnapshot),
    timers: readAgain(timers),
    seq,
  });
  let [live, again] = [begin(definition, id, startInput(start)), begin(definition, id, startInput(start))];
  for (const [index, { input }] of path.entries()) {
    live = step(definition, id, live.state, input);
    again = step(definition, id, restored(again.state), readAgain(input));
    if (!isDeepStrictEqual(said(live), said(again)))
      return { path: namesOf(path.slice(0, index + 1)), live: said(live), restored: said(again) };
  }
  return undefined;
}
