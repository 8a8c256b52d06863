import { createHash } from 'node:crypto';
import type { CoalPreparationContext } from '../../workflows/coal-preparation/run.ts';
import { toDecimal, toDecimalString, sumOf } from '../../workflows/kernel/decimal.ts';
import type { ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { Intervention } from '../../workflows/plant-unit/interventions.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import type { InterventionView, RunView } from './model.ts';
import { collections, newestFirst } from './projection.ts';
import type { ListRow, Projected, Projection } from './projection.ts';

/** A run that is over; in the order of keys the one that ended last is the first, and those that never began are the last. */
export interface RunRow extends ListRow<ProcessId>, Pick<RunView, 'unit'> {}

/** Under this index are runs that are not over. */
export const openRuns = 'open';
/** Under these are rows of all runs that are over, and of those of a unit. */
export const endedRuns = 'ended';
export const endedRunsOf = (unit: UnitId): string => `ended/${unit}`;

/** A cursor may be the key of a run that who reads must not know of. */
const digestOf = (id: ProcessId): string => createHash('sha256').update(id).digest('hex').slice(0, 16);

/** Behind every instant. */
const undated = '9';

/** Runs of samplers and preparation lines. */
export const projectRun: Projection = (entry) => {
  const doc = runOf(entry);
  if (!doc) return [];
  const { id, unit, endedAt } = doc;
  if (entry.snapshot?.status !== 'done') return [{ collection: collections.runs, key: id, index: openRuns, doc }];
  const order = endedAt === null ? undated : newestFirst(endedAt);
  return [
    { collection: collections.runs, key: id, doc },
    ...[endedRuns, endedRunsOf(unit)].map((index) => {
      const row: RunRow = { key: `${order} ${digestOf(id)} ${index}`, id, unit };
      return { collection: collections.runRows, key: row.key, index, doc: row };
    }),
  ];
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
