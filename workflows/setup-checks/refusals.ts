import { DateTime } from 'luxon';
import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { refuseSettling } from '../plant-unit/interventions.ts';
import type { InterventionEvent } from '../plant-unit/interventions.ts';
import type { SetupCheck } from './check.ts';
import { openChecks, resultsOf } from './setup.ts';
import type { CheckDeed, Found, SetupContext } from './setup.ts';

type Told = { readonly check: string } & Found;
export type SetupEvent =
  | ({ readonly type: 'check.done' } & Told)
  /** Always confirmed by a second person: it changes what the record says of the sampler. */
  | ({ readonly type: 'check.corrected'; readonly reason: string } & Told)
  | { readonly type: 'setup.abandon'; readonly reason: string }
  | Exclude<InterventionEvent<CheckDeed>, { type: 'intervention.proposed' }>;

/**
 * Why the checks do not take a person's request now: `CHECK_UNKNOWN`, `CHECK_PROPOSED`, `CHECK_PASSED`, `CHECK_NOT_DONE`,
 * `REMEDY_REQUIRED`, `VALUE_KIND_WRONG`, `DATE_INVALID`, `EVIDENCE_REQUIRED`, and what `refuseSettling` says of a second person's word.
 * What was found is taken as it is: a check that fails is a record and no refusal.
 */
export function refuseSetup(context: SetupContext, event: Stamped<SetupEvent>): Refusal | undefined {
  switch (event.type) {
    case 'check.done':
    case 'check.corrected':
      return refuseTold(context, event);
    case 'intervention.confirmed':
    case 'intervention.declined':
      return refuseSettling(context.records, event);
    case 'setup.abandon':
      return undefined;
  }
}

function refuseTold(
  context: SetupContext,
  event: Extract<SetupEvent, { type: 'check.done' | 'check.corrected' }>,
): Refusal | undefined {
  const result = resultsOf(context).find(({ check }) => check.id === event.check);
  if (!result) return unknownCheck(context, event.check);
  const open = openChecks(context).find(({ deed }) => deed.check === event.check);
  if (open)
    return {
      code: 'CHECK_PROPOSED',
      field: 'check',
      message: `Record ${open.no} of "${event.check}" waits for a second person.`,
      remedy: 'Have it confirmed or declined first.',
    };
  const wrong =
    event.type === 'check.done'
      ? refuseRepeated(result.passed, result.record !== null, event)
      : refuseCorrection(result.record !== null, event.check);
  return wrong ?? refuseFound(result.check, event);
}

function refuseRepeated(passed: boolean, made: boolean, { check, remedy }: Told): Refusal | undefined {
  if (passed)
    return {
      code: 'CHECK_PASSED',
      field: 'check',
      message: `"${check}" has passed already.`,
      remedy: 'Correct it if it was told wrong.',
    };
  return made && remedy === undefined
    ? {
        code: 'REMEDY_REQUIRED',
        field: 'remedy',
        message: `"${check}" has failed; nothing says what was done about it.`,
        remedy: 'Say what was done before it was checked again.',
      }
    : undefined;
}

const refuseCorrection = (made: boolean, check: string): Refusal | undefined =>
  made
    ? undefined
    : {
        code: 'CHECK_NOT_DONE',
        field: 'check',
        message: `"${check}" is not made yet.`,
        remedy: 'Make it; what only waits for a second person can be declined and told anew.',
      };

function refuseFound(check: SetupCheck, { value, evidence }: Found): Refusal | undefined {
  if (value.kind !== check.kind)
    return {
      code: 'VALUE_KIND_WRONG',
      field: 'value.kind',
      message: `"${check.id}" does not ask for "${value.kind}".`,
      remedy: `Give a value of the kind "${check.kind}".`,
    };
  if (value.kind === 'date' && !DateTime.fromFormat(value.date, 'yyyy-MM-dd').isValid)
    return {
      code: 'DATE_INVALID',
      field: 'value.date',
      message: `${value.date} is no day.`,
      remedy: 'Give the last day on which it is valid, for example 2026-05-04.',
    };
  return check.evidence && evidence.length === 0
    ? {
        code: 'EVIDENCE_REQUIRED',
        field: 'evidence',
        message: `"${check.id}" needs a photo or scan.`,
        remedy: 'Store it first and name it by its SHA-256.',
      }
    : undefined;
}

const unknownCheck = ({ order }: SetupContext, id: string): Refusal => ({
  code: 'CHECK_UNKNOWN',
  field: 'check',
  message: `There is no check "${id}" here.`,
  remedy: `Choose one of: ${order.checks.map((check) => check.id).join(', ')}.`,
});
