import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import type { BatchRequest } from './batch.ts';
import { judgeBatch } from './batch-verdict.ts';
import { performanceFactors } from './performance-factors.ts';
import { samplingRules } from './sampling-rules.fixture.ts';

const d = decimalString;

/** 10 000 grabs of 1 mL expected. */
const batch: BatchRequest = {
  parcelVolume: d('85000'),
  interval: d('8.5'),
  grab: d('1'),
  leastSample: d('4000'),
  mostSample: d('12000'),
  grabs: { count: 10_000, origin: 'controller' },
  sample: { origin: 'measured', volume: d('10000') },
  unsampled: [],
  intervals: [{ parcelVolume: d('42500'), sampleVolume: d('5000') }],
};

function judged(changes: Partial<BatchRequest> = {}) {
  const outcome = judgeBatch({ ...batch, ...changes }, samplingRules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
}
const codesOf = (changes: Partial<BatchRequest>) => judged(changes).findings.map(({ code }) => code);
const measured = (volume: string) => ({ sample: { origin: 'measured', volume: d(volume) } as const });
const counted = (count: number) => ({ grabs: { count, origin: 'controller' } as const });

describe('verdict on the sample of a parcel', () => {
  it('is VALID with good factors', () => {
    expect(judged()).toEqual({
      verdict: 'VALID',
      sampleVolume: '10000.0',
      minimumVolumeRatio: '2.5000',
      unsampledPercent: '0.000',
      grabFactor: '1.0000',
      grabCountRatio: '1.0000',
      performanceFactor: '1.0000',
      linearityFactors: ['1.0000'],
      findings: [],
    });
  });

  it('holds the bounds inclusively and exactly', () => {
    expect(judged({ ...counted(9500), ...measured('9500') }).verdict).toBe('VALID');
    expect(codesOf({ ...counted(9499), ...measured('9499') })).toContain('GRAB_COUNT_OUTSIDE');
    expect(judged({ ...measured('10500') }).verdict).toBe('VALID');
    expect(judged({ ...measured('10500.0001') })).toMatchObject({ verdict: 'SUSPECT', grabFactor: '1.0500' });
    expect(judged({ ...counted(10_477), ...measured('11000') }).verdict).toBe('VALID');
    expect(judged({ ...counted(10_477), ...measured('11000.01') })).toMatchObject({ verdict: 'INVALID', performanceFactor: '1.1000' });
  });

  it('is SUSPECT when missed grabs and oversize grabs together give a good PF', () => {
    const value = judged({ ...counted(9000), ...measured('9900') });
    expect(value).toMatchObject({ verdict: 'SUSPECT', performanceFactor: '0.9900', grabCountRatio: '0.9000', grabFactor: '1.1000' });
    expect(value.findings.map(({ code }) => code)).toEqual([
      'GRAB_COUNT_OUTSIDE',
      'GRAB_FACTOR_OUTSIDE',
      'OFFICER_DECIDES',
      'CRITERIA_BY_EDITION',
    ]);
  });

  it('names a grab factor beyond its limit', () => {
    expect(codesOf({ ...counted(8900), ...measured('9900') })).toEqual([
      'GRAB_COUNT_OUTSIDE',
      'GRAB_FACTOR_BEYOND_LIMIT',
      'OFFICER_DECIDES',
      'CRITERIA_BY_EDITION',
    ]);
  });

  it('is INVALID with too little sample, an overfilled receiver, or too much unsampled', () => {
    expect(judged({ leastSample: d('10000.01') })).toMatchObject({ verdict: 'INVALID', findings: [{ code: 'SAMPLE_TOO_SMALL' }] });
    expect(judged({ mostSample: d('9999.99') })).toMatchObject({ verdict: 'INVALID', findings: [{ code: 'RECEIVER_OVERFILLED' }] });
    expect(judged({ unsampled: [{ flow: d('5100'), duration: d('3000') }] }).verdict).toBe('VALID');
    expect(
      judged({
        unsampled: [
          { flow: d('5100'), duration: d('3000') },
          { flow: d('1'), duration: d('1') },
        ],
      }),
    ).toMatchObject({
      verdict: 'INVALID',
      unsampledPercent: '5.000',
      findings: [{ code: 'TOO_MUCH_UNSAMPLED' }],
    });
  });

  it('notes linearity and does not judge by it', () => {
    const value = judged({
      intervals: [
        { parcelVolume: d('42500'), sampleVolume: d('4400') },
        { parcelVolume: d('42500'), sampleVolume: d('5600') },
      ],
    });
    expect(value).toMatchObject({ verdict: 'VALID', linearityFactors: ['0.8800', '1.1200'] });
    expect(value.findings.map(({ code, effect }) => [code, effect])).toEqual([
      ['LINEARITY_OUTSIDE', 'NOTE'],
      ['LINEARITY_OUTSIDE', 'NOTE'],
    ]);
    expect(codesOf({ intervals: [] })).toEqual(['LINEARITY_NOT_CHECKED']);
  });

  it('takes net mass over tested density for the volume, without rounding it', () => {
    const value = judged({ sample: { origin: 'weighed', netMass: d('8977.5'), density: d('855') } });
    expect(value).toMatchObject({ verdict: 'VALID', sampleVolume: '10500.0', grabFactor: '1.0500' });
  });

  it.each([
    [{ sample: { origin: 'estimated', volume: d('10000') } }, 'SAMPLE_VOLUME_ESTIMATED', 'sample.origin'],
    [{ grabs: { count: 10_000, origin: 'computed' } }, 'GRABS_COMPUTED', 'grabs.origin'],
    [{ unsampled: [{ flow: d('85000'), duration: d('3601') }] }, 'UNSAMPLED_EXCEEDS_PARCEL', 'unsampled'],
    [{ intervals: [{ parcelVolume: d('85001'), sampleVolume: d('1') }] }, 'INTERVALS_EXCEED_PARCEL', 'intervals'],
    [{ intervals: [{ parcelVolume: d('1'), sampleVolume: d('10001') }] }, 'INTERVALS_EXCEED_PARCEL', 'intervals'],
  ] as const)('refuses %j', (changes, code, field) => {
    expect(judgeBatch({ ...batch, ...changes }, samplingRules)).toMatchObject({ ok: false, refusal: { code, field } });
  });

  const batches = fc
    .record({
      PV: fc.integer({ min: 10_000, max: 300_000 }),
      B: fc.integer({ min: 10, max: 300 }),
      b: fc.integer({ min: 5, max: 30 }),
      count: fc.integer({ min: 1, max: 40_000 }),
      SV: fc.integer({ min: 1, max: 400_000 }),
    })
    .map(({ PV, B, b, count, SV }) => ({
      ...batch,
      parcelVolume: d(String(PV)),
      interval: d(new Decimal(B).div(10).toFixed()),
      grab: d(new Decimal(b).div(10).toFixed()),
      grabs: { count, origin: 'controller' as const },
      sample: { origin: 'measured' as const, volume: d(new Decimal(SV).div(10).toFixed()) },
      intervals: [],
    }));

  it('has PF = GF · GR, exactly', () => {
    fc.assert(
      fc.property(batches, (each) => {
        const { grabFactor, grabCountRatio, performanceFactor } = performanceFactors(each);
        const product = grabFactor.dividend.times(grabCountRatio.dividend).times(performanceFactor.divisor);
        return product.eq(grabFactor.divisor.times(grabCountRatio.divisor).times(performanceFactor.dividend));
      }),
      { numRuns: 1000 },
    );
  });

  const severity = { VALID: 0, SUSPECT: 1, INVALID: 2 };
  /** Near the bounds, so that all three verdicts occur. */
  const nearBounds = fc.record({ count: fc.integer({ min: 9400, max: 10_600 }), volume: fc.integer({ min: 9400, max: 10_600 }) });
  const stops = fc.array(fc.record({ flow: fc.integer({ min: 0, max: 4000 }), duration: fc.integer({ min: 0, max: 1500 }) }), {
    maxLength: 5,
  });

  it('is never milder when more flow passed unsampled', () => {
    fc.assert(
      fc.property(nearBounds, stops, stops, ({ count, volume }, some, more) => {
        const stop = ({ flow, duration }: { flow: number; duration: number }) => ({ flow: d(String(flow)), duration: d(String(duration)) });
        const of = (list: readonly { flow: number; duration: number }[]) =>
          severity[judged({ ...counted(count), ...measured(String(volume)), unsampled: list.map(stop), intervals: [] }).verdict];
        return of([...some, ...more]) >= of(some);
      }),
      { numRuns: 1000 },
    );
  });

  it('is VALID only without a reason against it', () => {
    fc.assert(
      fc.property(nearBounds, ({ count, volume }) => {
        const { verdict, findings } = judged({ ...counted(count), ...measured(String(volume)) });
        return (verdict === 'VALID') === findings.every(({ effect }) => effect === 'NOTE');
      }),
      { numRuns: 1000 },
    );
  });
});
