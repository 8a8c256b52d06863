import { decimalString } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { judgeSampling, type DeliveredSampling } from './conformance.ts';
import { planCoalSampling } from './plan.ts';
import { coalRulePack } from './rule-pack.fixture.ts';

const { sampling: rules } = coalRulePack;
const d = decimalString;

// 40 000 t raw coal of 12 % ash: 3 units of 23 increments, P_L 1.2, gross sample 170 kg, increments of 7.40 kg at least.
const outcome = planCoalSampling(
  {
    lotMass: d('40000'),
    lotSize: 'large',
    coalKind: 'raw',
    expectedAshDry: d('12'),
    nominalTopSize: d('50'),
    basis: 'time',
    maximumFlow: d('3000'),
    largestPracticableIncrements: 60,
  },
  rules,
  { id: 'coal-cn', version: '2026.1', hash: '' },
);
if (!outcome.ok) throw new Error(outcome.refusal.message);
const plan = outcome.value;

const good: DeliveredSampling = {
  taken: 23,
  missed: 0,
  totalKeptMass: d('18.4'),
  totalIncrementMass: d('690'),
  suspicions: [],
};
const judge = (delivered: Partial<DeliveredSampling>) =>
  judgeSampling(plan, { ...good, ...delivered }, rules);
const codes = (delivered: Partial<DeliveredSampling>) => judge(delivered).findings.map(({ code }) => code);

it('is valid when everything planned was delivered', () => {
  expect(judge({})).toEqual({
    incrementsPlanned: 23,
    incrementsTaken: 23,
    incrementsMissed: 0,
    meanIncrementMass: '30.00',
    achievedPrecision: '1.195', // 2·√((20/23 + 0.2)/3) = 1.19419, raised
    validity: 'VALID',
    findings: [],
  });
});

it('is valid with more increments than planned, and with one missed cut in 23', () => {
  expect(judge({ taken: 40, totalIncrementMass: d('1200') }).validity).toBe('VALID');
  expect(judge({ taken: 23, missed: 1 }).validity).toBe('VALID'); // 4.3 %
});

it('is suspect when the precision is not reached', () => {
  const judged = judge({ taken: 22, totalIncrementMass: d('660') });
  expect(judged).toMatchObject({ validity: 'SUSPECT', achievedPrecision: '1.217' }); // 2·√((20/22 + 0.2)/3)
  expect(judged.findings.map(({ code }) => code)).toEqual(['PRECISION_NOT_REACHED']);
});

it('of a part of a unit that has all its increments reaches what the whole does, and no more is said of it', () => {
  const increments = plan.incrementsPerUnit;
  const part = (taken: number, share: string) =>
    judgeSampling(
      { ...plan, incrementsPerUnit: 11 },
      { ...good, taken, totalIncrementMass: d(String(30 * taken)), partOf: { share: new Decimal(share), increments } },
      rules,
    );
  // 23 × 0.49 = 11.27: whatever the first cut's place, 11 intervals fit into it.
  expect(part(11, '0.49')).toMatchObject({ validity: 'VALID', achievedPrecision: '1.195' });
  expect(part(12, '0.49')).toMatchObject({ validity: 'VALID', achievedPrecision: '1.174' }); // ⌊12/0.49⌋ = 24
  expect(part(10, '0.49').findings.map(({ code }) => code)).toEqual(['PRECISION_NOT_REACHED']);
});

it('by mass finds a gap that neither missed cuts nor lost records explain', () => {
  const gap = (longestGap: string, more: Partial<DeliveredSampling> = {}) =>
    judgeSampling({ ...plan, interval: d('500'), gapAbove: d('1000') }, { ...good, longestGap: d(longestGap), ...more }, rules).findings;
  expect(gap('1000')).toEqual([]);
  expect(gap('1500').map(({ code }) => code)).toEqual(['UNSAMPLED_GAP']);
  expect(gap('1500', { missed: 1 })).toEqual([]);
  expect(gap('1500', { unweighed: 1 })).toEqual([]);
});

it('is suspect below ten increments', () => {
  expect(codes({ taken: 9, totalIncrementMass: d('270') })).toEqual([
    'TOO_FEW_INCREMENTS',
    'PRECISION_NOT_REACHED',
  ]);
});

it('is suspect when more than 5 % of the planned cuts were missed', () => {
  expect(codes({ missed: 2 })).toEqual(['CUTS_MISSED']); // 8.7 %
});

it('is suspect when increments or the kept sample are too light', () => {
  expect(codes({ totalIncrementMass: d('170.19') })).toEqual(['INCREMENTS_TOO_LIGHT']); // 23 × 7.40 = 170.2
  expect(codes({ totalIncrementMass: d('170.2') })).toEqual([]);
  expect(codes({ totalKeptMass: d('14.999') })).toEqual(['KEPT_MASS_TOO_SMALL']);
  expect(codes({ totalKeptMass: d('15') })).toEqual([]);
  expect(codes({ keptTopSize: d('50') })).toEqual(['KEPT_MASS_TOO_SMALL']);
  expect(codes({ keptTopSize: d('200') })).toEqual(['KEPT_TOP_SIZE_UNKNOWN']);
});

it("is suspect whenever the plant doubts it, and keeps the plant's words", () => {
  const doubt = { code: 'MANUAL_MODE', zh: '手动模式', en: 'Manual mode' };
  expect(judge({ suspicions: [doubt] })).toMatchObject({ validity: 'SUSPECT', findings: [doubt] });
});

it('is invalid without increments or without a sample', () => {
  expect(judge({ taken: 0, totalIncrementMass: d('0'), totalKeptMass: d('0') })).toMatchObject({
    validity: 'INVALID',
    meanIncrementMass: null,
    achievedPrecision: null,
    findings: [{ code: 'NO_INCREMENTS' }, { code: 'NO_SAMPLE_MASS' }],
  });
  expect(judge({ totalKeptMass: d('0') }).validity).toBe('INVALID');
  expect(judge({ taken: 0 }).validity).toBe('INVALID');
});
