import fc from 'fast-check';
import { DateTime } from 'luxon';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { retentionOf, type RetentionRequest } from './retention.ts';
import type { RetentionRules } from './rules.ts';

const coal = shippedSection('coal-cn-2026', 'retention') as RetentionRules;
const grain = shippedSection('grain-cn-2026', 'retention') as RetentionRules;
const petroleum = shippedSection('petroleum-cn-2026', 'retention') as RetentionRules;

const site = { timeZone: 'Asia/Shanghai' };
function kept(request: Partial<RetentionRequest> & { countedFrom: string }, rules = coal) {
  const outcome = retentionOf({ ...site, ...request }, rules);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}
const refused = (request: Partial<RetentionRequest>) => {
  const outcome = retentionOf({ ...site, countedFrom: '2026-01-15', ...request }, coal);
  return outcome.ok ? null : [outcome.refusal.code, outcome.refusal.field];
};

describe('calendar months', () => {
  it.each([
    ['2026-01-15', '2026-03-15'],
    ['2025-12-31', '2026-02-28'],
    ['2027-12-31', '2028-02-29'],
    ['2026-06-30', '2026-08-30'],
    ['2026-12-01', '2027-02-01'],
  ])('from %s: two of them end on %s', (countedFrom, until) => {
    expect(kept({ countedFrom }).value).toMatchObject({ ruleUntil: until, keepUntil: until, decidedBy: 'rule' });
  });

  it('count from the day at the site, not in Greenwich', () => {
    expect(kept({ countedFrom: '2025-12-31T17:30:00Z' }).value).toMatchObject({ firstDay: '2026-01-01', keepUntil: '2026-03-01' });
    expect(kept({ countedFrom: '2025-12-31T17:30:00Z', timeZone: 'UTC' }).value).toMatchObject({
      firstDay: '2025-12-31',
      keepUntil: '2026-02-28',
    });
    expect(kept({ countedFrom: '2026-01-01T00:10:00+08:00', timeZone: 'UTC' }).value.firstDay).toBe('2025-12-31');
  });

  it('end at the end of the day: disposal is possible from the next', () => {
    const { value, steps } = kept({ countedFrom: '2025-12-31' });
    expect(value.disposableFrom).toBe('2026-03-01');
    expect(steps.map(({ reported }) => reported)).toEqual(['2026-02-28', '2026-02-28', '2026-03-01']);
    expect(steps[0]?.source).toMatchObject({ standard: 'GB/T 474', confidence: 'confirmed' });
  });
});

describe('days', () => {
  it.each([
    [grain, 'us-file-sample-in', '2026-03-06'],
    [grain, 'us-file-sample-out', '2026-03-26'],
    [grain, 'us-file-sample-export', '2026-05-30'],
    [grain, 'us-file-sample-export-short-voyage', '2026-04-30'],
    [grain, undefined, '2026-09-01'],
    [petroleum, undefined, '2026-05-30'],
    [petroleum, 'free-water-sample', '2026-05-30'],
  ] as const)('by the rules of the pack', (rules, rule, until) => {
    expect(kept({ countedFrom: '2026-03-01', rule }, rules).value.keepUntil).toBe(until);
  });

  it('across a change of clocks are calendar days', () => {
    expect(kept({ countedFrom: '2026-03-28', rule: 'us-file-sample-in', timeZone: 'Europe/Berlin' }, grain).value.keepUntil).toBe(
      '2026-04-02',
    );
  });
});

describe('contract, dispute and hold', () => {
  const countedFrom = '2026-01-15';
  it('prolong, never shorten', () => {
    expect(kept({ countedFrom, contractUntil: '2026-03-16' }).value).toMatchObject({ keepUntil: '2026-03-16', decidedBy: 'contract' });
    expect(kept({ countedFrom, contractUntil: '2026-02-01' }).value).toMatchObject({ keepUntil: '2026-03-15', decidedBy: 'rule' });
    expect(kept({ countedFrom, contractUntil: '2026-05-01', dispute: '2026-04-01' }).value.decidedBy).toBe('contract');
    expect(kept({ countedFrom, legalHold: '2027-01-01', dispute: '2026-04-01' }).value).toMatchObject({
      keepUntil: '2027-01-01',
      decidedBy: 'legal-hold',
    });
  });
  it('that are open have no end', () => {
    expect(kept({ countedFrom, dispute: 'open' }).value).toMatchObject({
      keepUntil: null,
      disposableFrom: null,
      decidedBy: 'dispute',
      ruleUntil: '2026-03-15',
    });
    expect(kept({ countedFrom, legalHold: 'open', contractUntil: '2030-01-01' }).value).toMatchObject({
      keepUntil: null,
      decidedBy: 'legal-hold',
    });
  });
});

it('refuses unknown rules, zones and days', () => {
  expect(refused({ rule: 'for-ever' })).toEqual(['RETENTION_RULE_UNKNOWN', 'rule']);
  expect(refused({ timeZone: 'Moon/Tranquility' })).toEqual(['TIME_ZONE_UNKNOWN', 'timeZone']);
  expect(refused({ countedFrom: '2026-02-30' })).toEqual(['DATE_INVALID', 'countedFrom']);
  expect(refused({ contractUntil: '2026-13-01' })).toEqual(['DATE_INVALID', 'contractUntil']);
});

it('is never before the rule alone, and a later first day never ends it earlier', () => {
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((n) => DateTime.fromISO('2024-01-01', { zone: 'utc' }).plus({ days: n }).toISODate() ?? '');
  fc.assert(
    fc.property(day, day, day, (one, other, contractUntil) => {
      const [earlier, later] = [one, other].sort();
      const of = (countedFrom = one) => kept({ countedFrom, contractUntil }).value;
      expect((of().keepUntil ?? '') >= of().ruleUntil).toBe(true);
      expect(of().ruleUntil > of().firstDay).toBe(true);
      expect(of(later).ruleUntil >= of(earlier).ruleUntil).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
