import type { DecimalString, ProcessId } from '../../kernel/brand.ts';
import type { Finding } from '../../kernel/finding.ts';
import { sumOf, toDecimal, toDecimalString } from '../../kernel/decimal.ts';
import type { SampleVolume } from '../../petroleum-sampling/batch.ts';
import { collectedGrabs, judgePetroleumSampling } from '../../petroleum-sampling/judge.ts';
import { plannedOrder } from '../../petroleum-sampling/plan.ts';
import type { PetroleumUnit } from '../../petroleum-sampling/plan.ts';
import type { PetroleumRulePack } from '../../petroleum-sampling/rule-pack.ts';
import type { HandlingFinished } from '../../sample-handling/finished.ts';
import type { SamplerOrder } from '../../sampler-run/run.ts';
import type { Prepared, Trade } from '../trade.ts';
import { plannedIncrements } from '../cargo.ts';
import type { ConsignmentContext } from '../record.ts';
import type { PetroleumCargo } from '../types.ts';
import type { ConsignmentUnit } from '../unit.ts';
import { assessProduct } from './assess.ts';
import { certifiedUnits } from './certified.ts';
import { bottlesOf, handlingOf, isRetained, receivedIn, reserveOf, testsOf } from './handled.ts';

/** Petroleum: an in-line sampler parcel by parcel, mixing and sub-sampling by people, the limits of product and use. */
export const petroleumTrade = (
  context: ConsignmentContext,
  cargo: PetroleumCargo,
  pack: PetroleumRulePack,
): Trade => ({
  pack: cargo.plan.pack,
  gainTolerancePercent: cargo.massTolerancePercent,
  units: cargo.plan.units.map(({ parcel, volume_m3 }) => ({
    label: { zh: `批次${parcel}`, en: `Parcel ${parcel}` },
    quantity: volume_m3,
  })),
  samplers: [cargo.sampler, ...cargo.furtherSamplers],
  unitMeasuredIn: 'm3',
  lotCauses: [],
  setupChecks: cargo.setupChecks,
  sampling: (unit, lotId, sampler) => {
    const order: SamplerOrder = {
      parent: context.processId,
      sampler,
      lotId,
      sampleId: unit.samplingCode,
      ...context.order.turns,
      ...plannedOrder(cargo.plan, unitOf(cargo, unit), context.order.site.massTolerance, pack.sampling),
      unitNo: unit.no,
    };
    return { definition: 'petroleum-sampling', process: samplingOf(unit), input: { order } };
  },
  runOf: samplingOf,
  // Its factors need the volume of the sample, which is measured when the receivers are opened.
  judgeSampled: (unit, told) => collectedGrabs(unitOf(cargo, unit), told),
  preparation: (unit, code) => handlingOf(context.processId, cargo, unit, code),
  judgePrepared: (unit, told) =>
    prepared(unit, told as HandlingFinished, cargo, pack, context.order.site.massTolerance),
  tests: (unit) => testsOf(unit, cargo.tests),
  reserve: reserveOf,
  isRetained,
  retention: pack.retention,
  quarantine: null,
  assess: (units) =>
    assessProduct(
      units,
      {
        ...cargo,
        on: context.declaredAt.slice(0, 10),
        foundOnSite: [],
        noLimitAccepted: context.noLimitAccepted ?? [],
      },
      { items: [...pack.assay.items, ...pack.assay.itemsOnRequest], limits: pack.limits, quarantine: null },
    ),
  certified: () => ({
    item: {
      description: {
        zh: `${context.order.commodity.name.zh}，管线自动取样`,
        en: `${context.order.commodity.name.en}, sampled automatically in the pipeline`,
      },
      condition: { zh: '接收器密封完好', en: 'Receivers sealed and intact' },
    },
    sampling: {
      standard: pack.sampling.standard,
      method: { zh: '管线自动取样，流量比例', en: 'Automatic pipeline sampling, flow-proportional' },
      basis: 'volume',
      intervalUnit: 'm³',
      quantityUnit: 'm³',
      requiredPrecision: null,
      units: certifiedUnits(context, (unit) => unitOf(cargo, unit).interval_m3),
      preparationStandard: pack.sampling.standard,
    },
    packs: [{ ...cargo.plan.pack, ...(pack.overrides && { overrides: pack.overrides }) }],
  }),
});

/** The receivers have been measured: now the sampling can be judged. */
function prepared(
  unit: ConsignmentUnit,
  handled: HandlingFinished,
  cargo: PetroleumCargo,
  pack: PetroleumRulePack,
  tolerance: DecimalString,
): Prepared {
  const made = { bottles: bottlesOf(handled), findings: handled.findings, massBalance: null };
  const volume = measuredVolume(handled);
  if (!unit.sampled || !volume) return { ...made, findings: [...made.findings, volumeNotMeasured] };
  const parcel = { isMeasured: unit.measurement !== undefined, tolerance };
  const judged = judgePetroleumSampling(
    cargo.plan,
    unitOf(cargo, unit),
    unit.sampled,
    volume,
    parcel,
    pack.sampling,
  );
  if (!judged.ok) throw new Error(`${judged.refusal.code}: ${judged.refusal.message}`);
  return { ...made, conformance: judged.value.value };
}

const volumeNotMeasured: Finding = {
  code: 'SAMPLE_VOLUME_NOT_MEASURED',
  zh: '未测量样品体积，无法判定取样性能。',
  en: 'The volume of the sample was not measured: its performance factors are not known.',
};

/** Null where no volume was told: then nothing says how much was collected. */
function measuredVolume(handled: HandlingFinished): SampleVolume | null {
  const containers = receivedIn(handled)?.containers ?? [];
  const volumes = containers.flatMap(({ volume_mL }) =>
    volume_mL === undefined ? [] : toDecimal(volume_mL),
  );
  if (volumes.length === 0 || volumes.length < containers.length) return null;
  return { origin: 'measured', volume: toDecimalString(sumOf(volumes)) };
}

const samplingOf = ({ samplingCode }: ConsignmentUnit) => `petroleum-sampling/${samplingCode}` as ProcessId;

/** The unit of the plan, as far as this one stands for it. */
function unitOf(cargo: PetroleumCargo, unit: ConsignmentUnit): PetroleumUnit {
  const planned = cargo.plan.units.find(({ no }) => no === unit.planNo);
  if (!planned) throw new Error(`the plan has no unit ${unit.planNo}`);
  return { ...planned, volume_m3: unit.quantity, expectedGrabs: plannedIncrements(cargo, unit) };
}
