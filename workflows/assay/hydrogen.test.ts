import { estimatedHydrogen, hydrogenWithoutMoisture } from './hydrogen.ts';
import { d, refusedAs, rules, valueOf } from './testing.fixture.ts';

const determined = (total: string, Mad: string) => hydrogenWithoutMoisture({ total: d(total), Mad: d(Mad) }, rules, 2);
const estimated = (Vdaf: string, Mad: string, Aad: string) => estimatedHydrogen({ Vdaf: d(Vdaf), Mad: d(Mad), Aad: d(Aad) }, rules, 2);

it('hydrogen of the coal is total hydrogen less that of moisture', () => {
  const { value, steps } = valueOf(determined('4.54', '5.30'));
  // 4.54 − 0.1119·5.30
  expect(value).toEqual({ unrounded: '3.94693', reported: '3.95', certifiable: true });
  expect(steps[0]?.inputs).toContainEqual({ symbol: 'hydrogen in 1 % of water', value: '0.1119', unit: '%' });
});

it('an estimate from volatile matter is flagged', () => {
  const { value, steps } = valueOf(estimated('39.48', '5.30', '10.60'));
  // (0.074·39.48 + 2.16)·84.1/100
  expect(value).toEqual({ unrounded: '4.27355832', reported: '4.27', certifiable: false });
  expect(steps[0]?.name.en).toContain('not for a certificate');
  expect(steps[0]?.source.confidence).toBe('policy');
});

it('refuses moisture that holds more hydrogen than there is, and coal that is none', () => {
  expect(refusedAs(determined('0.5', '5.30'))).toEqual(['RESULTS_INCONSISTENT', 'total']);
  expect(valueOf(determined('0.1119', '1')).value.reported).toBe('0.00');
  expect(refusedAs(estimated('39', '60', '40'))).toEqual(['BASIS_IMPOSSIBLE', 'Aad']);
});
