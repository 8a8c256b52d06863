import { judgeGrainSampling } from '../../grain-sampling/judge.ts';
import { plannedOrder } from '../../grain-sampling/order.ts';
import type { GrainRulePack } from '../../grain-sampling/rule-pack.ts';
import type { GrainUnit } from '../../grain-sampling/types.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { ProcessId } from '../../kernel/brand.ts';
import type { HandlingFinished } from '../../sample-handling/finished.ts';
import type { SamplerOrder } from '../../sampler-run/run.ts';
import type { Trade } from '../trade.ts';
import type { ConsignmentContext } from '../record.ts';
import type { GrainCargo } from '../types.ts';
import type { ConsignmentUnit } from '../unit.ts';
import { assessProduct } from './assess.ts';
import { certifiedUnits } from './certified.ts';
import { grainUnitOf } from './grain-unit.ts';
import { bottlesOf, handlingOf, isRetained, reserveOf, testsOf } from './handled.ts';

/** Grain: a diverter hold by hold, division by people, quarantine and the limits of product and use. */
export const grainTrade = (context: ConsignmentContext, cargo: GrainCargo, pack: GrainRulePack): Trade => ({
  pack: cargo.plan.pack,
  gainTolerancePercent: cargo.massTolerancePercent,
  units: cargo.plan.units.map((unit) => ({ label: labelOf(unit), quantity: unit.mass_t })),
  samplers: [cargo.sampler, ...cargo.furtherSamplers],
  unitMeasuredIn: null,
  lotCauses: ['grade', 'origin'],
  setupChecks: cargo.setupChecks,
  sampling: (unit, lotId, sampler) => {
    const order: SamplerOrder = {
      parent: context.processId,
      sampler,
      lotId,
      sampleId: unit.samplingCode,
      usualFlow: cargo.usualFlow,
      ...context.order.turns,
      ...plannedOrder(cargo.plan, grainUnitOf(cargo, unit, pack.sampling), context.order.site.massTolerance),
      unitNo: unit.no,
    };
    return { definition: 'grain-sampling', process: samplingOf(unit), input: { order } };
  },
  runOf: samplingOf,
  judgeSampled: (unit, told) => {
    const judged = judgeGrainSampling(
      cargo.plan,
      grainUnitOf(cargo, unit, pack.sampling),
      told,
      pack.sampling,
    );
    if (!judged.ok) throw new Error(`${judged.refusal.code}: ${judged.refusal.message}`);
    return judged.value.value;
  },
  preparation: (unit, code) => handlingOf(context.processId, cargo, unit, code),
  judgePrepared: (_unit, told) => {
    const handled = told as HandlingFinished;
    return { bottles: bottlesOf(handled), findings: handled.findings, massBalance: null };
  },
  tests: (unit) => testsOf(unit, cargo.tests),
  reserve: reserveOf,
  isRetained,
  retention: pack.retention,
  quarantine: pack.quarantine,
  assess: (units) =>
    assessProduct(
      units,
      {
        ...cargo,
        on: context.declaredAt.slice(0, 10),
        foundOnSite: context.holds,
        noLimitAccepted: context.noLimitAccepted ?? [],
      },
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
      ...methods[cargo.plan.basis ?? 'mass'],
      quantityUnit: 't',
      requiredPrecision: null,
      units: certifiedUnits(context, (unit) => intervalOf(grainUnitOf(cargo, unit, pack.sampling))),
      // No standard is known to us that says how: the site does.
      preparationStandard: '现场规程：人工分样 site procedure: division by hand',
    },
    packs: [{ ...cargo.plan.pack, ...(pack.overrides && { overrides: pack.overrides }) }],
  }),
});

/** How a certificate words a basis of sampling. */
const methods = {
  mass: {
    method: { zh: '换向式横截采样器，质量基', en: 'Cross-stream diverter sampler, mass basis' },
    basis: 'mass',
    intervalUnit: 't',
  },
  time: {
    method: { zh: '换向式横截采样器，时间基', en: 'Cross-stream diverter sampler, time basis' },
    basis: 'time',
    intervalUnit: 's',
  },
} as const;

const intervalOf = ({ interval_t, interval_s = interval_t }: GrainUnit) => interval_s;

const labelOf = ({ hold, sublot, sublots }: GrainUnit): Bilingual =>
  sublots === 1
    ? { zh: `第${hold}舱`, en: `Hold ${hold}` }
    : { zh: `第${hold}舱第${sublot}子批`, en: `Hold ${hold}, sublot ${sublot}` };

const samplingOf = ({ samplingCode }: ConsignmentUnit) => `grain-sampling/${samplingCode}` as ProcessId;
