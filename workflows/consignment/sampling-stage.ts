import type { BlindCode, Instant } from '../kernel/brand.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import { grossSample, lotContainer } from './custody.ts';
import { isLost, nothing, unitOf, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { Trade } from './trade.ts';
import type { ConsignmentContext, ConsignmentUnit } from './types.ts';

/** The first code is the lot's, the others are its units'. */
export function beginUnits(
  context: ConsignmentContext,
  codes: readonly BlindCode[],
  at: Instant,
  trade: Trade,
): Reaction {
  const [lotCode, ...unitCodes] = codes;
  if (!lotCode) throw new Error('no sampling codes were drawn');
  const units = trade.units.map((label, index) => plannedUnit(index + 1, label, unitCodes[index]));
  return {
    changed: { lotCode, units, containers: [lotContainer(lotCode, context.order.declaredMass, at)] },
    wishes: [],
  };
}

function plannedUnit(no: number, label: Bilingual, samplingCode: BlindCode | undefined): ConsignmentUnit {
  if (!samplingCode) throw new Error(`no sampling code was drawn for unit ${no}`);
  return {
    no,
    label,
    stage: 'planned',
    samplingCode,
    preparationCode: null,
    sampled: null,
    conformance: null,
    prepared: null,
    bottles: [],
    massBalance: null,
    preparationFindings: [],
    assays: [],
    validity: null,
    officer: null,
  };
}

/** Units of one lot follow each other over the same belt: the next begins when the one before is sampled, unless the lot is lost. */
export function sampleNext(context: ConsignmentContext, trade: Trade): Reaction {
  const next = context.units.find(({ stage }) => stage === 'planned');
  if (!next || context.units.some((unit) => unit.stage === 'sampling' || isLost(unit))) return nothing;
  return {
    changed: withUnit(context, next.no, { stage: 'sampling' }),
    wishes: [{ type: 'process.start', params: trade.sampling(next, context.lotCode ?? next.samplingCode) }],
  };
}

/** Judges what was sampled; a sample that exists goes on to preparation, a suspect one while an officer decides. */
export function takeSample(
  context: ConsignmentContext,
  told: SamplingFinished,
  at: Instant,
  trade: Trade,
): Reaction {
  const no = told.unitNo;
  const unit = unitOf(context, no);
  const conformance = trade.judgeSampled(unit, told);
  if (told.outcome === 'aborted')
    return {
      changed: withUnit(context, no, { stage: 'rejected', sampled: told, conformance, validity: 'INVALID' }),
      wishes: [],
    };
  const { validity } = conformance;
  return {
    changed: {
      ...withUnit(context, no, { stage: 'sampled', sampled: told, conformance, validity }),
      ...(context.lotCode && {
        containers: [...context.containers, grossSample(unit.samplingCode, context.lotCode, told, at)],
      }),
    },
    wishes:
      validity === 'INVALID'
        ? []
        : [{ type: 'custody.draw-codes', params: { stage: 'preparation', ref: no, count: 1 } }],
  };
}
