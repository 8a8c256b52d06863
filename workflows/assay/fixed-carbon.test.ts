import { workedFixedCarbon } from './fixed-carbon.ts';
import { d, refusedAs, rules, valueOf } from './testing.fixture.ts';

const of = (Mad: string, Aad: string, Vad: string) => workedFixedCarbon({ Mad: d(Mad), Aad: d(Aad), Vad: d(Vad) }, rules.formulas, 2);

it('fixed carbon is what is left of 100 %', () => {
  expect(valueOf(of('5.30', '10.60', '33.20'))).toMatchObject({
    value: { unrounded: '50.9', reported: '50.90' },
    steps: [{ expression: 'FC_ad = 100 − M_ad − A_ad − V_ad', reported: '50.90' }],
  });
  expect(valueOf(of('10', '40', '50')).value.reported).toBe('0.00');
});

it('is refused for more than 100 %, by however little', () => {
  expect(refusedAs(of('10', '40', '50.001'))).toEqual(['RESULTS_INCONSISTENT', 'V']);
});
