import type { BlindCode, Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { LabelContext } from '../../workflows/label/machine.ts';
import { collections, orderedKey } from './projection.ts';
import type { Projection } from './projection.ts';

/** A label that was given out; for those who may decode, since it is no blind stage's business how often. */
export interface LabelPrintView {
  readonly code: BlindCode;
  readonly container: number;
  readonly format: LabelContext['format'];
  readonly at: Instant;
  readonly by: Actor;
  readonly process: ProcessId;
  readonly position: number;
}

/** Labels by their code, in the order they were printed. */
export const projectLabel: Projection = ({ definition, snapshot, position, process }) => {
  if (definition !== 'label' || !snapshot) return [];
  const { code, container, format, printedAt: at, printedBy: by } = snapshot.context as LabelContext;
  const doc: LabelPrintView = { code, container, format, at, by, process, position };
  return [{ collection: collections.labels, key: orderedKey(position), index: code, doc }];
};
