import type { Instant } from '../kernel/brand.ts';
import type { Actor, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { ConsignmentEvent } from './events.ts';
import { plannedAgain } from './cargo.ts';
import { unitOf, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { ConsignmentContext } from './record.ts';
import { newUnit, nextNo, want } from './sampling-stage.ts';
import { fetchForTest } from './retained.ts';
import type { Trade } from './trade.ts';
import { isActive, isMissing } from './unit.ts';
import type { ConsignmentUnit, UnitOrigin } from './unit.ts';

type Ordered = Extract<Stamped<ConsignmentEvent>, { readonly type: 'resampling.ordered' }>;
interface Word {
  readonly reason: string;
  readonly by: Actor;
  readonly at: Instant;
}

/** An officer has another sample stand for a part of the cargo whose sample is lost. */
export function resample(context: ConsignmentContext, ordered: Ordered, trade: Trade): Reaction {
  const unit = unitOf(context, ordered.unitNo);
  if (ordered.way === 'reserve') return testReserve(context, unit, ordered, trade);
  const { lotNo, planNo, label, quantity, no: of } = unit;
  const { reason, by, at } = ordered;
  const planned = plannedAgain(context.cargo, unit);
  const origin: UnitOrigin = { kind: 'sampled-again', of, reason, by: by.name ?? by.id, at };
  const wanted = want(context, {
    ...(lotNo !== undefined && { lotNo }),
    planNo,
    origin,
    label: { zh: `${label.zh}（重新采样）`, en: `${label.en}, sampled again` },
    quantity,
    ...(planned && { planned }),
  });
  const replacedBy = wanted.changed.wanted?.at(-1)?.no ?? null;
  return { ...wanted, changed: { ...wanted.changed, ...withUnit(context, of, { replacedBy }) } };
}

/**
 * The retained bottle of a unit is tested in its place. It is of the same gross sample: what was found of sampling and preparation,
 * and what an officer said to it, holds for it, too; what happened to the other bottles does not.
 */
export function testReserve(
  context: ConsignmentContext,
  unit: ConsignmentUnit,
  { reason, by, at }: Word,
  trade: Trade,
): Reaction {
  const reserve = trade.reserve(unit);
  if (!reserve?.bottle.code) throw new Error(`unit ${unit.no} has no retained bottle to test`);
  const no = nextNo(context) + context.wanted.length;
  const { lotNo, label, planNo, quantity, planned, samplingCode } = unit;
  const origin: UnitOrigin = {
    kind: 'reserve',
    of: unit.no,
    from: reserve.bottle.code,
    reason,
    by: by.name ?? by.id,
    at,
  };
  const successor: ConsignmentUnit = {
    ...newUnit({
      no,
      ...(lotNo !== undefined && { lotNo }),
      planNo,
      origin,
      label: { zh: `${label.zh}（留样）`, en: `${label.en}, retained sample` },
      quantity,
      ...(planned && { planned }),
      samplingCode,
    }),
    stage: 'prepared',
    sampler: unit.sampler,
    preparationCode: unit.preparationCode,
    sampled: unit.sampled,
    conformance: unit.conformance,
    prepared: unit.prepared,
    massBalance: unit.massBalance,
    preparationFindings: unit.preparationFindings,
    bottles: [{ ...reserve.bottle, code: null }],
    assays: reserve.kept,
    validity: isDoubtedBefore(unit) ? 'SUSPECT' : 'VALID',
    officer: unit.officer?.decision === 'ACCEPT' ? unit.officer : null,
  };
  return {
    changed: { units: [...withUnit(context, unit.no, { replacedBy: no }).units, successor] },
    wishes: [
      { type: 'custody.draw-codes', params: { stage: 'assay', ref: no, count: 1 } },
      ...fetchForTest(context, reserve.bottle),
    ],
  };
}

/** Whether sampling or preparation cast doubt on a sample, so that every bottle of it shares it. */
const isDoubtedBefore = ({ conformance, preparationFindings }: ConsignmentUnit): boolean =>
  conformance?.validity === 'SUSPECT' || preparationFindings.length > 0;

/** Why a unit's retained bottle cannot stand for it; undefined when it can. */
export function refuseReserve(unit: ConsignmentUnit, trade: Trade): Refusal | undefined {
  if (!trade.reserve(unit)?.bottle.code) {
    return {
      code: 'NO_RESERVE',
      field: 'unitNo',
      message: `Unit ${unit.no} has no retained bottle that can be tested in its place.`,
      remedy: 'Have it sampled again.',
    };
  }
  const { conformance, officer } = unit;
  return conformance?.validity === 'INVALID' || (officer?.decision === 'REJECT' && isDoubtedBefore(unit))
    ? {
        code: 'RESERVE_SHARES_DOUBT',
        field: 'way',
        message: `The retained bottle of unit ${unit.no} is of the same gross sample, which is lost.`,
        remedy: 'Have it sampled again.',
      }
    : undefined;
}

export function refuseResampling(
  { units }: ConsignmentContext,
  { unitNo, way }: Ordered,
  trade: Trade,
): Refusal | undefined {
  const unit = units.find(({ no }) => no === unitNo);
  if (!unit || !isActive(unit)) return unknownUnit(unitNo, units.filter(isActive));
  if (way === 'reserve') {
    const isDoubted = isMissing(unit) || (unit.validity === 'SUSPECT' && unit.officer === null);
    return isDoubted ? refuseReserve(unit, trade) : stillGood(unitNo);
  }
  return isMissing(unit) ? undefined : stillGood(unitNo);
}

export const unknownUnit = (unitNo: number, units: readonly ConsignmentUnit[]): Refusal => ({
  code: 'UNIT_NOT_FOUND',
  field: 'unitNo',
  message: `There is no sampling unit ${unitNo}.`,
  remedy: `Choose one of: ${units.map(({ no }) => no).join(', ')}.`,
});

const stillGood = (unitNo: number): Refusal => ({
  code: 'SAMPLE_NOT_LOST',
  field: 'unitNo',
  message: `The sample of unit ${unitNo} is not lost.`,
  remedy: 'Decide on its validity first: only a sample that is invalid or rejected is replaced.',
});
