import type { AnyMachineSnapshot, EventObject } from 'xstate';
import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { notForRun, refuseSettling } from '../plant-unit/interventions.ts';
import type { InterventionEvent } from '../plant-unit/interventions.ts';
import type { RunEvent, StageRecordEvent, ThroughRecordEvent } from '../plant-unit/messages.ts';
import type { CoalPreparationContext, PreparationDeed } from './run.ts';
import { isSkippable, lineStages } from './stages.ts';

export type PreparationEvent =
  RunEvent | StageRecordEvent | ThroughRecordEvent | InterventionEvent<PreparationDeed>;

/** Why a preparation does not take a person's request, whatever its state: `STAGE_NOT_SKIPPABLE`, `ONE_STAGE_AT_A_TIME`. */
export function refusePreparation(
  { context }: AnyMachineSnapshot,
  event: Stamped<EventObject>,
): Refusal | undefined {
  const asked = event as Stamped<PreparationEvent>;
  const { interventions } = context as CoalPreparationContext;
  switch (asked.type) {
    case 'intervention.proposed':
      return refuseStage(asked.deed);
    case 'intervention.declined':
      return refuseSettling(interventions, asked);
    case 'intervention.confirmed':
      return refuseSettling(interventions, asked) ?? (asked.numbers.length > 1 ? oneAtATime : undefined);
    default:
      return undefined;
  }
}

function refuseStage({ kind, stage }: PreparationDeed): Refusal | undefined {
  if (kind !== 'skip-stage') return notForRun(kind);
  if (isSkippable(stage)) return undefined;
  return {
    code: 'STAGE_NOT_SKIPPABLE',
    field: 'stage',
    message: `${String(stage)} cannot be skipped.`,
    remedy: `Name one of ${lineStages.filter(isSkippable).join(', ')}; without dividing and packing there is nothing to test.`,
  };
}

const oneAtATime: Refusal = {
  code: 'ONE_STAGE_AT_A_TIME',
  field: 'numbers',
  message: 'The line skips one stage at a time.',
  remedy: 'Confirm one; when it is done, the next.',
};
