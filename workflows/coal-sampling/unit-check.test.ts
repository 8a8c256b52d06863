import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { coalRulePack } from './rule-pack.fixture.ts';
import { checkSamplingUnit, type UnitQuestion } from './unit-check.ts';

const { sampling: rules } = coalRulePack;
const cut = { kind: 'cross-belt', flow: d('3000'), aperture: d('150'), beltSpeed: d('4') } as const; // 31.25 kg
const finished: UnitQuestion = {
  state: 'finished',
  planned: {
    units: 3,
    incrementsPerUnit: 23,
    precision: d('1.200'),
    incrementVariance: d('20'),
    preparationVariance: d('0.20'),
    minimumIncrementMass: d('7.40'),
  },
  delivered: { taken: 23, missed: 0, totalIncrementMass: d('690'), totalKeptMass: d('18.4') },
  weighed: [],
};
const check = (question: Partial<Omit<UnitQuestion, 'delivered'>> & { delivered?: Partial<UnitQuestion['delivered']> }) => {
  const outcome = checkSamplingUnit({ ...finished, ...question, delivered: { ...finished.delivered, ...question.delivered } }, rules);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code} ${outcome.refusal.field ?? ''}`);
  const { findings, ...value } = outcome.value.value;
  return { ...value, codes: findings.map(({ code }) => code), steps: outcome.value.steps };
};

it('is valid when it delivered what was planned', () => {
  expect(check({})).toMatchObject({ validity: 'VALID', codes: [], remaining: 0, achievedPrecision: '1.195', meanIncrementMass: '30.00' });
});

it('is suspect for a fault of an increment, not for warnings alone', () => {
  const weigh = (...masses: string[]) => ({ weighed: masses.map((mass) => ({ mass: d(mass), cut })) });
  expect(check(weigh('31', '38', '24'))).toMatchObject({ validity: 'VALID', codes: [] }); // 37.5 and 25 are the edges
  expect(check(weigh('31', '38', '24', '38'))).toMatchObject({ validity: 'SUSPECT', codes: ['INCREMENT_MASS_FAULT'] });
  expect(check(weigh('10')).codes).toEqual(['INCREMENT_MASS_FAULT']);
});

it('finds what is missing only once it has ended', () => {
  const delivered = { taken: 5, totalIncrementMass: d('150'), totalKeptMass: d('4') };
  expect(check({ delivered }).codes).toEqual(['TOO_FEW_INCREMENTS', 'PRECISION_NOT_REACHED', 'KEPT_MASS_TOO_SMALL']);
  expect(check({ state: 'running', delivered })).toMatchObject({ validity: 'VALID', codes: [], remaining: 18 });
});

it('finds missed cuts while it runs: they are lost', () => {
  expect(check({ state: 'running', delivered: { missed: 2 } })).toMatchObject({ validity: 'SUSPECT', codes: ['CUTS_MISSED'] });
  expect(check({ state: 'running', delivered: { missed: 1 } }).codes).toEqual([]);
});

it('is not decided by a binary quotient: 1 of 20 planned is exactly 5 %', () => {
  const planned = { ...finished.planned, incrementsPerUnit: 20, precision: d('1.300') };
  expect(check({ planned, delivered: { missed: 1 } }).codes).toEqual([]);
  expect(check({ planned, delivered: { missed: 2 } }).codes).toEqual(['CUTS_MISSED']);
});

it('writes down missed cuts, precision and verdict', () => {
  expect(check({ delivered: { missed: 1 } }).steps.map(({ name, reported }) => [name.en, reported])).toEqual([
    ['Missed cuts', '4.3'],
    ['Precision reached', '1.195'],
    ['Validity of the sample', 'VALID'],
  ]);
});

it.each<[string, string, Partial<UnitQuestion>]>([
  ['COUNT_OUT_OF_RANGE', 'taken', { delivered: { ...finished.delivered, taken: -1 } }],
  ['COUNT_OUT_OF_RANGE', 'units', { planned: { ...finished.planned, units: 0 } }],
  ['COUNT_OUT_OF_RANGE', 'incrementsPerUnit', { planned: { ...finished.planned, incrementsPerUnit: 0.5 } }],
  ['NEGATIVE_MASS', 'totalKeptMass', { delivered: { ...finished.delivered, totalKeptMass: d('-0.1') } }],
  ['KEPT_MORE_THAN_TAKEN', 'totalKeptMass', { delivered: { ...finished.delivered, totalKeptMass: d('690.1') } }],
  ['MORE_WEIGHED_THAN_TAKEN', 'increments', { delivered: { ...finished.delivered, taken: 0 }, weighed: [{ mass: d('31'), cut }] }],
])('is refused: %s, field %s', (code, field, question) => {
  expect(checkSamplingUnit({ ...finished, ...question }, rules)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('never gets better by missing more cuts or taking fewer increments of the same mass each', () => {
  const rank = { VALID: 0, SUSPECT: 1, INVALID: 2 };
  const validity = (taken: number, missed: number) =>
    rank[check({ delivered: { taken, missed, totalIncrementMass: d(String(30 * taken)), totalKeptMass: d(String(taken)) } }).validity];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 10 }), (taken, missed) => {
      const now = validity(taken, missed);
      expect(validity(taken - 1, missed)).toBeGreaterThanOrEqual(now);
      expect(validity(taken, missed + 1)).toBeGreaterThanOrEqual(now);
    }),
    { numRuns: 1000 },
  );
});
