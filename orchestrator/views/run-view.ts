import type { CoalPreparationContext } from '../../workflows/coal-preparation/run.ts';
import { toDecimal, toDecimalString, sumOf } from '../../workflows/kernel/decimal.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { Intervention } from '../../workflows/plant-unit/interventions.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import type { InterventionView, RunView } from './model.ts';
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
  if (isSampling(definition)) {
    const { order, reason, taken, missed, manual, keptMass, firstCutAt, lastCutAt, interventions } =
      snapshot.context as SamplerRunContext;
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
      incrementsByHand: manual,
      sampleMass: keptMass,
      startedAt: firstCutAt,
      endedAt: snapshot.status === 'done' ? lastCutAt : null,
      interventions: interventions.map(interventionView),
    };
  }
  if (definition === 'coal-preparation') {
    const { order, reason, bottles, startedAt, endedAt, interventions } = snapshot.context as CoalPreparationContext;
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
      incrementsByHand: null,
      sampleMass: toDecimalString(sumOf(bottles.map(({ mass }) => toDecimal(mass)))),
      startedAt,
      endedAt,
      interventions: interventions.map(interventionView),
    };
  }
  return null;
}

const nameOf = ({ name, id }: Actor): string => name ?? id;

function interventionView<Deed extends { readonly kind: string; readonly evidence?: readonly string[] }>(
  intervention: Intervention<Deed>,
): InterventionView {
  const { no, deed, reason, by, at, status, second } = intervention;
  const { kind, evidence = [], ...details } = deed;
  return {
    no,
    kind,
    details: details as InterventionView['details'],
    evidence,
    reason,
    by: nameOf(by),
    at,
    status,
    second: second && { by: nameOf(second.by), at: second.at, reason: second.reason },
  };
}
