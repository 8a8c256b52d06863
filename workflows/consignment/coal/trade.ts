import { lotValues } from '../../assay/lot-values.ts';
import { bottledBy, bottlingDoubts, earlier, testingDoubts } from '../../coal-preparation/moisture-hold.ts';
import type { PreparationFinished } from '../../coal-preparation/run.ts';
import type { CoalPreparationOrder } from '../../coal-preparation/run.ts';
import { judgeSampling } from '../../coal-sampling/conformance.ts';
import { plannedOrder } from '../../coal-sampling/order.ts';
import type { CoalRulePack } from '../../coal-sampling/rule-pack.ts';
import { judgeConformity } from '../../conformity/judge.ts';
import type { Instant, ProcessId } from '../../kernel/brand.ts';
import { toDecimal } from '../../kernel/decimal.ts';
import { ok } from '../../kernel/refusal.ts';
import type { Outcome } from '../../kernel/refusal.ts';
import type { SamplerOrder } from '../../sampler-run/run.ts';
import type { Assessed, Trade } from '../trade.ts';
import type { ConsignmentContext } from '../record.ts';
import type { CoalCargo } from '../types.ts';
import { counts } from '../unit.ts';
import type { ConsignmentUnit } from '../unit.ts';
import {
  analysisBottle,
  analysisReserve,
  bottleOf,
  moistureBottle,
  reserveBottles,
  testedItems,
} from './bottles.ts';
import { certifiedSampling } from './certified.ts';
import { judgePreparation } from './findings.ts';
import { planOf } from './unit-plan.ts';

/** Coal: mechanical increments, an automatic preparation line, blind assays, Order 16. */
export const coalTrade = (context: ConsignmentContext, cargo: CoalCargo, pack: CoalRulePack): Trade => ({
  pack: cargo.plan.pack,
  gainTolerancePercent: pack.preparation.massBalance.gainAlarmPercent,
  units: Array.from({ length: cargo.plan.units }, (_, index) => ({
    label: { zh: `采样单元${index + 1}`, en: `Unit ${index + 1}` },
    quantity: cargo.plan.unitMass,
  })),
  samplers: [cargo.sampler, ...cargo.furtherSamplers],
  unitMeasuredIn: null,
  lotCauses: [],
  setupChecks: cargo.setupChecks,
  sampling: (unit, lotId, sampler) => {
    const order: SamplerOrder = {
      parent: context.processId,
      sampler,
      lotId,
      sampleId: unit.samplingCode,
      ...context.order.turns,
      ...plannedOrder({
        plan: planOf(cargo, unit, pack.sampling),
        unitNo: unit.planNo,
        cutterSpeed: cargo.cutterSpeed,
        quantityTolerance: context.order.site.massTolerance,
      }),
      unitNo: unit.no,
    };
    return { definition: 'coal-sampling', process: samplingOf(unit), input: { order } };
  },
  runOf: samplingOf,
  judgeSampled: (unit, { taken, missed, countedOnly, grossAmount, keptMass, spread, suspicions }) =>
    judgeSampling(
      planOf(cargo, unit, pack.sampling),
      {
        taken,
        unweighed: countedOnly?.taken ?? 0,
        missed,
        totalIncrementMass: grossAmount,
        totalKeptMass: keptMass,
        suspicions,
        longestGap: spread.longest,
        ...(unit.quantity !== cargo.plan.unitMass && {
          partOf: {
            share: toDecimal(unit.quantity).div(toDecimal(cargo.plan.unitMass)),
            increments: cargo.plan.incrementsPerUnit,
          },
        }),
      },
      pack.sampling,
    ),
  preparation: (unit, code) => {
    const { no, sampled } = unit;
    const bottling = cargo.moistureHold ? bottledBy(cargo.moistureHold, takenAt(unit)) : null;
    const moistureDue = bottling && earlier(bottling, context.order.turns.dueAt ?? null);
    const order: CoalPreparationOrder = {
      parent: context.processId,
      unitNo: no,
      line: cargo.preparationLine,
      sampleId: code,
      ...context.order.turns,
      ...(moistureDue && { dueAt: moistureDue }),
      containers: sampled?.containers.map(({ position }) => position) ?? [],
    };
    return {
      definition: 'coal-preparation',
      process: `coal-preparation/${code}` as ProcessId,
      input: { order },
    };
  },
  judgePrepared: (unit, told) => {
    const prepared = told as PreparationFinished;
    const bottles = prepared.bottles.map(bottleOf);
    const { massBalance, findings } = judgePreparation(prepared, pack.preparation);
    const sealedAt = bottles.find(({ kind }) => kind === moistureBottle)?.at ?? null;
    const late = bottlingDoubts(cargo.moistureHold ?? {}, takenAt(unit), sealedAt);
    return { bottles, massBalance, findings: [...findings, ...late] };
  },
  doubtsOfTest: ({ bottles }, { code, testedTo }) =>
    bottles
      .filter((bottle) => bottle.code === code && bottle.kind === moistureBottle)
      .flatMap(({ at }) => testingDoubts(cargo.moistureHold ?? {}, at, testedTo)),
  tests: ({ bottles, origin }) =>
    bottles.flatMap(({ kind }, bottle) => {
      const items = testedItems(origin.kind === 'reserve' ? analysisBottle : kind, pack.assay.items);
      return items.length > 0 ? [{ bottle, items }] : [];
    }),
  reserve: ({ bottles, assays }) => {
    const bottle = bottles.find(({ kind }) => kind === analysisReserve);
    return bottle ? { bottle, kept: assays.filter((assay) => assay.bottle === moistureBottle) } : null;
  },
  isRetained: (kind) => reserveBottles.includes(kind),
  retention: pack.retention,
  quarantine: null,
  assess: (units) => assess(units, cargo, pack),
  certified: () => certifiedSampling(context, cargo, pack),
});

/** When the last of it was taken; null while nobody knows. */
const takenAt = ({ sampled }: ConsignmentUnit): Instant | null =>
  sampled?.lastCutAt ?? sampled?.containers.at(-1)?.at ?? null;

const samplingOf = ({ samplingCode }: ConsignmentUnit) => `coal-sampling/${samplingCode}` as ProcessId;

/** The lot's values and what they mean. Refuses what `lotValues` refuses: results that contradict each other. */
function assess(units: readonly ConsignmentUnit[], cargo: CoalCargo, pack: CoalRulePack): Outcome<Assessed> {
  const tested = units.map(({ no, quantity, assays }) => ({
    no,
    mass: quantity,
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
