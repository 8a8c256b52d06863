import { callersOf } from './answers.fixture.ts';
import { commonCalculations } from './index.ts';

const { answer, refused, example } = callersOf(commonCalculations);
const changed = (name: string, change: object) => refused(name, { ...example(name), ...change });

it('rounding in one step, 1.005 and 2.675 by their digits', () => {
  expect(answer('rounding', example('rounding'))).toEqual({ rounded: '1.00' });
  expect(answer('rounding', { value: 1.005, decimals: 2 })).toEqual({ rounded: '1.00' });
  expect(answer('rounding', { value: '2.675', decimals: 2 })).toEqual({ rounded: '2.68' });
  expect(answer('rounding', { value: '830', decimals: -2, unit: '0.2' })).toEqual({ rounded: '840' });
  expect(answer('rounding', { value: '9.996', significantDigits: 3 })).toEqual({ rounded: '10.0' });
  expect(changed('rounding', { significantDigits: 2 })).toEqual(['ROUNDING_TARGET_UNCLEAR', 'decimals']);
  expect(changed('rounding', { value: '1e-3' })).toEqual(['NOT_A_NUMBER', 'value']);
});

it('limit-comparison by both methods', () => {
  expect(answer('limit-comparison', example('limit-comparison'))).toEqual({
    verdict: 'FAIL',
    applied: 'full-value',
    fullValue: 'FAIL',
    rounded: '0.6',
    roundedValue: 'PASS',
  });
  expect(answer('limit-comparison', { ...example('limit-comparison'), method: 'rounded-value' })).toMatchObject({ verdict: 'PASS' });
  expect(answer('limit-comparison', { ...example('limit-comparison'), limitDecimals: 2 })).toMatchObject({
    roundedValue: 'PASS',
    rounded: '0.60',
  });
  expect(changed('limit-comparison', { comparison: '=' })).toEqual(['VALUE_NOT_ALLOWED', 'comparison']);
});

it('retention counts from the day at the site', () => {
  expect(answer('retention', example('retention'))).toMatchObject({
    rule: 'commercial-coal-reserve',
    countedFrom: { day: '2026-01-01' },
    ruleUntil: '2026-03-01',
    keepUntil: '2026-03-01',
    disposableFrom: '2026-03-02',
    decidedBy: 'rule',
  });
  expect(answer('retention', { ...example('retention'), legalHold: 'open' })).toMatchObject({ keepUntil: null, decidedBy: 'legal-hold' });
  expect(changed('retention', { rule: 'for-ever' })).toEqual(['RETENTION_RULE_UNKNOWN', 'rule']);
  expect(changed('retention', { timeZone: 'Asia/Nowhere' })).toEqual(['TIME_ZONE_UNKNOWN', 'timeZone']);
  expect(changed('retention', { countedFrom: '2026-02-30' })[1]).toBe('countedFrom');
});
