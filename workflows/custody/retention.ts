import { DateTime, IANAZone } from 'luxon';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { RetentionRule, RetentionRules } from './rules.ts';

export interface RetentionRequest {
  /** `id` of a rule; absent = the pack's default. */
  readonly rule?: string | undefined;
  /** An instant with offset, or a day by the site's calendar; ISO 8601. */
  readonly countedFrom: string;
  /** IANA zone of the site, for example `Asia/Shanghai`: it says on which day an instant falls. */
  readonly timeZone: string;
  /** Last day a contract asks for, ISO date. */
  readonly contractUntil?: string | undefined;
  /** A dispute or claim: still open, or the day it was closed. */
  readonly dispute?: 'open' | string | undefined;
  /** A legal hold: still open, or its last day. */
  readonly legalHold?: 'open' | string | undefined;
}

export type RetentionReason = 'rule' | 'contract' | 'dispute' | 'legal-hold';

export interface Retention {
  readonly rule: RetentionRule;
  /** The day counted from, by the site's calendar. */
  readonly firstDay: string;
  /** Last day by the rule alone. */
  readonly ruleUntil: string;
  /** Last day the sample is kept, ISO date; null while a dispute or hold is open. */
  readonly keepUntil: string | null;
  /** First day it may be disposed of; null while a dispute or hold is open. */
  readonly disposableFrom: string | null;
  readonly decidedBy: RetentionReason;
}

/**
 * How long a retained sample is kept: calendar months or days after the counted-from day, prolonged by contract, dispute or
 * legal hold, never shortened. A day the month lacks becomes its last day: 31 December and 2 months is the end of February.
 * Refuses `RETENTION_RULE_UNKNOWN` (field `rule`), `TIME_ZONE_UNKNOWN` (`timeZone`) and `DATE_INVALID` (the field).
 */
export function retentionOf(request: RetentionRequest, rules: RetentionRules): Outcome<Worked<Retention>> {
  const wanted = request.rule ?? rules.defaultRule;
  const rule = rules.rules.find(({ id }) => id === wanted);
  if (!rule) {
    const remedy = `Choose one of: ${rules.rules.map(({ id }) => id).join(', ')}.`;
    return refuse({ code: 'RETENTION_RULE_UNKNOWN', field: 'rule', message: `There is no retention rule "${wanted}".`, remedy });
  }
  const kept = keptUntil(request, rule.period);
  if (!kept.ok) return kept;
  const { bounds, ...value } = kept.value;
  const { firstDay, ruleUntil, keepUntil, disposableFrom } = value;
  const { calendarPeriod, longest: longestFormula, disposal } = rules.formulas;
  const period =
    'months' in rule.period ? (['period', rule.period.months, 'months'] as const) : (['period', rule.period.days, 'd'] as const);
  return ok({
    value: { rule, ...value },
    steps: [
      workingStep({ ...calendarPeriod, source: rule.source }, [['counted from', firstDay], period, ['time zone', request.timeZone]], {
        unrounded: null,
        reported: ruleUntil,
      }),
      workingStep(longestFormula, bounds, { unrounded: null, reported: keepUntil ?? 'open' }),
      workingStep(disposal, [['not before', disposableFrom ?? 'open']], { unrounded: null, reported: disposableFrom ?? 'open' }),
    ],
  });
}

/** The days of one retention; `bounds` is all it is the longest of. */
interface Kept extends Omit<Retention, 'rule'> {
  readonly bounds: readonly (readonly [reason: RetentionReason, until: string])[];
}

/** The days alone, by the period of a rule. Refuses `TIME_ZONE_UNKNOWN` (`timeZone`) and `DATE_INVALID` (the field). */
export function keptUntil(request: Omit<RetentionRequest, 'rule'>, period: RetentionRule['period']): Outcome<Kept> {
  if (!IANAZone.create(request.timeZone).isValid) {
    const message = `"${request.timeZone}" is no time zone.`;
    return refuse({ code: 'TIME_ZONE_UNKNOWN', field: 'timeZone', message, remedy: 'Give an IANA name, for example Asia/Shanghai.' });
  }
  const from = DateTime.fromISO(request.countedFrom, { zone: request.timeZone });
  const first = from.isValid ? from.toISODate() : null;
  const last = from.isValid ? from.startOf('day').plus(period).toISODate() : null;
  if (first === null || last === null) return refuseDate('countedFrom', request.countedFrom);

  const ends: { readonly reason: RetentionReason; readonly until: string }[] = [{ reason: 'rule', until: last }];
  let open: RetentionReason | undefined;
  for (const [reason, field] of [
    ['contract', 'contractUntil'],
    ['dispute', 'dispute'],
    ['legal-hold', 'legalHold'],
  ] as const) {
    const until = request[field];
    if (until === 'open' && reason !== 'contract') open = reason;
    else if (until !== undefined) {
      if (!DateTime.fromISO(until).isValid) return refuseDate(field, until);
      ends.push({ reason, until });
    }
  }
  // ISO dates order as text. Of equal days the rule goes first.
  const longest = ends.reduce((so, next) => (next.until > so.until ? next : so));
  const keepUntil = open ? null : longest.until;
  const decidedBy = open ?? longest.reason;
  const disposableFrom = keepUntil === null ? null : DateTime.fromISO(keepUntil).plus({ days: 1 }).toISODate();
  const bounds = ends.map(({ reason, until }) => [reason, until] as const);
  return ok({
    firstDay: first,
    ruleUntil: last,
    keepUntil,
    disposableFrom,
    decidedBy,
    bounds: open ? [...bounds, [open, 'open']] : bounds,
  });
}

const refuseDate = (field: string, value: string) =>
  refuse({
    code: 'DATE_INVALID',
    field,
    message: `"${value}" is no day of the calendar.`,
    remedy: 'Give an ISO date such as 2026-02-28, or an instant with its offset.',
  });
