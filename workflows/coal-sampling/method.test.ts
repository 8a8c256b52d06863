import { decimalString as d } from '../kernel/brand.ts';
import { judgeSampling } from './conformance.ts';
import { methodWords } from './method-words.ts';
import { plannedOrder } from './order.ts';
import { planCoalSampling, workedCoalSamplingPlan } from './plan.ts';
import { coalRulePack } from './rule-pack.fixture.ts';
import type { CoalSamplingRequest } from './types.ts';

const { sampling: rules } = coalRulePack;
const pack = { id: 'coal-cn', version: '2026.1', hash: '0'.repeat(64) };
/** 3 units of 23 increments, every 579.7 t. */
const ship: CoalSamplingRequest = {
  lotMass: d('40000'),
  lotSize: 'large',
  coalKind: 'raw',
  expectedAshDry: d('12'),
  nominalTopSize: d('50'),
  basis: 'mass',
  maximumFlow: d('3000'),
  largestPracticableIncrements: 60,
};
const worked = (more: Partial<CoalSamplingRequest>) => {
  const outcome = workedCoalSamplingPlan({ ...ship, ...more }, rules, pack);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
};
const planned = (more: Partial<CoalSamplingRequest>) => worked(more).value;
const ordered = (more: Partial<CoalSamplingRequest>) =>
  plannedOrder({ plan: planned(more), unitNo: 1, cutterSpeed: 4, quantityTolerance: d('0.01') });

describe('a plan of stratified random sampling', () => {
  it('has the strata of the systematic plan, and says by which standard a cut lies in each', () => {
    const { interval, incrementsPerUnit } = planned({});
    const { value, steps } = worked({ method: 'stratified-random' });
    expect(value).toMatchObject({ method: 'stratified-random', interval, incrementsPerUnit });
    expect(planned({})).not.toHaveProperty('method');
    const { source } = rules.formulas.stratifiedCuts;
    expect(value.sources).toContainEqual(source);
    expect(steps.filter((step) => step.source === source)).toMatchObject([
      { reported: 'ONE_IN_EACH_INTERVAL' },
    ]);
  });

  it.each([
    ['time', 'systematic', 1],
    ['mass', 'systematic', 2],
    ['time', 'stratified-random', 3],
    ['mass', 'stratified-random', 4],
  ] as const)('sets the sampler: by %s, %s is basis %i', (basis, method, number) => {
    expect(ordered({ basis, method }).settings['Set.Basis']).toBe(number);
    expect(ordered({ basis }).settings['Set.Basis']).toBe(basis === 'time' ? 1 : 2);
  });

  it('is worded for the certificate', () => {
    expect(methodWords(planned({ method: 'stratified-random', basis: 'time' }))).toEqual({
      zh: '皮带中部机械采样，分层随机采样，时间基',
      en: 'Mechanical cross-belt sampling, stratified random, time basis',
    });
    const cutter = { kind: 'falling-stream', aperture: d('150'), cutterSpeed: d('0.6') } as const;
    expect(methodWords(planned({ cutter })).en).toBe(
      'Mechanical falling-stream sampling, systematic, mass basis',
    );
  });
});

describe('stretches without a cut', () => {
  const unit = {
    taken: 23,
    missed: 0,
    totalKeptMass: d('18.4'),
    totalIncrementMass: d('690'),
    suspicions: [],
  };
  const found = (basis: 'time' | 'mass', longestGap: string, missed = 0) =>
    judgeSampling(
      planned({ basis, method: 'stratified-random' }),
      { ...unit, missed, longestGap: d(longestGap) },
      rules,
    ).findings.map(({ code }) => code);

  it('may be two intervals long by mass, longer by as many as were counted as missed', () => {
    expect(ordered({}).spacing).toEqual({ interval: '579.7', gapAbove: '1159.4' });
    expect(found('mass', '1159.4')).toEqual([]);
    expect(found('mass', '1159.5')).toEqual(['UNSAMPLED_GAP']);
    expect(found('mass', '1739.1', 1)).toEqual([]);
    expect(found('mass', '1739.2', 1)).toEqual(['UNSAMPLED_GAP']);
  });

  it('are not judged by mass where cuts follow by time', () => {
    expect(ordered({ basis: 'time' }).spacing).toBeNull();
    expect(found('time', '9999')).toEqual([]);
  });
});

describe('the cutter of a plan', () => {
  const cutter = { kind: 'cross-belt', aperture: d('150'), beltSpeed: d('4') } as const;

  it('lets a run expect masses: 3000 t/h through 150 mm at 4 m/s are 31.25 kg', () => {
    const { value, steps } = worked({ cutter });
    expect(ordered({ cutter }).incrementMass).toEqual({
      expected: { byFlow: true, dividend: '150', divisor: '14400' },
      rules: rules.conformance.incrementMass,
    });
    expect(steps.at(-1)).toMatchObject({ reported: '31.25', unit: 'kg' });
    expect(value.sources).toContainEqual(rules.conformance.incrementMass.source);
    expect(ordered({})).not.toHaveProperty('incrementMass');
  });

  it('is refused where it gives no increment, with the field', () => {
    const refused = planCoalSampling({ ...ship, cutter: { ...cutter, beltSpeed: d('0') } }, rules, pack);
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'NOT_POSITIVE', field: 'cutter.beltSpeed' },
    });
  });
});
