import type { Gate } from '../conformity/release-types.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { ConsignmentEvent } from './events.ts';
import type { QuantityMeasured } from './measuring.ts';
import type { ConsignmentContext, RecordedDecision } from './record.ts';

type Decided = Extract<Stamped<ConsignmentEvent>, { readonly type: 'customs.decided' }>;
type Decisions = Pick<ConsignmentContext, 'decisions' | 'decisionsBefore'>;
type Goods = Decisions & {
  readonly declaredMass: DecimalString;
  readonly measurements: readonly Pick<QuantityMeasured, 'quantity' | 'unit'>[];
};
/** What a decision is judged by. */
type Decidable = Omit<Goods, 'declaredMass'> & {
  readonly order: Pick<ConsignmentContext['order'], 'declarationNo' | 'goodsItem' | 'declaredMass'>;
};
type Asked = Omit<Extract<ConsignmentEvent, { readonly type: 'customs.decided' }>, 'type'>;

/** Records what customs decided; what it decided before stays on record. */
export function noteDecision(
  { decisions }: ConsignmentContext,
  { id, goodsItem, gate, outcome, officer, quantity, remark, supersedes, correction, at }: Decided,
): Partial<ConsignmentContext> {
  const decision: RecordedDecision = {
    id,
    goodsItem,
    gate,
    outcome,
    officer,
    quantity,
    remark,
    ...(supersedes !== undefined && { supersedes }),
    ...(correction && { correction }),
    at,
  };
  return { decisions: [...decisions, decision] };
}

/** The decisions that stand: made on no certificate that was withdrawn since, superseded by none, and no mere cancellations. */
export function standingDecisions({ decisions, decisionsBefore }: Decisions): readonly RecordedDecision[] {
  const superseded = new Set(decisions.map(({ supersedes }) => supersedes));
  return decisions
    .slice(decisionsBefore)
    .filter(({ id, outcome }) => outcome !== 'CANCELLED' && !superseded.has(id));
}

export const isUseDecided = (context: Decisions): boolean =>
  standingDecisions(context).some(({ gate }) => gate === 'use');

/** How much of a goods item customs has released at a gate, t. */
export interface WriteOff {
  readonly gate: Gate;
  /** What the total is by. */
  readonly by: 'declared' | 'measured';
  readonly total: DecimalString;
  readonly released: DecimalString;
  /** Never negative: of what is released beyond the total nothing remains. */
  readonly remaining: DecimalString;
}

/**
 * What is written off at a gate. The total is the mass measured last, in t, or else the declared one; a release of all covers the
 * total, whatever it is measured to be later. Only `RELEASED` writes off: a conditional removal is followed by a release.
 */
export function writeOff(goods: Goods, gate: Gate): WriteOff {
  const measured = goods.measurements.findLast(({ unit }) => unit === 't');
  const total = toDecimal(measured?.quantity ?? goods.declaredMass);
  const releases = standingDecisions(goods).filter(
    (each) => each.gate === gate && each.outcome === 'RELEASED',
  );
  const counted = sumOf(releases.flatMap(({ quantity }) => (quantity === null ? [] : [toDecimal(quantity)])));
  const released = releases.some(({ quantity }) => quantity === null) ? Decimal.max(total, counted) : counted;
  return {
    gate,
    by: measured ? 'measured' : 'declared',
    total: toDecimalString(total),
    released: toDecimalString(released),
    remaining: toDecimalString(Decimal.max(total.minus(released), 0)),
  };
}

/**
 * Why a decision is not taken: `GOODS_ITEM_NOT_FOUND`, `SUPERSEDES_MISSING`, `SUPERSEDED_NOT_FOUND`, `QUANTITY_NOT_POSITIVE` or
 * `QUANTITY_EXCEEDED`.
 */
export function refuseDecision(context: Decidable, event: Asked): Refusal | undefined {
  const { order } = context;
  if (event.goodsItem !== order.goodsItem)
    return {
      code: 'GOODS_ITEM_NOT_FOUND',
      field: 'goodsItem',
      message: `Declaration ${order.declarationNo} has no inspected goods item ${event.goodsItem} here.`,
      remedy: `Use goods item ${order.goodsItem}.`,
    };
  return refuseSuperseding(context, event) ?? refuseQuantityReleased(context, event);
}

function refuseSuperseding(context: Decisions, { supersedes, outcome, gate }: Asked): Refusal | undefined {
  if (supersedes === undefined)
    return outcome === 'CANCELLED'
      ? {
          code: 'SUPERSEDES_MISSING',
          field: 'supersedes',
          message: 'A cancellation names the decision it takes back.',
          remedy: 'Give the id of that decision.',
        }
      : undefined;
  const standing = standingDecisions(context).filter((each) => each.gate === gate);
  if (standing.some(({ id }) => id === supersedes)) return undefined;
  return {
    code: 'SUPERSEDED_NOT_FOUND',
    field: 'supersedes',
    message: `No decision ${supersedes} stands at the gate ${gate}.`,
    remedy:
      standing.length > 0
        ? `Name one of ${standing.map(({ id }) => id).join(', ')}.`
        : 'None stands: leave it out.',
  };
}

function refuseQuantityReleased(context: Decidable, event: Asked): Refusal | undefined {
  const { gate, outcome, quantity, correction } = event;
  if (quantity === null) return undefined;
  if (toDecimal(quantity).lte(0))
    return {
      code: 'QUANTITY_NOT_POSITIVE',
      field: 'quantity',
      message: `${quantity} t is nothing to decide on.`,
      remedy: 'Give a quantity of more than 0 t, or null for all.',
    };
  if (outcome !== 'RELEASED' || correction) return undefined;
  const before = { ...context, declaredMass: context.order.declaredMass };
  const decisions = context.decisions.filter(({ id }) => id !== event.supersedes);
  const { remaining, total, by } = writeOff({ ...before, decisions }, gate);
  return toDecimal(quantity).lte(toDecimal(remaining))
    ? undefined
    : {
        code: 'QUANTITY_EXCEEDED',
        field: 'quantity',
        message: `Of the ${by} ${total} t, ${remaining} t are not released yet at the gate ${gate}; ${quantity} t are more.`,
        remedy:
          'Release what remains, supersede a decision posted in error, or say "correction": true if the goods are more than on record.',
      };
}
