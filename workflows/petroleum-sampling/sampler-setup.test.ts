import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal, sumOf, toDecimal } from '../kernel/decimal.ts';
import { setUpSampler, type SamplerSetupRequest } from './sampler-setup.ts';
import { samplingRules } from './sampling-rules.fixture.ts';

const d = decimalString;

/** 850 000 bbl, one receiver that holds 10 000 grabs at 80 %. */
const request: SamplerSetupRequest = {
  parcelVolume: d('135139.2'),
  grab: d('1'),
  receivers: [{ id: 'R1', capacity: d('12500') }],
  leastSample: d('4000'),
  largestFlow: d('8000'),
  fastestRate: d('15'),
  intervalDecimals: 2,
};

function worked(changes: Partial<SamplerSetupRequest> = {}) {
  const outcome = setUpSampler({ ...request, ...changes }, samplingRules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}

const refusalOf = (changes: Partial<SamplerSetupRequest>) => {
  const outcome = setUpSampler({ ...request, ...changes }, samplingRules);
  return outcome.ok ? null : [outcome.refusal.code, outcome.refusal.field];
};

describe('setting up a pipeline sampler', () => {
  it('raises the interval the receiver demands to the decimals of the controller', () => {
    const { value } = worked();
    expect(value).toMatchObject({
      verdict: 'WORKABLE',
      interval: '13.52',
      decidedBy: 'receiver',
      mostGrabs: '10000',
      fewestGrabs: '4000',
      expectedGrabs: '9995',
      expectedSample: '9995.0',
      mostSample: '10000.0',
      marginOfError: '0.0100',
    });
  });

  it('gives one grab per 85 when 850 000 make 10 000 grabs, exactly', () => {
    const { value } = worked({ parcelVolume: d('850000'), largestFlow: d('50000') });
    expect(value.interval).toBe('85.00');
    expect(value.expectedGrabs).toBe('10000');
    expect(value.findings).toEqual([]);
  });

  it('follows the published set-up sheet: the extractor decides 4.5, 15 grabs/min at 4000 per hour', () => {
    const { value } = worked({
      parcelVolume: d('75000'),
      grab: d('1.5'),
      receivers: [{ id: 'can', capacity: d('37854.1') }],
      leastSample: d('7570.8'),
      largestFlow: d('4000'),
      intervalDecimals: 1,
    });
    expect(value).toMatchObject({
      interval: '4.5',
      decidedBy: 'extractor',
      mostGrabs: '20188',
      fewestGrabs: '5048',
      expectedGrabs: '16666',
      marginOfError: '0.0100',
    });
  });

  it('annotates a parcel below the target of 10 000 grabs and does not fail it', () => {
    const { value } = worked();
    expect(value.findings).toEqual([expect.objectContaining({ code: 'BELOW_TARGET_GRABS', effect: 'NOTE' })]);
    expect(value.verdict).toBe('WORKABLE');
  });

  it('is not workable when the grabs do not give the least sample', () => {
    const { value } = worked({ parcelVolume: d('20000') });
    expect(value).toMatchObject({ verdict: 'NOT_WORKABLE', interval: '8.89', expectedGrabs: '2249' });
    expect(value.findings.map(({ code }) => code)).toEqual(['BELOW_FEWEST_GRABS', 'BELOW_TARGET_GRABS', 'MARGIN_ABOVE_BEST']);
  });

  it('splits the parcel among receivers by what each may hold', () => {
    const { value } = worked({
      receivers: [
        { id: 'A', capacity: d('10000') },
        { id: 'B', capacity: d('2500') },
      ],
    });
    expect(value.receivers).toEqual([
      { id: 'A', mostSample: '8000.0', mostGrabs: '8000', parcelVolume: '108111.360' },
      { id: 'B', mostSample: '2000.0', mostGrabs: '2000', parcelVolume: '27027.840' },
    ]);
  });

  it('shows every step a pocket calculator needs, in order', () => {
    expect(worked().steps.map(({ name, unrounded, reported }) => [name.en, unrounded, reported])).toEqual([
      ['Most grabs the receiver holds', '10000', '10000'],
      ['Fewest grabs the least sample needs', '4000', '4000'],
      ['Least interval the receiver demands', '13.51392', '13.52'],
      ['Least interval the extractor demands', '8.88888888888888888888888888889', '8.89'],
      ['Interval between grabs', '13.51392', '13.52'],
      ['Expected number of grabs', '9995.50295857988165680473372781', '9995'],
      ['Whether the grabs give the least sample', null, 'WORKABLE'],
      ['Target number of grabs', null, 'ANNOTATED'],
      ['Expected volume of sample', '9995', '9995.0'],
      ['Margin of error from the number of grabs', '0.01', '0.0100'],
      ['Part of the parcel for a receiver', '135139.2', '135139.200'],
    ]);
  });

  it.each([
    [{ receivers: [] }, ['NO_RECEIVERS', 'receivers']],
    [{ receivers: [{ id: 'A', capacity: d('1') }] }, ['RECEIVER_TOO_SMALL', 'receivers']],
    [
      {
        receivers: [
          { id: 'A', capacity: d('9000') },
          { id: 'A', capacity: d('9000') },
        ],
      },
      ['RECEIVER_TWICE', 'receivers'],
    ],
    [{ leastSample: d('10000.1') }, ['SAMPLE_LARGER_THAN_RECEIVERS', 'leastSample']],
    [{ parcelVolume: d('8') }, ['PARCEL_SMALLER_THAN_INTERVAL', 'parcelVolume']],
  ])('refuses %j', (changes, expected) => {
    expect(refusalOf(changes)).toEqual(expected);
  });

  const milli = (min: number, max: number) => fc.integer({ min, max }).map((n) => d(new Decimal(n).div(1000).toFixed()));
  const requests = fc.record({
    parcelVolume: milli(1_000_000, 300_000_000),
    grab: milli(500, 3000),
    receivers: fc
      .array(milli(1_000_000, 40_000_000), { minLength: 1, maxLength: 4 })
      .map((capacities) => capacities.map((capacity, index) => ({ id: `R${index}`, capacity }))),
    leastSample: milli(1000, 1_000_000),
    largestFlow: milli(100_000, 15_000_000),
    fastestRate: milli(1000, 40_000),
    intervalDecimals: fc.integer({ min: 0, max: 4 }),
  });

  it('chooses an interval that meets every demand, and one step less would not', () => {
    fc.assert(
      fc.property(requests, (asked) => {
        const outcome = setUpSampler(asked, samplingRules);
        if (!outcome.ok) return ['SAMPLE_LARGER_THAN_RECEIVERS', 'PARCEL_SMALLER_THAN_INTERVAL'].includes(outcome.refusal.code);
        const { interval, mostGrabs } = outcome.value.value;
        const meetsAll = (B: Decimal) =>
          B.times(toDecimal(mostGrabs)).gte(toDecimal(asked.parcelVolume)) &&
          B.times(60).times(toDecimal(asked.fastestRate)).gte(toDecimal(asked.largestFlow));
        const B = toDecimal(interval);
        return meetsAll(B) && !meetsAll(B.minus(new Decimal(10).pow(-asked.intervalDecimals)));
      }),
      { numRuns: 2000 },
    );
  });

  it('never expects more sample than the receivers may hold, and gives the whole parcel to them', () => {
    fc.assert(
      fc.property(requests, (asked) => {
        const outcome = setUpSampler(asked, samplingRules);
        if (!outcome.ok) return true;
        const { expectedSample, receivers, expectedGrabs, mostGrabs } = outcome.value.value;
        const capacity = sumOf(asked.receivers.map((receiver) => toDecimal(receiver.capacity)));
        const shared = sumOf(receivers.map(({ parcelVolume }) => toDecimal(parcelVolume)));
        const roundings = new Decimal('0.0005').times(receivers.length);
        return (
          toDecimal(expectedSample).lte(capacity.times('0.8').plus('0.05')) &&
          toDecimal(expectedGrabs).lte(toDecimal(mostGrabs)) &&
          shared.minus(toDecimal(asked.parcelVolume)).abs().lte(roundings)
        );
      }),
      { numRuns: 1000 },
    );
  });
});
