import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CoalRulePack } from '../coal-sampling/rule-pack.ts';
import { decimalString as d } from '../kernel/brand.ts';
import { judgeMassBalance, type StageMasses } from './mass-balance.ts';

const { preparation: rules } = parse(readFileSync('config/rules/coal-cn-2024.yaml', 'utf8')) as CoalRulePack;

const dividing = (onward: string, waterRemoved = '0'): StageMasses => ({
  stage: 'Divider6',
  massIn: d('20'),
  children: [
    { name: 'moisture', mass: d('1.5') },
    { name: 'onward', mass: d(onward) },
  ],
  rejected: d('13.5'),
  waterRemoved: d(waterRemoved),
});
const judged = (...stages: StageMasses[]) => judgeMassBalance(stages, rules);

// Of 20 kg, 15 kg are in the moisture bottle and the reject: 5 kg onward is no loss.
it.each([
  ['5', '0.00', 'normal'],
  ['4.9', '0.50', 'normal'],
  ['4.8999', '0.50', 'warn'],
  ['4.8', '1.00', 'warn'],
  ['4.7999', '1.00', 'alarm'],
  ['5.1', '-0.50', 'normal'],
  ['5.1001', '-0.50', 'alarm'],
] as const)('with %s kg onward loses %s %%: %s', (onward, lossPercent, verdict) => {
  expect(judged(dividing(onward))).toEqual({
    stages: [{ stage: 'Divider6', lossPercent, verdict }],
    verdict,
  });
});

it('counts water removed as no loss', () => {
  expect(judged(dividing('4', '1')).verdict).toBe('normal');
  expect(judged(dividing('4')).verdict).toBe('alarm');
});

it('is as bad as its worst stage', () => {
  expect(judged(dividing('5'), dividing('4.85'), dividing('5')).verdict).toBe('warn');
  expect(judged(dividing('4.85'), dividing('1'), dividing('5')).verdict).toBe('alarm');
  expect(judged().verdict).toBe('normal');
});

it('alarms when nothing went in', () => {
  expect(judged({ ...dividing('5'), massIn: d('0') })).toEqual({
    stages: [{ stage: 'Divider6', lossPercent: null, verdict: 'alarm' }],
    verdict: 'alarm',
  });
});
