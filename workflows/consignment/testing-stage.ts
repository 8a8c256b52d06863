import { lotValues } from '../assay/lot-values.ts';
import type { AssayApproved, AssayOrder } from '../assay/machine.ts';
import type { CoalRulePack } from '../coal-sampling/rule-pack.ts';
import { judgeConformity } from '../conformity/judge.ts';
import type { BlindCode, ProcessId } from '../kernel/brand.ts';
import { ok } from '../kernel/refusal.ts';
import type { Outcome } from '../kernel/refusal.ts';
import { analysisBottle, bottle, moistureBottle, totalMoisture } from './custody.ts';
import { counts, unitOf, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { ConsignmentContext } from './types.ts';

/** The bottles have their assay codes: each that is to be tested goes to the laboratory. Without one there is no sample left. */
export function beginTesting(
  context: ConsignmentContext,
  no: number,
  codes: readonly BlindCode[],
  pack: CoalRulePack,
): Reaction {
  const unit = unitOf(context, no);
  const bottles = (unit.prepared?.bottles ?? []).map((packed, index) => ({
    packed,
    code: codes[index] as BlindCode,
  }));
  const tests = bottles.flatMap(({ packed, code }) => {
    const wanted = pack.assay.items.filter(({ item }) =>
      packed.type === moistureBottle
        ? item === totalMoisture
        : packed.type === analysisBottle && item !== totalMoisture,
    );
    return wanted.length > 0 ? [{ code, items: wanted.map(({ item, basis }) => ({ item, basis })) }] : [];
  });
  if (tests.length === 0)
    return { changed: withUnit(context, no, { stage: 'rejected', validity: 'INVALID' }), wishes: [] };
  return {
    changed: {
      ...withUnit(context, no, {
        stage: 'testing',
        assays: tests.map(({ code }) => ({ code, approved: null })),
      }),
      containers: [
        ...context.containers,
        ...bottles.map(({ packed, code }) => bottle(code, unit.samplingCode, packed)),
      ],
    },
    wishes: tests.map(({ code, items }) => {
      const order: AssayOrder = { parent: context.processId, code, items, pack: context.plan.pack };
      return {
        type: 'process.start',
        params: { definition: 'assay', process: `assay/${code}` as ProcessId, input: { order } },
      };
    }),
  };
}

/** Notes the approved results of one bottle; a unit is tested when all its bottles are. */
export const takeAssay = (context: ConsignmentContext, told: AssayApproved): Partial<ConsignmentContext> => ({
  units: context.units.map((unit) => {
    if (!unit.assays.some(({ code }) => code === told.code)) return unit;
    const assays = unit.assays.map((assay) =>
      assay.code === told.code ? { ...assay, approved: told } : assay,
    );
    return {
      ...unit,
      assays,
      stage: assays.every(({ approved }) => approved) ? ('tested' as const) : unit.stage,
    };
  }),
});

/** The lot's values and what they mean. Refuses what `lotValues` refuses: results that contradict each other. */
export function assess(
  context: ConsignmentContext,
  pack: CoalRulePack,
): Outcome<Pick<ConsignmentContext, 'results' | 'conformity'>> {
  const units = context.units.map(({ no, assays }) => ({
    no,
    mass: context.plan.unitMass,
    results: assays.flatMap(({ approved }) => approved?.results ?? []),
  }));
  const values = lotValues(units, pack.assay);
  if (!values.ok) return values;
  const ofUnits = units.map((unit) => ({ no: unit.no, values: lotValues([unit], pack.assay) }));
  const { commodity, haulDistance, destinationProvince = null, declaredUse = null, relaxationClaim = null } = context.order;
  const conformity = judgeConformity(
    values.value,
    pack.conformity,
    {
      coalClass: commodity.class,
      haulDistance,
      destinationProvince,
      declaredUse,
      relaxationClaim,
      sampleValid: context.units.every(counts),
    },
    ofUnits.map((unit) => ({ no: unit.no, values: unit.values.ok ? unit.values.value : [] })),
  );
  return ok({ results: values.value, conformity: conformity.value });
}
