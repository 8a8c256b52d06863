import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { refuseWeighing } from '../sample-handling/data-refusals.ts';
import type { HoldLifted, RetainUntil, StorageEvent } from './events.ts';
import { isDate, keepingOf, later, standingHolds, untilDisposable } from './keeping.ts';
import type { StorageContext } from './stored-bottle.ts';

/**
 * Why a bottle does not take what is asked or told: `TARE_NOT_BELOW_GROSS`, `OUT_OF_RANGE`, `SEAL_NOT_RENEWED`, `BOTTLE_QUARANTINED`,
 * `BOTTLE_IN_MACHINE`, `NOT_WANTED_FOR_TEST`, `RETENTION_NOT_PROLONGED`, `DATE_INVALID`, `HOLD_NOT_FOUND`, `NOT_QUARANTINED`, `LEGAL_HOLD_STANDS`,
 * `RETENTION_RUNNING`, `DISPOSAL_SAME_PERSON`, `DISPOSAL_NOT_PERMITTED`, `TEST_NOT_PERMITTED`. The machine's guards ask the same function.
 */
export function refuseStorage(context: StorageContext, event: Stamped<StorageEvent>): Refusal | undefined {
  switch (event.type) {
    case 'bottle.put-away':
      return refuseWeighing('weighed', event.weighed) ?? refuseResealing(event);
    case 'bottle.move':
      return context.slot?.machine ? inMachine : undefined;
    case 'bottle.fetch':
      return context.quarantined ? quarantined : undefined;
    case 'bottle.used-up':
      return context.wantedForTest ? refuseHeld(context) : notWanted;
    case 'storage.retain-until':
      return refuseRetention(context, event);
    case 'hold.lifted':
      return refuseLifting(context, event);
    case 'quarantine.lifted':
      return context.quarantined ? undefined : notQuarantined;
    case 'disposal.proposed':
      return event.by.kind === 'person' ? refuseDisposal(context, event) : notByMachine;
    case 'disposal.confirmed':
      if (event.by.kind !== 'person') return notByMachine;
      return event.by.id === context.disposal?.by.id ? samePerson : refuseDisposal(context, event);
    case 'reserve.fetched-for-test':
      return event.by.id === context.order.parent ? undefined : notParent;
    default:
      return undefined;
  }
}

const refuseResealing = ({
  seal,
  sealOff,
}: Extract<StorageEvent, { type: 'bottle.put-away' }>): Refusal | undefined =>
  sealOff !== null && (seal === null || seal === sealOff)
    ? {
        code: 'SEAL_NOT_RENEWED',
        field: 'seal',
        message: 'A bottle that was opened gets a new seal.',
        remedy: 'Give the number of the new seal; leave sealOff out if the bottle stayed closed.',
      }
    : undefined;

function refuseRetention(context: StorageContext, event: RetainUntil): Refusal | undefined {
  for (const field of ['countedFrom', 'until'] as const) {
    const day = event[field];
    if (day !== undefined && !isDate(day))
      return {
        code: 'DATE_INVALID',
        field,
        message: `"${day}" is no day of the calendar.`,
        remedy: 'Give an ISO date such as 2026-02-28.',
      };
  }
  const { countedFrom, until } = prolonged(context, event);
  if (countedFrom !== context.countedFrom || until !== context.until) return undefined;
  return {
    code: 'RETENTION_NOT_PROLONGED',
    field: event.until === undefined ? 'countedFrom' : 'until',
    message: 'The bottle is kept as long as that already; retention is never shortened.',
    remedy: 'Give a later day.',
  };
}

/** Retention with what is asked for: the later of what holds and what is new. */
export const prolonged = (
  { order, countedFrom, until }: StorageContext,
  event: RetainUntil,
): Pick<StorageContext, 'countedFrom' | 'until'> => ({
  countedFrom: later(countedFrom, event.countedFrom, order.retention.timeZone),
  until: later(until, event.until, order.retention.timeZone),
});

const refuseLifting = (context: StorageContext, event: Stamped<HoldLifted>): Refusal | undefined =>
  liftedBy(context, event).length > 0
    ? undefined
    : {
        code: 'HOLD_NOT_FOUND',
        field: 'no',
        message:
          event.no === undefined ? 'No such hold stands.' : `There is no hold ${event.no} that stands.`,
        remedy: `Holds that stand: ${
          standingHolds(context)
            .map(({ no }) => no)
            .join(', ') || 'none'
        }.`,
      };

/** Which holds an event lifts. */
export const liftedBy = (
  context: StorageContext,
  { no: number, by }: Stamped<HoldLifted>,
): readonly number[] =>
  standingHolds(context)
    .filter((hold) => (number === undefined ? hold.by.id === by.id : hold.no === number))
    .map(({ no }) => no);

function refuseHeld(context: StorageContext): Refusal | undefined {
  const [hold] = standingHolds(context);
  return (
    hold && {
      code: 'LEGAL_HOLD_STANDS',
      message: `Hold ${hold.no} stands since ${hold.at}: ${hold.reason}`,
      remedy: 'An officer lifts it when its reason is gone.',
    }
  );
}

/** `LEGAL_HOLD_STANDS`, `RETENTION_RUNNING`. */
export function refuseDisposal(context: StorageContext, { at }: Stamped<StorageEvent>): Refusal | undefined {
  const held = refuseHeld(context);
  if (held || untilDisposable(context, at) === 0) return held;
  const { keepUntil, disposableFrom } = keepingOf(context);
  return {
    code: 'RETENTION_RUNNING',
    message:
      keepUntil === null
        ? 'The retention has not begun to count: nobody has told when the results were reported.'
        : `The bottle is kept until ${keepUntil}.`,
    remedy:
      disposableFrom === null ? 'Have its first day told.' : `Propose it again from ${disposableFrom} on.`,
  };
}

const quarantined: Refusal = {
  code: 'BOTTLE_QUARANTINED',
  message: 'Its chain of custody is broken.',
  remedy: 'An officer looks at the findings and lifts the quarantine, or another reserve is taken.',
};
const inMachine: Refusal = {
  code: 'BOTTLE_IN_MACHINE',
  message: 'A machine put it into its slot, and only the machine gives it out.',
  remedy: 'Fetch it, then put it away where it shall lie.',
};
const notQuarantined: Refusal = {
  code: 'NOT_QUARANTINED',
  message: 'The bottle is not in quarantine.',
  remedy: 'Nothing is to be done; read it again.',
};
const notWanted: Refusal = {
  code: 'NOT_WANTED_FOR_TEST',
  message: 'Nobody has ordered a test of this bottle.',
  remedy: 'Put it back into a slot; what is over is disposed of by two persons.',
};
const notParent: Refusal = {
  code: 'TEST_NOT_PERMITTED',
  message: 'Only the process that keeps the bottle may have it tested.',
  remedy: 'Order the test there.',
};
const notByMachine: Refusal = {
  code: 'DISPOSAL_NOT_PERMITTED',
  message: 'Only persons dispose of a sample.',
  remedy: 'Have it proposed by one person and confirmed by another.',
};
const samePerson: Refusal = {
  code: 'DISPOSAL_SAME_PERSON',
  message: 'Who proposed the disposal cannot confirm it.',
  remedy: 'Another person confirms it.',
};
