import { isDeepStrictEqual } from 'node:util';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';
import { definitionKey } from '../../workflows/kernel/process.ts';
import { begin, persistSnapshot, step } from '../../workflows/kernel/step.ts';
import type { ProcessState, StepResult } from '../../workflows/kernel/step.ts';
import type { RecordedEntry } from './journal-file.ts';

/** Where today's definitions first do something else with a process than they did when it was recorded. */
export interface Departure {
  readonly process: string;
  readonly seq: number;
  readonly event: string;
  readonly recorded: unknown;
  readonly today: unknown;
}

type Outcome = Pick<RecordedEntry, 'effects' | 'timers' | 'snapshot'>;

const outcomeOf = ({ effects, timers, snapshot }: RecordedEntry): Outcome => ({ effects, timers, snapshot });
const written = ({ state, effects }: StepResult): Outcome =>
  JSON.parse(
    `{"effects":${JSON.stringify(effects)},"timers":${JSON.stringify(state.timers)},"snapshot":${persistSnapshot(state.snapshot)}}`,
  ) as Outcome;

/** Gives every recorded input to the definitions of today; the first departure of each process. */
export function departures(
  definitions: readonly ProcessDefinition[],
  entries: readonly RecordedEntry[],
): readonly Departure[] {
  const byKey = new Map(definitions.map((definition) => [definitionKey(definition), definition]));
  const states = new Map<string, ProcessState>();
  const departed = new Map<string, Departure>();
  for (const entry of entries) {
    const { process, seq, input } = entry;
    if (departed.has(process)) continue;
    const before = states.get(process);
    const { state, today } = goOn(byKey.get(entry.definition), entry, before);
    if (state && isDeepStrictEqual(today, outcomeOf(entry))) states.set(process, state);
    else
      departed.set(process, { process, seq, event: input.event.type, ...differing(outcomeOf(entry), today) });
  }
  return [...departed.values()];
}

/** What an entry comes to today: an outcome and the state after it, or words why there is none. */
function goOn(
  definition: ProcessDefinition | undefined,
  { process, input, definition: key }: RecordedEntry,
  before: ProcessState | undefined,
): { readonly state?: ProcessState; readonly today: unknown } {
  if (!definition) return { today: `there is no definition ${key} any more` };
  try {
    const result = before ? step(definition, process, before, input) : begin(definition, process, input);
    return { state: result.state, today: written(result) };
  } catch (error) {
    return { today: String(error) };
  }
}

/** Both sides without what is the same in them, so that a reader sees what changed. */
function differing(
  recorded: unknown,
  today: unknown,
): { readonly recorded: unknown; readonly today: unknown } {
  if (!isFields(recorded) || !isFields(today)) return { recorded, today };
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(today)])].filter(
    (name) => !isDeepStrictEqual(recorded[name], today[name]),
  );
  const parts = names.map((name) => [name, differing(recorded[name], today[name])] as const);
  return {
    recorded: Object.fromEntries(parts.map(([name, part]) => [name, part.recorded])),
    today: Object.fromEntries(parts.map(([name, part]) => [name, part.today])),
  };
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object';
