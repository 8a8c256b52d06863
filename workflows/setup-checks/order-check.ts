import { IANAZone } from 'luxon';
import { compareDecimals } from '../kernel/decimal.ts';
import { ok, refuse } from '../kernel/refusal.ts';
import type { Outcome, Refusal } from '../kernel/refusal.ts';
import type { SetupCheck } from './check.ts';
import type { SetupOrder } from './setup.ts';

const checkId = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * Checks an order before anybody is asked anything: a check that can never pass would keep the sampler from its cargo. Refuses with the
 * field at fault: `CHECKS_EMPTY`, `TIME_ZONE_UNKNOWN`, and what `refuseChecks` refuses.
 */
export function checkSetupOrder(order: SetupOrder): Outcome<SetupOrder> {
  if (order.checks.length === 0)
    return refuse({
      code: 'CHECKS_EMPTY',
      field: 'checks',
      message: 'There is nothing to check.',
      remedy: 'Name the checks, or sample without any.',
    });
  if (!IANAZone.create(order.timeZone).isValid)
    return refuse({
      code: 'TIME_ZONE_UNKNOWN',
      field: 'timeZone',
      message: `"${order.timeZone}" is no time zone.`,
      remedy: 'Give an IANA name, for example Asia/Shanghai.',
    });
  const wrong = refuseChecks(order.checks);
  return wrong ? refuse(wrong) : ok(order);
}

/**
 * What is wrong with a list of checks: `CHECK_ID_INVALID`, `CHECK_REPEATED`, `LIMITS_MISSING`, `LIMITS_NOT_RISING`,
 * `LIMITS_NOT_FOR_KIND`.
 */
export function refuseChecks(checks: readonly SetupCheck[]): Refusal | undefined {
  for (const [index, check] of checks.entries()) {
    const wrong = refuseCheck(check, checks.slice(0, index));
    if (wrong) return { ...wrong, field: `checks[${index}].${wrong.field ?? 'id'}` };
  }
  return undefined;
}

function refuseCheck({ id, kind, limits }: SetupCheck, before: readonly SetupCheck[]): Refusal | undefined {
  if (!checkId.test(id))
    return wrong(
      'CHECK_ID_INVALID',
      'id',
      `"${id}" names no check.`,
      'Use small letters, digits and hyphens.',
    );
  if (before.some((other) => other.id === id))
    return wrong('CHECK_REPEATED', 'id', `There are two checks "${id}".`, 'Name each once.');
  if (kind !== 'measured')
    return limits === undefined
      ? undefined
      : wrong('LIMITS_NOT_FOR_KIND', 'limits', `"${id}" measures nothing.`, 'Leave the limits out.');
  const { least = null, most = null } = limits ?? {};
  if (least === null && most === null)
    return wrong(
      'LIMITS_MISSING',
      'limits',
      `Nothing says when "${id}" passes.`,
      'Give least, most or both.',
    );
  return least !== null && most !== null && compareDecimals(least, most) > 0
    ? wrong('LIMITS_NOT_RISING', 'limits', `"${id}" passes from ${least} to ${most}.`, 'Give least ≤ most.')
    : undefined;
}

const wrong = (code: string, field: string, message: string, remedy: string): Refusal => ({
  code,
  field,
  message,
  remedy,
});
