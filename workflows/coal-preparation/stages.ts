import { decimalString } from '../kernel/brand.ts';
import { measuredMass } from '../kernel/measured.ts';
import type { StageRecordEvent } from '../plant-unit/messages.ts';
import type { StageMasses } from './mass-balance.ts';

/** The functional units of a line by the numbers its ring and its commands know them by, 1 first, in the order coal goes through. */
export const lineStages = ['Crusher6', 'Divider6', 'Dryer', 'Crusher3', 'Divider3', 'Pulveriser', 'Packing'] as const;
export type LineStage = (typeof lineStages)[number];

/** What a record's number is raised by when the coal passed the stage unprocessed. */
const skippedBy = 100;

/** Stages coal may pass unprocessed; without a division or a packing there is nothing to test. */
const skippable: readonly string[] = ['Crusher6', 'Dryer', 'Crusher3', 'Pulveriser'] satisfies readonly LineStage[];
export const isSkippable = (stage: unknown): stage is LineStage => typeof stage === 'string' && skippable.includes(stage);

export const stageNumber = (stage: LineStage): number => lineStages.indexOf(stage) + 1;

/** What a ring record says of a stage, or null for a number no stage has. */
export interface FinishedStage {
  readonly stage: LineStage;
  readonly skipped: boolean;
  readonly masses: StageMasses;
}

/** The tags of what leaves a stage; a divider has a scale for each part. */
const partNames = (stage: LineStage): readonly [string, string] => [
  stage === 'Divider6' || stage === 'Divider3' ? `${stage}.Act.SubMass[1]` : `${stage}.Act.MassOut`,
  `${stage}.Act.SubMass[2]`,
];

/** Masses kg. Throws a RangeError for a mass that is not a finite number ≥ 0. */
export function finishedStage({ no, massIn, parts: [first, second], removed }: StageRecordEvent): FinishedStage | null {
  const skipped = no > skippedBy;
  const stage = lineStages[(skipped ? no - skippedBy : no) - 1];
  if (!stage) return null;
  const [firstName, secondName] = partNames(stage);
  const none = decimalString('0');
  const masses: StageMasses = {
    stage,
    massIn: measuredMass(massIn),
    children: [{ name: firstName, mass: measuredMass(first) }, ...(second > 0 ? [{ name: secondName, mass: measuredMass(second) }] : [])],
    rejected: stage === 'Dryer' ? none : measuredMass(removed),
    waterRemoved: stage === 'Dryer' ? measuredMass(removed) : none,
  };
  return { stage, skipped, masses };
}
