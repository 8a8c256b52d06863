import fc from 'fast-check';
import { Decimal } from '../kernel/decimal.ts';
import { compareCollectedMass } from './collected-mass.ts';
import { lotValidity, type LotValidityRequest } from './lot-validity.ts';
import { d, grainSampling, refusalOf, workedOf } from './sampling-rules.fixture.ts';

describe('collected against expected mass', () => {
  const compare = (collected: string, kept = '1') =>
    compareCollectedMass(
      { collected_kg: d(collected), increments: 100, cutMass_kg: d('13.3'), keptShare_pct: d(kept) },
      grainSampling,
    );

  it.each([
    ['13.3', 'WITHIN_TOLERANCE', '0.0'],
    ['14.63', 'WITHIN_TOLERANCE', '10.0'],
    ['14.631', 'OUT_OF_TOLERANCE', '10.0'],
    ['11.97', 'WITHIN_TOLERANCE', '-10.0'],
    ['11.969', 'OUT_OF_TOLERANCE', '-10.0'],
  ])('%s kg of 13.3 kg is %s, %s %%', (collected, verdict, deviation) => {
    expect(workedOf(compare(collected)).value).toEqual({
      verdict,
      expected_kg: '13.300',
      deviation_pct: deviation,
    });
  });

  it('refuses what is not greater than zero', () => {
    expect(refusalOf(compare('0'))).toEqual({ code: 'OUT_OF_RANGE', field: 'collected_kg' });
    expect(refusalOf(compare('13', '0'))).toEqual({ code: 'OUT_OF_RANGE', field: 'keptShare_pct' });
  });
});

const good: LotValidityRequest = {
  requiredIncrements: 100,
  obtainedIncrements: 100,
  interval_t: d('5'),
  longestGap_t: d('10'),
  expected_kg: d('13.3'),
  collected_kg: d('11.97'),
};
const judge = (more: Partial<LotValidityRequest>) => lotValidity({ ...good, ...more }, grainSampling);
const told = (more: Partial<LotValidityRequest>) => {
  const { validity, findings } = workedOf(judge(more)).value;
  return [validity, ...findings.map(({ code }) => code)];
};

describe('validity of a lot', () => {
  it('is given exactly at every limit', () => {
    expect(told({})).toEqual(['VALID']);
  });

  it.each([
    [{ obtainedIncrements: 99 }, 'TOO_FEW_INCREMENTS'],
    [{ longestGap_t: d('10.001') }, 'UNSAMPLED_GAP'],
    [{ collected_kg: d('11.969') }, 'COLLECTED_MASS'],
    [{ collected_kg: d('0') }, 'COLLECTED_MASS'],
  ])('%j makes it suspect', (more, code) => {
    expect(told(more)).toEqual(['SUSPECT', code]);
  });

  it('names every reason, in the words of an inspector', () => {
    const { value, steps } = workedOf(
      judge({ obtainedIncrements: 98, longestGap_t: d('15'), collected_kg: d('9') }),
    );
    expect(value.findings.map(({ code }) => code)).toEqual([
      'TOO_FEW_INCREMENTS',
      'UNSAMPLED_GAP',
      'COLLECTED_MASS',
    ]);
    expect(value.findings[0]?.zh).toBe('实得份样 98 个，少于要求的 100 个。');
    expect(value.findings[1]?.en).toBe('15 t passed without a cut, more than 2 intervals of 5 t.');
    expect(steps.map(({ reported }) => reported)).toEqual([
      'NOT_MET',
      'NOT_MET',
      'OUT_OF_TOLERANCE',
      'SUSPECT',
    ]);
  });

  it('is never gained by fewer increments, a longer gap or a mass further off', () => {
    const worse = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(worse, worse, worse, worse, worse, worse, (fewer, gap, off, more, wider, further) => {
        const lot = (increments: number, kilograms: number, deviation: number) =>
          workedOf(
            judge({
              obtainedIncrements: 125 - increments,
              longestGap_t: d(new Decimal(kilograms).div(3).plus(1).toFixed(6)),
              collected_kg: d(
                new Decimal('13.3')
                  .times(100 + deviation)
                  .div(100)
                  .toFixed(),
              ),
            }),
          ).value;
        const [better, worst] = [lot(fewer, gap, off), lot(fewer + more, gap + wider, off + further)];
        expect(worst.findings.map(({ code }) => code)).toEqual(
          expect.arrayContaining(better.findings.map(({ code }) => code)),
        );
        expect(better.validity).toBe(better.findings.length === 0 ? 'VALID' : 'SUSPECT');
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses what was not measured so', () => {
    expect(refusalOf(judge({ requiredIncrements: 0 }))).toEqual({
      code: 'OUT_OF_RANGE',
      field: 'requiredIncrements',
    });
    expect(refusalOf(judge({ obtainedIncrements: -1 }))).toEqual({
      code: 'OUT_OF_RANGE',
      field: 'obtainedIncrements',
    });
    expect(refusalOf(judge({ interval_t: d('0') }))).toEqual({ code: 'OUT_OF_RANGE', field: 'interval_t' });
    expect(refusalOf(judge({ longestGap_t: d('-1') }))).toEqual({
      code: 'OUT_OF_RANGE',
      field: 'longestGap_t',
    });
  });
});
