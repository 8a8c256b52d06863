import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { decideInput } from '../engine/decide.ts';
import type { LiveProcess } from '../engine/live-process.ts';
import type { Caller } from './contract.ts';
import { personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** What a person may ask of a run. */
export const runCommands = ['hold', 'resume', 'finish', 'abort'] as const;

export interface PossibleCommand {
  readonly run: ProcessId;
  readonly command: (typeof runCommands)[number];
  /** Whether the run would take it now. */
  readonly possible: boolean;
  /** Why not. */
  readonly refusal: Refusal | null;
}

/** What a run would answer to each command now: the process decides, as it does when one is given. */
export const possibleCommands = (
  live: LiveProcess,
  caller: Caller,
  { clock }: Pick<ServiceDeps, 'clock'>,
): readonly PossibleCommand[] =>
  runCommands.map((command) => {
    const event = { type: `operator.${command}`, reason: '' };
    const decision = decideInput(live, { id: '', at: clock(), actor: personOf(caller), event }, 'request');
    const refusal = decision.kind === 'refuse' ? decision.refusal : null;
    return { run: live.id, command, possible: refusal === null, refusal };
  });
