import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { persistSnapshot } from '../../workflows/kernel/step.ts';
import type { PersistedSnapshot, ProcessState } from '../../workflows/kernel/step.ts';
import { definitionKey } from '../../workflows/kernel/process.ts';
import type { Effect, Input, ProcessDefinition, Timer } from '../../workflows/kernel/process.ts';

/** Why a process takes no more inputs until a person releases it. */
export interface Hold {
  readonly code: 'STEP_FAILED' | 'SNAPSHOT_NOT_RESTORABLE' | 'DEFINITION_UNKNOWN' | 'DEFINITION_CHANGED';
  readonly message: string;
}

/** The content of a journal entry. */
export interface EntryBody {
  readonly process: ProcessId;
  readonly seq: number;
  /** `id@version` the process was started with. */
  readonly definition: string;
  readonly definitionHash: string;
  readonly input: Input;
  readonly effects: readonly Effect[];
  /** All timers that run after this entry. */
  readonly timers: readonly Timer[];
  /** Null only when the very first step failed. */
  readonly snapshot: PersistedSnapshot | null;
  readonly hold?: Hold;
  /** The input arrived while the process was on hold: it is kept and applied at release. */
  readonly deferred?: true;
}

export interface DefinitionInUse {
  readonly definition: ProcessDefinition;
  readonly hash: string;
}

/** Writes a body as JSON text; the snapshot is serialised once and placed verbatim. */
export function encodeBody(
  { process, seq }: Pick<EntryBody, 'process' | 'seq'>,
  { definition, hash }: DefinitionInUse,
  input: Input,
  state: ProcessState | null,
  effects: readonly Effect[],
  extra: { readonly hold?: Hold; readonly deferred?: true } = {},
): string {
  const snapshot = state ? persistSnapshot(state.snapshot) : 'null';
  const rest = JSON.stringify({
    process,
    seq,
    definition: definitionKey(definition),
    definitionHash: hash,
    input,
    effects,
    timers: state?.timers ?? [],
    ...extra,
  });
  return `${rest.slice(0, -1)},"snapshot":${snapshot}}`;
}

export const decodeBody = (text: string): EntryBody => JSON.parse(text) as EntryBody;
