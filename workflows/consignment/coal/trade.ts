import { lotValues } from '../../assay/lot-values.ts';
import type { PreparationFinished } from '../../coal-preparation/run.ts';
import type { CoalPreparationOrder } from '../../coal-preparation/run.ts';
import { judgeSampling } from '../../coal-sampling/conformance.ts';
import { plannedOrder } from '../../coal-sampling/order.ts';
import type { CoalRulePack } from '../../coal-sampling/rule-pack.ts';
import { judgeConformity } from '../../conformity/judge.ts';
import type { ProcessId } from '../../kernel/brand.ts';
import { ok } from '../../kernel/refusal.ts';
import type { Outcome } from '../../kernel/refusal.ts';
import type { SamplerOrder } from '../../sampler-run/run.ts';
import { counts } from '../reaction.ts';
import type { Assessed, Trade } from '../trade.ts';
import type { CoalCargo, ConsignmentContext, ConsignmentUnit } from '../types.ts';
import { bottleOf, testedItems } from './bottles.ts';
import { certifiedSampling } from './certified.ts';
import { judgePreparation } from './findings.ts';

/** Coal: mechanical increments, an automatic preparation line, blind assays, Order 16. */
export const coalTrade = (context: ConsignmentContext, cargo: CoalCargo, pack: CoalRulePack): Trade => ({
  pack: cargo.plan.pack,
  gainTolerancePercent: pack.preparation.massBalance.gainAlarmPercent,
  units: Array.from({ length: cargo.plan.units }, (_, index) => ({
    zh: `采样单元${index + 1}`,
    en: `Unit ${index + 1}`,
  })),
  sampling: ({ no, samplingCode }, lotId) => {
    const order: SamplerOrder = {
      parent: context.processId,
      sampler: cargo.sampler,
      lotId,
      sampleId: samplingCode,
      ...context.order.turns,
      ...plannedOrder({
        plan: cargo.plan,
        unitNo: no,
        cutterSpeed: cargo.cutterSpeed,
        quantityTolerance: context.order.site.massTolerance,
      }),
    };
    return {
      definition: 'coal-sampling',
      process: `coal-sampling/${samplingCode}` as ProcessId,
      input: { order },
    };
  },
  judgeSampled: (_unit, { taken, missed, countedOnly, grossAmount, keptMass, suspicions }) =>
    judgeSampling(
      cargo.plan,
      {
        taken,
        unweighed: countedOnly?.taken ?? 0,
        missed,
        totalIncrementMass: grossAmount,
        totalKeptMass: keptMass,
        suspicions,
      },
      pack.sampling,
    ),
  preparation: ({ no, sampled }, code) => {
    const order: CoalPreparationOrder = {
      parent: context.processId,
      unitNo: no,
      line: cargo.preparationLine,
      sampleId: code,
      ...context.order.turns,
      containers: sampled?.containers.map(({ position }) => position) ?? [],
    };
    return {
      definition: 'coal-preparation',
      process: `coal-preparation/${code}` as ProcessId,
      input: { order },
    };
  },
  judgePrepared: (_unit, told) => {
    const prepared = told as PreparationFinished;
    return { bottles: prepared.bottles.map(bottleOf), ...judgePreparation(prepared, pack.preparation) };
  },
  tests: (bottles) =>
    bottles.flatMap(({ kind }, bottle) => {
      const items = testedItems(kind, pack.assay.items);
      return items.length > 0 ? [{ bottle, items }] : [];
    }),
  assess: (units) => assess(units, cargo, pack),
  certified: () => certifiedSampling(context, cargo, pack),
});

/** The lot's values and what they mean. Refuses what `lotValues` refuses: results that contradict each other. */
function assess(units: readonly ConsignmentUnit[], cargo: CoalCargo, pack: CoalRulePack): Outcome<Assessed> {
  const tested = units.map(({ no, assays }) => ({
    no,
    mass: cargo.plan.unitMass,
    results: assays.flatMap(({ approved }) => approved?.results ?? []),
  }));
  const values = lotValues(tested, pack.assay);
  if (!values.ok) return values;
  const ofUnits = tested.map((unit) => ({ no: unit.no, values: lotValues([unit], pack.assay) }));
  const sampleValid = units.every(counts);
  const conformity = judgeConformity(
    values.value,
    pack.conformity,
    {
      coalClass: cargo.class,
      haulDistance: cargo.haulDistance,
      destinationProvince: cargo.destinationProvince ?? null,
      declaredUse: cargo.declaredUse ?? null,
      relaxationClaim: cargo.relaxationClaim ?? null,
      sampleValid,
    },
    ofUnits.map((unit) => ({ no: unit.no, values: unit.values.ok ? unit.values.value : [] })),
  );
  return ok({ results: values.value, observations: [], conformity: conformity.value });
}
