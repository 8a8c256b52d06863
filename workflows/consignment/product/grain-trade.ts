import { judgeGrainSampling } from '../../grain-sampling/judge.ts';
import { plannedOrder } from '../../grain-sampling/order.ts';
import type { GrainUnit } from '../../grain-sampling/plan.ts';
import type { GrainRulePack } from '../../grain-sampling/rule-pack.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { ProcessId } from '../../kernel/brand.ts';
import type { HandlingFinished } from '../../sample-handling/finished.ts';
import type { SamplerOrder } from '../../sampler-run/run.ts';
import type { Trade } from '../trade.ts';
import type { ConsignmentContext, GrainCargo } from '../types.ts';
import { assessProduct } from './assess.ts';
import { certifiedUnits } from './certified.ts';
import { bottlesOf, handlingOf, testsOf } from './handled.ts';

/** Grain: a diverter hold by hold, division by people, quarantine and the limits of product and use. */
export const grainTrade = (context: ConsignmentContext, cargo: GrainCargo, pack: GrainRulePack): Trade => ({
  pack: cargo.plan.pack,
  gainTolerancePercent: cargo.massTolerancePercent,
  units: cargo.plan.units.map(labelOf),
  sampling: ({ no, samplingCode }, lotId) => {
    const order: SamplerOrder = {
      parent: context.processId,
      sampler: cargo.sampler,
      lotId,
      sampleId: samplingCode,
      usualFlow: cargo.usualFlow,
      ...context.order.turns,
      ...plannedOrder(cargo.plan, unitOf(cargo, no), context.order.site.massTolerance),
    };
    return {
      definition: 'grain-sampling',
      process: `grain-sampling/${samplingCode}` as ProcessId,
      input: { order },
    };
  },
  judgeSampled: ({ no }, told) => {
    const judged = judgeGrainSampling(cargo.plan, unitOf(cargo, no), told, pack.sampling);
    if (!judged.ok) throw new Error(`${judged.refusal.code}: ${judged.refusal.message}`);
    return judged.value.value;
  },
  preparation: (unit, code) => handlingOf(context.processId, cargo, unit, code),
  judgePrepared: (_unit, told) => {
    const handled = told as HandlingFinished;
    return { bottles: bottlesOf(handled), findings: handled.findings, massBalance: null };
  },
  tests: (bottles) => testsOf(bottles, cargo.tests),
  assess: (units) =>
    assessProduct(
      units,
      { ...cargo, on: context.declaredAt.slice(0, 10), quantityOf: (no) => unitOf(cargo, no).mass_t },
      {
        items: [...pack.assay.items, ...pack.assay.itemsOnRequest],
        limits: pack.limits,
        quarantine: pack.quarantine,
      },
    ),
  certified: () => ({
    item: {
      description: {
        zh: `散装${context.order.commodity.name.zh}，卸货过程中逐舱自动采样`,
        en: `${context.order.commodity.name.en} in bulk, sampled automatically hold by hold during discharge`,
      },
      condition: { zh: '容器密封完好', en: 'Containers sealed and intact' },
    },
    sampling: {
      standard: `${cargo.plan.edition.standard} (${cargo.plan.edition.edition})`,
      method: { zh: '换向式横截采样器，质量基', en: 'Cross-stream diverter sampler, mass basis' },
      basis: 'mass',
      intervalUnit: 't',
      quantityUnit: 't',
      requiredPrecision: null,
      units: certifiedUnits(context, (no) => {
        const { mass_t, interval_t, increments } = unitOf(cargo, no);
        return { quantity: mass_t, interval: interval_t, incrementsPlanned: increments };
      }),
      preparationStandard: cargo.recipe.id,
    },
    packs: [{ ...cargo.plan.pack, ...(pack.overrides && { overrides: pack.overrides }) }],
  }),
});

const labelOf = ({ hold, sublot, sublots }: GrainUnit): Bilingual =>
  sublots === 1
    ? { zh: `第${hold}舱`, en: `Hold ${hold}` }
    : { zh: `第${hold}舱第${sublot}子批`, en: `Hold ${hold}, sublot ${sublot}` };

function unitOf({ plan }: GrainCargo, no: number): GrainUnit {
  const unit = plan.units.find((each) => each.no === no);
  if (!unit) throw new Error(`the plan has no unit ${no}`);
  return unit;
}
