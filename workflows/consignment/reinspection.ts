import type { Instant } from '../kernel/brand.ts';
import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { isOver, lastDayOf } from '../quality-control/reinspection.ts';
import type { ConsignmentEvent } from './events.ts';
import { andThen } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { ConsignmentContext } from './record.ts';
import { refuseReserve, testReserve } from './resampling.ts';
import { holdBottles } from './retained.ts';
import type { Trade } from './trade.ts';
import { activeUnits } from './unit.ts';

type Requested = Extract<Stamped<ConsignmentEvent>, { readonly type: 'reinspection.requested' }>;

/** The retained samples of all units are tested, under new codes; what the first inspection came to is kept beside. */
export function reinspect(context: ConsignmentContext, requested: Requested, trade: Trade): Reaction {
  const { applicant, reason, by, at } = requested;
  const { results, observations, conformity, certificate, predecessor, decisions, order } = context;
  const { concludeWithinDays } = order.site.reinspection;
  const begun: Reaction = {
    changed: {
      reinspection: {
        applicant,
        reason,
        by: by.name ?? by.id,
        at,
        dueOn: lastDayOf(at, concludeWithinDays, order.site.timeZone),
        first: { results, observations, conformity, certificateNo: certificate?.number ?? null },
      },
      decodeAuthorisedBy: [],
      results: null,
      observations: [],
      conformity: null,
      certificateId: null,
      certificate: null,
      predecessor: certificate ? { ...certificate, reason } : predecessor,
      decisionsBefore: decisions.length,
    },
    wishes: holdBottles(context, trade),
  };
  return activeUnits(context.units).reduce(
    (so, unit) => andThen(context, so, (after) => testReserve(after, unit, requested, trade)),
    begun,
  );
}

export function refuseReinspection(
  context: ConsignmentContext,
  { at }: Requested,
  trade: Trade,
): Refusal | undefined {
  const { certifiedAt, reinspection, order, units } = context;
  if (reinspection) {
    return {
      code: 'REINSPECTED_ALREADY',
      message: `A re-inspection was requested by ${reinspection.applicant}.`,
      remedy: 'A result is re-inspected once from its retained samples.',
    };
  }
  return (
    late(certifiedAt, order.site, at) ??
    activeUnits(units).flatMap((unit) => refuseReserve(unit, trade) ?? [])[0]
  );
}

function late(
  certifiedAt: Instant | null,
  { timeZone, reinspection }: ConsignmentContext['order']['site'],
  at: Instant,
): Refusal | undefined {
  const days = reinspection.requestWithinDays;
  if (certifiedAt === null || !isOver(certifiedAt, days, timeZone, at)) return undefined;
  return {
    code: 'REINSPECTION_LATE',
    message: `A re-inspection could be asked for until ${lastDayOf(certifiedAt, days, timeZone)}, ${days} days after the result.`,
    remedy: 'The result stands; a complaint goes to customs.',
  };
}
