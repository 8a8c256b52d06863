import { checkCutter, type CutterCheckRequest } from './cutter-check.ts';
import { d, grainSampling, refusalOf, workedOf } from './sampling-rules.fixture.ts';

const good: CutterCheckRequest = {
  profile: 'gy',
  samplerType: 'diverter',
  grain: 'wheat',
  entireStream: true,
  parksOutsideBothSides: true,
  constantSpeed: true,
  cutterSpeed_m_per_s: d('0.6'),
  opening_mm: d('36'),
  largestParticle_mm: d('12'),
  flow_t_per_h: d('250'),
  ratedCapacity_t_per_h: d('1000'),
  dropHeight_m: d('0'),
};
const check = (more: Partial<CutterCheckRequest>) => checkCutter({ ...good, ...more }, grainSampling);
const statuses = (more: Partial<CutterCheckRequest>) => {
  const { verdict, findings } = workedOf(check(more)).value;
  return { verdict, ...Object.fromEntries(findings.map(({ code, status }) => [code, status])) };
};

it('passes a cutter exactly at every limit', () => {
  expect(statuses({})).toEqual({
    verdict: 'CONFORMING',
    CROSS_SECTION: 'MET',
    ENTIRE_STREAM: 'MET',
    PARKED_OUTSIDE: 'MET',
    CONSTANT_SPEED: 'MET',
    OPENING: 'MET',
    SPEED: 'MET',
    FLOW_SHARE: 'MET',
    DROP_HEIGHT: 'MET',
  });
});

it.each([
  [{ entireStream: false }, 'ENTIRE_STREAM'],
  [{ parksOutsideBothSides: false }, 'PARKED_OUTSIDE'],
  [{ constantSpeed: false }, 'CONSTANT_SPEED'],
  [{ opening_mm: d('35.999') }, 'OPENING'],
  [{ cutterSpeed_m_per_s: d('0.601') }, 'SPEED'],
  [{ samplerType: 'strip-auger' }, 'CROSS_SECTION'],
  [{ samplerType: 'point' }, 'CROSS_SECTION'],
])('fails %j', (more, code) => {
  expect(statuses(more)).toMatchObject({ verdict: 'NON_CONFORMING', [code]: 'NOT_MET' });
});

it('judges the speed by the profile chosen', () => {
  const cgc = (speed: string) => statuses({ profile: 'cgc', cutterSpeed_m_per_s: d(speed) });
  expect(cgc('0.47')).toMatchObject({ SPEED: 'MET' });
  expect(cgc('0.51')).toMatchObject({ SPEED: 'MET' });
  expect(cgc('0.469')).toMatchObject({ verdict: 'NON_CONFORMING', SPEED: 'NOT_MET' });
  expect(cgc('0.6')).toMatchObject({ SPEED: 'NOT_MET' });
  expect(statuses({ profile: 'fgis', cutterSpeed_m_per_s: d('0.9') })).toMatchObject({ verdict: 'CONFORMING', SPEED: 'NOT_JUDGED' });
});

it('asks for the largest particle only where the profile uses it', () => {
  const { largestParticle_mm: _, ...without } = good;
  expect(refusalOf(checkCutter(without, grainSampling))).toEqual({ code: 'MEASUREMENT_MISSING', field: 'largestParticle_mm' });
  expect(workedOf(checkCutter({ ...without, profile: 'fgis' }, grainSampling)).value.verdict).toBe('CONFORMING');
});

it('fails a low flow where the profile binds, and warns elsewhere', () => {
  const low = { flow_t_per_h: d('249.999') };
  expect(statuses(low)).toMatchObject({ verdict: 'CONFORMING', FLOW_SHARE: 'WARNING' });
  const cgc = { ...low, profile: 'cgc', cutterSpeed_m_per_s: d('0.5') };
  expect(statuses(cgc)).toMatchObject({ verdict: 'NON_CONFORMING', FLOW_SHARE: 'NOT_MET' });
});

it('lets an arc path conform with 19 mm on entry and on exit', () => {
  const arc = (entry: string, exit: string) => statuses({ samplerType: 'arc-path', entryOpening_mm: d(entry), exitOpening_mm: d(exit) });
  expect(arc('19', '19')).toMatchObject({ verdict: 'CONFORMING' });
  expect(arc('19', '18.9')).toMatchObject({ verdict: 'NON_CONFORMING', CROSS_SECTION: 'NOT_MET' });
  expect(arc('18.9', '19')).toMatchObject({ CROSS_SECTION: 'NOT_MET' });
  expect(refusalOf(check({ samplerType: 'arc-path', entryOpening_mm: d('19') }))).toEqual({
    code: 'MEASUREMENT_MISSING',
    field: 'exitOpening_mm',
  });
  expect(refusalOf(check({ samplerType: 'arc-path' })).field).toBe('entryOpening_mm');
});

it('warns of maize that falls 15 m before the cut, not of wheat', () => {
  expect(statuses({ grain: 'maize', dropHeight_m: d('15') })).toMatchObject({ verdict: 'CONFORMING', DROP_HEIGHT: 'WARNING' });
  expect(statuses({ grain: 'maize', dropHeight_m: d('14.9') })).toMatchObject({ DROP_HEIGHT: 'MET' });
  expect(statuses({ grain: 'wheat', dropHeight_m: d('30') })).toMatchObject({ DROP_HEIGHT: 'MET' });
});

it('takes a hand pelican as back-up', () => {
  expect(statuses({ samplerType: 'pelican-hand' })).toMatchObject({ verdict: 'CONFORMING', CROSS_SECTION: 'WARNING' });
});

it('refuses nonsense by field', () => {
  expect(refusalOf(check({ profile: 'none' }))).toEqual({ code: 'PROFILE_UNKNOWN', field: 'profile' });
  expect(refusalOf(check({ samplerType: 'shovel' }))).toEqual({ code: 'SAMPLER_TYPE_UNKNOWN', field: 'samplerType' });
  expect(refusalOf(check({ opening_mm: d('0') }))).toEqual({ code: 'OUT_OF_RANGE', field: 'opening_mm' });
  expect(refusalOf(check({ dropHeight_m: d('-1') }))).toEqual({ code: 'OUT_OF_RANGE', field: 'dropHeight_m' });
});
