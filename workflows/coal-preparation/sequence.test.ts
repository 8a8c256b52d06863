import fc from 'fast-check';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString as d } from '../kernel/brand.ts';
import type { PreparationAct } from './sequence-types.ts';
import { judgeSequence } from './sequence.ts';

const { preparation: rules } = coalRulePack;
type Act = PreparationAct extends infer One ? (One extends PreparationAct ? Omit<One, 'at'> : never) : never;

const minute = (n: number) => new Date(Date.UTC(2026, 2, 1, 0, n)).toISOString();
const timed = (acts: readonly Act[]) => acts.map((act, index) => ({ ...act, at: minute(index) }) as PreparationAct);
const judge = (acts: readonly PreparationAct[], topSize = '50') => judgeSequence(acts, d(topSize), rules);
function codes(acts: readonly Act[], topSize?: string) {
  const outcome = judge(timed(acts), topSize);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  const { verdict, findings } = outcome.value.value;
  expect(verdict).toBe(findings.length === 0 ? 'IN_ORDER' : 'DEVIATION');
  return findings.map(({ code, act }) => `${code} ${act}`);
}

const crush = (topSize: string): Act => ({ act: 'crush', topSize: d(topSize) });
const divide = (more: object = {}): Act =>
  ({ act: 'divide', method: 'mechanical', cuts: 60, massKept: null, forAnalysis: false, ...more }) as Act;
const moisture = (more: object = {}): Act => ({ act: 'moisture-bottle', method: 'other', remainderGoesOn: true, ...more }) as Act;
const dry = (temperature = '45', lossCounted = false): Act => ({ act: 'dry', temperature: d(temperature), lossCounted });
const bottle = (filling: string): Act => ({ act: 'bottle', filling: d(filling) });

it('finds nothing in a preparation by the book', () => {
  const way = [crush('13'), divide({ massKept: d('15') }), crush('6'), divide({ massKept: d('3.75') }), moisture(), dry(), crush('3')];
  expect(
    codes([
      ...way,
      divide({ massKept: d('0.7') }),
      divide({ method: 'riffle', cuts: null, massKept: d('0.1'), forAnalysis: true }),
      bottle('75'),
    ]),
  ).toEqual([]);
});

describe('heating', () => {
  it('after the moisture bottle is in order, before it is not', () => {
    expect(codes([moisture(), dry()])).toEqual([]);
    expect(codes([dry(), moisture()])).toEqual(['MOISTURE_AFTER_HEATING 1']);
  });
  it('that is gentle and counted may go before it', () => {
    expect(codes([dry('40', true), moisture(), dry()])).toEqual([]);
    expect(codes([dry('40.1', true), moisture()])).toEqual(['MOISTURE_AFTER_HEATING 1']);
    expect(codes([dry('40', false), moisture()])).toEqual(['MOISTURE_AFTER_HEATING 1']);
  });
  it('puts every later moisture bottle in doubt', () => {
    expect(codes([moisture(), dry(), moisture()])).toEqual(['MOISTURE_AFTER_HEATING 2']);
  });
  it('without a moisture bottle is no way to a moisture', () => {
    expect(codes([crush('13')])).toEqual(['MOISTURE_BOTTLE_MISSING null']);
  });
});

it('the remainder of a nine-point extraction does not go on; other remainders may', () => {
  expect(codes([moisture({ method: 'nine-point' })])).toEqual(['NINE_POINT_REMAINDER_USED 0']);
  expect(codes([moisture({ method: 'nine-point', remainderGoesOn: false })])).toEqual([]);
});

it('a bottle is filled to three quarters', () => {
  expect(codes([moisture(), bottle('75'), bottle('75.01')])).toEqual(['BOTTLE_OVERFILLED 2']);
});

describe('a division', () => {
  const after = (size: string, act: Act, topSize = '50') => codes([moisture(), crush(size), act], topSize);
  it.each([
    ['mechanical', 60, []],
    ['mechanical', 59, ['DIVISION_CUTS_TOO_FEW 2']],
    ['manual', 20, []],
    ['manual', 19, ['DIVISION_CUTS_TOO_FEW 2']],
    ['riffle', 1, []],
  ] as const)('%s of %i cuts', (method, cuts, expected) => {
    expect(after('13', divide({ method, cuts }))).toEqual(expected);
  });
  it('of coal above 25 mm needs a crushing first', () => {
    expect(codes([moisture(), divide()], '25')).toEqual([]);
    expect(codes([moisture(), divide()], '25.1')).toEqual(['DIVIDED_UNCRUSHED 1']);
  });
  it.each([
    ['13', '15', []],
    ['13', '14.99', ['DIVIDED_BELOW_LEAST_MASS 2']],
    ['10', '14.99', ['DIVIDED_BELOW_LEAST_MASS 2']], // between two rows: the larger
    ['6', '3.75', []],
    ['3', '0.69', ['DIVIDED_BELOW_LEAST_MASS 2']],
  ])('at %s mm keeps at least the mass of the table: %s kg', (size, mass, expected) => {
    expect(after(size, divide({ massKept: d(mass) }))).toEqual(expected);
  });
  it('that gives the analysis sample may keep less at 3 mm', () => {
    expect(after('3', divide({ massKept: d('0.1'), forAnalysis: true }))).toEqual([]);
    expect(after('3', divide({ massKept: d('0.09'), forAnalysis: true }))).toEqual(['DIVIDED_BELOW_LEAST_MASS 2']);
  });
});

it.each<[string, readonly PreparationAct[], string, string]>([
  ['nothing', [], 'SEQUENCE_EMPTY', 'acts'],
  ['a time that is none', [{ ...crush('6'), at: 'noon' } as PreparationAct], 'TIME_INVALID', 'acts[0].at'],
  ['times that fall', timed([crush('6'), crush('3')]).reverse(), 'TIMES_NOT_RISING', 'acts[1].at'],
  ['coal that gets coarser', timed([crush('6'), crush('13')]), 'TOP_SIZE_RISES', 'acts[1].topSize'],
])('%s is refused', (_case, acts, code, field) => {
  expect(judge(acts)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('in any order of bottle and dryer is judged by which came first', () => {
  const kinds = fc.array(fc.constantFrom('moisture', 'dry', 'crush'), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(kinds, (order) => {
      const acts = order.map((kind) => (kind === 'moisture' ? moisture() : kind === 'dry' ? dry() : crush('6')));
      const firstDry = order.indexOf('dry');
      const late = order.filter((kind, index) => kind === 'moisture' && firstDry !== -1 && index > firstDry).length;
      const expected = order.includes('moisture') ? late : 1;
      expect(codes(acts)).toHaveLength(expected);
    }),
    { numRuns: 1000 },
  );
});
