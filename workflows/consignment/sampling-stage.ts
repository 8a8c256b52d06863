import { judgeSampling } from '../coal-sampling/conformance.ts';
import { plannedOrder } from '../coal-sampling/order.ts';
import type { CoalRulePack } from '../coal-sampling/rule-pack.ts';
import type { BlindCode, Instant, ProcessId } from '../kernel/brand.ts';
import type { SamplerOrder, SamplingFinished } from '../sampler-run/run.ts';
import { grossSample, lotContainer } from './custody.ts';
import { isLost, nothing, unitOf, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { ConsignmentContext, ConsignmentUnit } from './types.ts';

/** The first code is the lot's, the others are its units'. */
export function beginUnits(context: ConsignmentContext, codes: readonly BlindCode[], at: Instant): Reaction {
  const [lotCode, ...unitCodes] = codes;
  if (!lotCode) throw new Error('no sampling codes were drawn');
  const units = unitCodes.map((samplingCode, index) => plannedUnit(index + 1, samplingCode));
  return {
    changed: { lotCode, units, containers: [lotContainer(lotCode, context.order.declaredMass, at)] },
    wishes: [],
  };
}

const plannedUnit = (no: number, samplingCode: BlindCode): ConsignmentUnit => ({
  no,
  stage: 'planned',
  samplingCode,
  preparationCode: null,
  sampled: null,
  conformance: null,
  prepared: null,
  massBalance: null,
  preparationFindings: [],
  assays: [],
  validity: null,
  officer: null,
});

/** Units of one lot follow each other over the same belt: the next begins when the one before is sampled, unless the lot is lost. */
export function sampleNext(context: ConsignmentContext): Reaction {
  const next = context.units.find(({ stage }) => stage === 'planned');
  if (!next || context.units.some((unit) => unit.stage === 'sampling' || isLost(unit))) return nothing;
  const process = `coal-sampling/${next.samplingCode}` as ProcessId;
  return {
    changed: withUnit(context, next.no, { stage: 'sampling' }),
    wishes: [
      {
        type: 'process.start',
        params: { definition: 'coal-sampling', process, input: { order: samplingOrder(context, next) } },
      },
    ],
  };
}

const samplingOrder = (
  { processId, order, plan, lotCode }: ConsignmentContext,
  { no: unitNo, samplingCode }: ConsignmentUnit,
): SamplerOrder => ({
  parent: processId,
  sampler: order.sampler,
  lotId: lotCode ?? samplingCode,
  sampleId: samplingCode,
  ...plannedOrder({ plan, unitNo, cutterSpeed: order.cutterSpeed, quantityTolerance: order.site.massTolerance }),
});

/** Judges what was sampled; a sample that exists goes on to preparation, a suspect one while an officer decides. */
export function takeSample(
  context: ConsignmentContext,
  told: SamplingFinished,
  at: Instant,
  pack: CoalRulePack,
): Reaction {
  const { taken, missed, countedOnly, grossAmount, keptMass, suspicions, unitNo: no } = told;
  const delivered = {
    taken,
    unweighed: countedOnly?.taken ?? 0,
    missed,
    totalIncrementMass: grossAmount,
    totalKeptMass: keptMass,
    suspicions,
  };
  const conformance = judgeSampling(context.plan, delivered, pack.sampling);
  if (told.outcome === 'aborted')
    return {
      changed: withUnit(context, no, { stage: 'rejected', sampled: told, conformance, validity: 'INVALID' }),
      wishes: [],
    };
  const { samplingCode } = unitOf(context, no);
  return {
    changed: {
      ...withUnit(context, no, {
        stage: 'sampled',
        sampled: told,
        conformance,
        validity: conformance.validity,
      }),
      ...(context.lotCode && {
        containers: [...context.containers, grossSample(samplingCode, context.lotCode, told, at)],
      }),
    },
    wishes:
      conformance.validity === 'INVALID'
        ? []
        : [{ type: 'custody.draw-codes', params: { stage: 'preparation', ref: no, count: 1 } }],
  };
}
