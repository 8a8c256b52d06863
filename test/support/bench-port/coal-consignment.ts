import { packs, site } from '../../../orchestrator/services/testing/house.ts';
import { declared } from '../../../workflows/consignment/consignment.fixture.ts';
import { decimalString as d, processId, unitId } from '../../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import { benchMasses } from './bench-masses.ts';
import type { BenchCargo, Beginning } from './bench-cargo.ts';

export const benchConsignment: ProcessId = processId('consignment/BENCH.1');

const pack = packs.named('coal', site.rulePacks.coal);
if (!pack.ok) throw new Error(pack.refusal.message);
const { order, cargo } = declared(pack.value).context;
if (cargo.kind !== 'coal') throw new Error('a consignment of coal is expected');
const { plan, ...terms } = cargo;

/**
 * A consignment of one sampling unit, cut by mass; the precision asked for is one that its few increments reach.
 * @param cutterSpeed m/s: what the sampler's PLC takes.
 */
export function beginConsignment(
  sampler: 'CS-01' | 'CF-01',
  cutterSpeed: number,
  { quantity, perCut, incrementsPlanned, method }: BenchCargo,
): readonly Beginning[] {
  const mass = d(String(quantity));
  const benchPlan = {
    ...plan,
    basis: 'mass',
    interval: d(String(perCut)),
    intervalUnit: 't',
    gapAbove: d(String(perCut * 2)),
    ...(method && { method }),
    units: 1,
    unitMass: mass,
    incrementsPerUnit: incrementsPlanned,
    precision: d('9'),
    minimumIncrementMass: d('0.1'),
    incrementMass: benchMasses[sampler],
  };
  const input = {
    order: { ...order, declaredMass: mass },
    cargo: { ...terms, sampler: unitId(sampler), cutterSpeed, plan: benchPlan },
  };
  return [{ definition: 'consignment', process: benchConsignment, input }];
}
