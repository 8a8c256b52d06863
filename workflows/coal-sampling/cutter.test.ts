import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { biasState, type BiasState } from './bias-certificate.ts';
import { checkCutter, cutterWithBiasTest } from './cutter.ts';
import { coalRulePack } from './rule-pack.fixture.ts';
import type { CutterProfile } from './sampler-rules.ts';

const { sampling: rules } = coalRulePack;

const check = (aperture: string, topSize: string, speed: string, bias: BiasState = 'NONE', profile: CutterProfile = 'gbt-19494') => {
  const cutter = { kind: 'falling-stream', aperture: d(aperture), nominalTopSize: d(topSize), cutterSpeed: d(speed) } as const;
  const outcome = checkCutter(cutter, profile, bias, rules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  const { findings, ...value } = outcome.value.value;
  return { ...value, codes: findings.map(({ code }) => code) };
};

it('needs an aperture of three times the top size, and of 30 mm', () => {
  expect(check('150', '50', '0.6')).toMatchObject({ leastAperture: '150.0', codes: [], verdict: 'ADEQUATE' });
  expect(check('149.9', '50', '0.5').codes).toEqual(['APERTURE_TOO_NARROW']);
  expect(check('30', '6', '0.5')).toMatchObject({ leastAperture: '30.0', codes: [] });
  expect(check('29', '6', '0.5').codes).toEqual(['APERTURE_TOO_NARROW']);
});

it('may cross at 0.6 m/s at b = 3d, at 0.3·(1 + b/3d) with a wider aperture, never above 1.5 m/s', () => {
  expect(check('150', '50', '0.6')).toMatchObject({ highestSpeed: '0.600', codes: [] });
  expect(check('150', '50', '0.6000001').codes).toEqual(['CUTTER_SPEED_NEEDS_BIAS_TEST']);
  expect(check('300', '50', '0.9')).toMatchObject({ highestSpeed: '0.900', codes: [] });
  expect(check('600', '50', '1.5')).toMatchObject({ highestSpeed: '1.500', codes: [] });
  expect(check('900', '50', '1.51')).toMatchObject({ highestSpeed: '1.500', codes: ['CUTTER_TOO_FAST'] });
});

it('may cross faster with a current bias test only, and not above the absolute limit', () => {
  expect(check('150', '50', '1.2', 'CURRENT')).toMatchObject({ highestSpeed: '1.500', verdict: 'ADEQUATE' });
  expect(check('150', '50', '1.2', 'EXPIRED').verdict).toBe('NOT_ADEQUATE');
  expect(check('150', '50', '1.6', 'CURRENT').codes).toEqual(['CUTTER_TOO_FAST']);
});

it('by ASTM may cross at 0.46 m/s unless bias-tested', () => {
  expect(check('150', '50', '0.46', 'NONE', 'astm')).toMatchObject({ highestSpeed: '0.460', verdict: 'ADEQUATE' });
  expect(check('150', '50', '0.47', 'NONE', 'astm').codes).toEqual(['CUTTER_SPEED_NEEDS_BIAS_TEST']);
  expect(check('150', '50', '0.9', 'CURRENT', 'astm')).toMatchObject({ highestSpeed: null, verdict: 'ADEQUATE' });
});

it('has no speed limit across a belt', () => {
  const outcome = checkCutter({ kind: 'cross-belt', aperture: d('150'), nominalTopSize: d('50') }, 'gbt-19494', 'NONE', rules);
  expect(outcome).toMatchObject({
    ok: true,
    value: { value: { highestSpeed: null, verdict: 'ADEQUATE' }, steps: [{ reported: '150.0' }] },
  });
});

it.each(['aperture', 'nominalTopSize', 'cutterSpeed'])('is refused when %s is not positive', (field) => {
  const cutter = { kind: 'falling-stream', aperture: d('150'), nominalTopSize: d('50'), cutterSpeed: d('0.5'), [field]: d('0') } as const;
  expect(checkCutter(cutter, 'gbt-19494', 'NONE', rules)).toMatchObject({ ok: false, refusal: { code: 'NOT_POSITIVE', field } });
});

it('never becomes adequate by running faster, narrower or on coarser coal', () => {
  const tenths = (min: number, max: number) => fc.integer({ min: min * 10, max: max * 10 }).map((n) => d((n / 10).toFixed(1)));
  const states = fc.constantFrom<BiasState>('CURRENT', 'NONE', 'EXPIRED', 'EQUIPMENT_CHANGED');
  fc.assert(
    fc.property(tenths(20, 600), tenths(2, 100), fc.integer({ min: 1, max: 200 }), states, (b, size, centimetres, bias) => {
      const speed = (hundredths: number) => (hundredths / 100).toFixed(2);
      const now = check(b, size, speed(centimetres), bias);
      if (now.verdict === 'ADEQUATE') {
        expect(toDecimal(b).gte(toDecimal(size).times(3))).toBe(true);
        return;
      }
      expect(check(b, size, speed(centimetres + 1), bias).verdict).toBe('NOT_ADEQUATE');
      expect(check(b, toDecimal(size).plus('0.1').toFixed(), speed(centimetres), bias).verdict).toBe('NOT_ADEQUATE');
      expect(check(toDecimal(b).minus('0.1').toFixed(), size, speed(centimetres), bias).verdict).toBe('NOT_ADEQUATE');
    }),
    { numRuns: 1000 },
  );
});

describe('a bias test', () => {
  const certificate = { testedOn: '2025-09-10', validUntil: '2026-09-09' };
  const state = (on: string, equipmentChangedOn?: string) =>
    biasState({ certificate, on, ...(equipmentChangedOn !== undefined && { equipmentChangedOn }) }, rules.formulas).value;

  it('holds from its day to the last day of its certificate', () => {
    expect(['2025-09-09', '2025-09-10', '2026-09-09', '2026-09-10'].map((on) => state(on))).toEqual([
      'NONE',
      'CURRENT',
      'CURRENT',
      'EXPIRED',
    ]);
    expect(biasState({ on: '2026-01-01' }, rules.formulas)).toMatchObject({ value: 'NONE', steps: [{ reported: 'NONE' }] });
  });

  it('is void once equipment is new, moved or modified', () => {
    expect(state('2026-01-01', '2025-12-01')).toBe('EQUIPMENT_CHANGED');
    expect(state('2026-01-01', '2025-09-10')).toBe('EQUIPMENT_CHANGED');
    expect(state('2026-01-01', '2025-09-09')).toBe('CURRENT');
    expect(state('2026-01-01', '2026-02-01')).toBe('CURRENT');
  });

  it('is looked up by its dates when a cutter is checked', () => {
    const cutter = { kind: 'falling-stream', aperture: d('150'), nominalTopSize: d('50'), cutterSpeed: d('1') } as const;
    const verdicts = ['2026-09-09', '2026-09-10'].map((on) => cutterWithBiasTest(cutter, 'gbt-19494', { certificate, on }, rules));
    expect(verdicts).toMatchObject([{ value: { value: { verdict: 'ADEQUATE' } } }, { value: { value: { verdict: 'NOT_ADEQUATE' } } }]);
  });
});
