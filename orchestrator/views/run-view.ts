import type { CoalPreparationContext } from '../../workflows/coal-preparation/run.ts';
import type { CoalSamplingContext } from '../../workflows/coal-sampling/run.ts';
import { toDecimal, toDecimalString, sumOf } from '../../workflows/kernel/decimal.ts';
import type { RunView } from './model.ts';
import { collections } from './projection.ts';
import type { Projected, Projection } from './projection.ts';

/** Runs of samplers and preparation lines. */
export const projectRun: Projection = (entry) => {
  const doc = runOf(entry);
  return doc ? [{ collection: collections.runs, key: doc.id, index: doc.unit, doc }] : [];
};

function runOf({ definition, snapshot, process }: Projected): RunView | null {
  if (!snapshot) return null;
  const status = String(snapshot.value);
  if (definition === 'coal-sampling') {
    const { order, reason, taken, missed, keptMass, firstCutAt, lastCutAt } = snapshot.context as CoalSamplingContext;
    return {
      id: process,
      definition,
      unit: order.sampler,
      sampleCode: order.sampleId,
      status,
      reason,
      incrementsPlanned: order.incrementsPlanned,
      incrementsTaken: taken,
      incrementsMissed: missed,
      sampleMass: keptMass,
      startedAt: firstCutAt,
      endedAt: snapshot.status === 'done' ? lastCutAt : null,
    };
  }
  if (definition === 'coal-preparation') {
    const { order, reason, bottles, startedAt, endedAt } = snapshot.context as CoalPreparationContext;
    return {
      id: process,
      definition,
      unit: order.line,
      sampleCode: order.sampleId,
      status,
      reason,
      incrementsPlanned: null,
      incrementsTaken: null,
      incrementsMissed: null,
      sampleMass: toDecimalString(sumOf(bottles.map(({ mass }) => toDecimal(mass)))),
      startedAt,
      endedAt,
    };
  }
  return null;
}
