import { quarantineFindings } from '../quarantine/findings.ts';
import type { Stamped } from '../kernel/process.ts';
import { ok, refuse } from '../kernel/refusal.ts';
import type { Outcome, Refusal } from '../kernel/refusal.ts';
import type { ReleaseOutcome } from '../conformity/release-types.ts';
import type { ConsignmentEvent } from './events.ts';
import type { CargoHold, ConsignmentContext } from './record.ts';
import { unknownUnit } from './resampling.ts';
import type { Trade } from './trade.ts';

type Found = Extract<Stamped<ConsignmentEvent>, { readonly type: 'quarantine.found' }>;
type Settled = Extract<Stamped<ConsignmentEvent>, { readonly type: 'quarantine.settled' }>;

/** Outcomes after which the cargo does not come in: its inspection ends. */
const notAdmitting: readonly ReleaseOutcome[] = ['RETURN', 'DESTROY'];

export const openHolds = ({ holds }: Pick<ConsignmentContext, 'holds'>): readonly CargoHold[] =>
  holds.filter(({ settled }) => settled === null);

export const isHeld = (context: Pick<ConsignmentContext, 'holds'>): boolean => openHolds(context).length > 0;

/** What the law says of a finding; refuses one it does not know, and a cargo that is not looked at in quarantine. */
function judged(found: Found, trade: Trade): Outcome<Pick<CargoHold, 'stopsDischarge' | 'allowed'>> {
  if (!trade.quarantine) {
    return refuse({
      code: 'NO_QUARANTINE',
      field: 'finding',
      message: 'This commodity is not inspected in quarantine.',
      remedy: 'Record a site check instead.',
    });
  }
  const answer = quarantineFindings([found], trade.quarantine);
  if (!answer.ok) return refuse({ ...answer.refusal, field: 'finding' });
  const { stopUnloading, findings } = answer.value.value;
  return ok({ stopsDischarge: stopUnloading, allowed: findings[0]?.allowed ?? [] });
}

/** Something of quarantine is found: from now on nothing goes on. */
export function hold(context: ConsignmentContext, found: Found, trade: Trade): Partial<ConsignmentContext> {
  const law = judged(found, trade);
  if (!law.ok) throw new Error(`${law.refusal.code}: ${law.refusal.message}`);
  const { finding, unitNo, whileUnloading, treatment, remark, evidence, by, at } = found;
  const added: CargoHold = {
    no: context.holds.length + 1,
    finding,
    unitNo,
    whileUnloading,
    treatment,
    remark,
    evidence,
    by: by.name ?? by.id,
    at,
    ...law.value,
    settled: null,
  };
  return { holds: [...context.holds, added] };
}

/** An officer settles a finding. A cargo that is not admitted ends. */
export function settleHold(
  context: ConsignmentContext,
  { holdNo, outcome, reason, by, at }: Settled,
): Partial<ConsignmentContext> {
  const deed = { by: by.name ?? by.id, at };
  return {
    holds: context.holds.map((each) =>
      each.no === holdNo ? { ...each, settled: { outcome, reason, ...deed } } : each,
    ),
    ...(notAdmitting.includes(outcome) && {
      ended: { kind: 'not-admitted' as const, reason, ...deed },
    }),
  };
}

export function refuseHold(context: ConsignmentContext, found: Found, trade: Trade): Refusal | undefined {
  const { unitNo } = found;
  if (unitNo !== null && !context.units.some(({ no }) => no === unitNo))
    return unknownUnit(unitNo, context.units);
  const law = judged(found, trade);
  return law.ok ? undefined : law.refusal;
}

export function refuseSettlement(
  context: ConsignmentContext,
  { holdNo, outcome }: Settled,
): Refusal | undefined {
  const open = openHolds(context);
  const held = open.find(({ no }) => no === holdNo);
  if (!held) {
    return {
      code: 'HOLD_NOT_FOUND',
      field: 'holdNo',
      message: `There is no open finding ${holdNo}.`,
      remedy: open.length > 0 ? `Choose one of: ${open.map(({ no }) => no).join(', ')}.` : 'Nothing is held.',
    };
  }
  return held.allowed.includes(outcome)
    ? undefined
    : {
        code: 'OUTCOME_NOT_ALLOWED',
        field: 'outcome',
        message: `The law does not allow ${outcome} on ${held.finding}.`,
        remedy: `Choose one of: ${held.allowed.join(', ')}.`,
      };
}

/** What cannot be done while something holds the cargo. */
export const refuseWhileHeld = (context: ConsignmentContext): Refusal | undefined => {
  const [first] = openHolds(context);
  return first
    ? {
        code: 'CARGO_HELD',
        message: `Finding ${first.no} (${first.finding}) holds the cargo.`,
        remedy: 'Have an officer settle it first.',
      }
    : undefined;
};
