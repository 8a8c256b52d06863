import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import { restoreSnapshot } from '../../workflows/kernel/step.ts';
import type { ProcessState } from '../../workflows/kernel/step.ts';
import type { JournalEntry } from '../storage/ports.ts';
import { decodeBody } from './entry.ts';
import type { DefinitionInUse, EntryBody, Hold } from './entry.ts';
import type { DefinitionRegistry } from './definitions.ts';

/** A process in memory: the cached result of its journal. Replaced as a whole at each step, so a failed commit is undone by keeping the old one. */
export interface LiveProcess {
  readonly id: ProcessId;
  /** Null when the definition it was started with is not known to this server; then it is on hold. */
  readonly inUse: DefinitionInUse | null;
  readonly definitionKey: string;
  readonly state: ProcessState | null;
  readonly seq: number;
  readonly hold: Hold | null;
  /** Inputs kept while on hold, oldest first. */
  readonly deferred: readonly Input[];
}

/** Restores a process from its newest entry with its body and, when it is on hold, the inputs kept since. */
export function revive(newest: JournalEntry, body: EntryBody, all: readonly JournalEntry[], registry: DefinitionRegistry): LiveProcess {
  const inUse = registry.byKey(body.definition) ?? null;
  const base = { id: newest.process, definitionKey: body.definition, seq: newest.seq };
  const held = (hold: Hold): LiveProcess => ({ ...base, inUse, state: null, hold, deferred: [] });
  if (!inUse) {
    return held({ code: 'DEFINITION_UNKNOWN', message: `This server does not know the definition ${body.definition}.` });
  }
  if (inUse.hash !== body.definitionHash) {
    return held({
      code: 'DEFINITION_CHANGED',
      message: `${body.definition} was changed without a new version: ${body.definitionHash} in the journal, ${inUse.hash} here.`,
    });
  }
  try {
    const snapshot = body.snapshot && restoreSnapshot(inUse.definition, body.snapshot);
    const state = snapshot && { snapshot, timers: body.timers, seq: newest.seq };
    return { ...base, inUse, state, hold: body.hold ?? null, deferred: body.hold ? deferredInputs(all) : [] };
  } catch (error) {
    return held({ code: 'SNAPSHOT_NOT_RESTORABLE', message: (error as Error).message });
  }
}

/** The inputs that wait since the newest run of entries on hold began. */
function deferredInputs(all: readonly JournalEntry[]): readonly Input[] {
  const bodies = all.map((entry) => decodeBody(entry.body));
  const lastFree = bodies.findLastIndex((body) => !body.hold);
  return bodies.slice(lastFree + 1).filter((body) => body.deferred).map((body) => body.input);
}
