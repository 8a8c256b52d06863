import fc from 'fast-check';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { adviseRelease, type AdvisedRelease, type ReleaseRequest } from './advise-release.ts';
import type { ProductLimitRules } from './product-rules.ts';
import type { QuarantineOutcome } from './quarantine-outcome.ts';
import type { ReleaseGuards, ResultItem } from './release-facts.ts';
import { adviceByGravity } from './release-types.ts';
import type { ConformityRules } from './rules.ts';
import type { Verdict } from './types.ts';

const coal = shippedSection('coal-cn-2026', 'conformity') as ConformityRules;
const grain = shippedSection('grain-cn-2026', 'limits') as ProductLimitRules;
const petroleum = shippedSection('petroleum-cn-2026', 'limits') as ProductLimitRules;

const clear: ReleaseGuards = {
  sample: 'VALID',
  suspectAcceptedBy: null,
  onSiteChecks: 'PASSED',
  sampled: true,
  openTreatments: [],
  dispute: false,
  licencesWrittenOff: true,
  contractShortfall: false,
  quarantine: [],
  product: null,
  on: '2026-11-21',
};
const item = (verdict: Verdict, changed: Partial<ResultItem> = {}): ResultItem => ({
  item: 'Ad',
  verdict,
  nature: 'environment',
  near: false,
  ...changed,
});
const request = (guards: Partial<ReleaseGuards> = {}, items: readonly ResultItem[] = [item('PASS')]): ReleaseRequest => ({
  items,
  noLimitAccepted: [],
  conditions: [],
  guards: { ...clear, ...guards },
});
const advised = (asked: ReleaseRequest, rules: ConformityRules | ProductLimitRules = coal): AdvisedRelease => {
  const outcome = adviseRelease(asked, rules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
};
const gatesOf = ({ gates }: AdvisedRelease) => gates.map(({ advice }) => advice);
const useAllowed = ({ gates }: AdvisedRelease) => gates[1]?.allowed.includes('USE_ALLOWED') ?? false;

const weed: QuarantineOutcome = {
  code: 'WEED_SEED',
  allowed: ['PROCESS_UNDER_SUPERVISION', 'RETURN', 'DESTROY'],
  stopUnloading: false,
  basis: { zh: '杂草种子', en: 'weed seed' },
};
const soil: QuarantineOutcome = { ...weed, code: 'SOIL', allowed: ['RETURN', 'DESTROY'], stopUnloading: true };

describe('use is allowed only where nothing is open', () => {
  it('with everything settled', () => {
    expect(advised(request())).toMatchObject({
      overall: 'PASS',
      gates: [{ allowed: ['REMOVAL_ALLOWED'] }, { allowed: ['USE_ALLOWED'] }],
    });
  });
  it.each<[string, Partial<ReleaseGuards>, string[]]>([
    ['a suspect sample nobody accepted', { sample: 'SUSPECT' }, ['sampleAcceptance']],
    ['an invalid sample', { sample: 'INVALID' }, ['Ad']],
    ['on-site checks open', { onSiteChecks: 'OPEN' }, ['onSiteChecks']],
    ['on-site checks failed', { onSiteChecks: 'FAILED' }, ['onSiteChecks']],
    ['a treatment open', { openTreatments: ['fumigation'] }, ['fumigation']],
    ['a dispute', { dispute: true }, ['dispute']],
    ['licences not written off', { licencesWrittenOff: false }, ['licences']],
    ['a quarantine finding', { quarantine: [weed] }, ['WEED_SEED']],
  ])('not with %s', (_case, guards, outstanding) => {
    const advice = advised(request(guards));
    expect(useAllowed(advice)).toBe(false);
    expect(advice.gates[1]?.outstanding).toEqual(outstanding);
  });
  it('with a suspect sample that a named officer accepted', () => {
    expect(useAllowed(advised(request({ sample: 'SUSPECT', suspectAcceptedBy: 'Officer Wang' })))).toBe(true);
  });
  it.each<Verdict>(['FAIL', 'NOT_TESTED', 'BORDERLINE', 'NO_LIMIT', 'INVALID_SAMPLE'])(
    'not with an item that is %s',
    (verdict) => {
      expect(useAllowed(advised(request({}, [item('PASS', { item: 'Hg,d' }), item(verdict)])))).toBe(false);
    },
  );
  it('with a lack of a limit accepted by name', () => {
    const asked = { ...request({}, [item('PASS'), item('NO_LIMIT', { item: 'protein' })]), noLimitAccepted: ['protein'] };
    expect(useAllowed(advised(asked))).toBe(true);
  });
  it('licences leave removal alone', () => {
    expect(gatesOf(advised(request({ licencesWrittenOff: false })))).toEqual(['RELEASE', 'PENDING']);
  });
});

describe('crude oil is released first and inspected later', () => {
  const untested = [item('NOT_TESTED', { item: 'water', nature: 'other' })];
  const crude = (guards: Partial<ReleaseGuards>) => advised(request({ product: 'crude-oil', ...guards }, untested), petroleum);
  it('may leave after on-site checks and sampling, and waits for use', () => {
    const advice = crude({});
    expect(gatesOf(advice)).toEqual(['RELEASE', 'PENDING']);
    expect(advice.gates[0]).toMatchObject({ allowed: ['REMOVAL_ALLOWED'], source: { validFrom: '2020-10-01' } });
    expect(advice.gates[1]).toMatchObject({ allowed: ['HOLD'], outstanding: ['water'] });
  });
  it.each<[string, Partial<ReleaseGuards>]>([
    ['before 2020-10-01', { on: '2020-09-30' }],
    ['without a sample', { sampled: false }],
    ['with checks open', { onSiteChecks: 'OPEN' }],
    ['for another product', { product: 'diesel-0' }],
  ])('not %s', (_case, guards) => {
    expect(crude(guards).gates[0]?.advice).toBe('PENDING');
  });
  it('never coal', () => {
    expect(gatesOf(advised(request({ product: 'crude-oil' }, untested)))).toEqual(['PENDING', 'PENDING']);
  });
  it('a failure still holds it', () => {
    expect(gatesOf(advised(request({ product: 'crude-oil' }, [item('FAIL')]), petroleum))).toEqual(['RETURN', 'RETURN']);
  });
});

describe('quarantine findings', () => {
  it('advise the lightest outcome the law allows', () => {
    expect(advised(request({ quarantine: [weed] }), grain)).toMatchObject({
      stopUnloading: false,
      gates: [{ advice: 'TREAT', allowed: weed.allowed }, {}],
    });
  });
  it('the graver one decides, and unloading stops', () => {
    const advice = advised(request({ quarantine: [weed, soil] }), grain);
    expect(advice.stopUnloading).toBe(true);
    expect(advice.gates[0]).toMatchObject({
      advice: 'RETURN',
      allowed: ['RETURN', 'DESTROY'],
      outstanding: ['WEED_SEED', 'SOIL', 'stopUnloading'],
    });
  });
  it('of one gravity allow what both allow, and hold where they agree on nothing', () => {
    const other = { ...weed, code: 'PEST', allowed: ['TREAT_THEN_REINSPECT', 'DESTROY'] };
    expect(advised(request({ quarantine: [weed, other] }), grain).gates[0]?.allowed).toEqual(['DESTROY']);
    const none = { ...other, allowed: ['TREAT_THEN_REINSPECT'] };
    expect(advised(request({ quarantine: [weed, none] }), grain).gates[0]?.allowed).toEqual(['HOLD']);
  });
  it('without a known outcome hold the lot', () => {
    expect(gatesOf(advised(request({ quarantine: [{ ...weed, allowed: ['PRAY'] }] }), grain))).toEqual(['HOLD', 'HOLD']);
  });
});

it('a shortfall of the contract alone is released with a certificate for the claim', () => {
  const byFlag = advised(request({ contractShortfall: true }), grain);
  const byFinding = advised(
    request({ quarantine: [{ ...weed, code: 'CONTRACT', allowed: ['RELEASE_WITH_CLAIM_CERT'] }] }),
    grain,
  );
  for (const advice of [byFlag, byFinding]) {
    expect(gatesOf(advice)).toEqual(['RELEASE', 'RELEASE']);
    expect(advice.gates[1]?.allowed).toContain('RELEASE_WITH_CLAIM_CERT');
  }
  expect(gatesOf(advised(request({ contractShortfall: true }, [item('FAIL')])))).toEqual(['RETURN', 'RETURN']);
});

it('beside a clear other failure a near one of environment is retested before treatment', () => {
  const items = [item('FAIL', { item: 'Qnet,ar', nature: 'other' }), item('FAIL', { item: 'St,d', near: true })];
  const advice = advised(request({}, items));
  expect(advice.gates[0]).toMatchObject({
    advice: 'RECTIFY',
    allowed: ['BACKUP_SAMPLE_REQUIRED', 'HOLD'],
    outstanding: ['St,d'],
  });
});

describe('refuses', () => {
  it.each<[string, string, ReleaseRequest]>([
    ['NOTHING_JUDGED', 'items', request({}, [])],
    ['ITEM_TWICE', 'items', request({}, [item('PASS'), item('NOT_TESTED')])],
    ['PRODUCT_UNKNOWN', 'product', request({ product: 'lamp-oil' })],
  ])('%s', (code, field, asked) => {
    expect(adviseRelease(asked, petroleum)).toMatchObject({ ok: false, refusal: { code, field } });
  });
});

/** Mostly settled, so that often exactly one thing stands in the way. */
const mostly = <T>(settled: T, ...others: T[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(settled) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const verdicts = mostly<Verdict>('PASS', 'FAIL', 'NO_LIMIT', 'NOT_TESTED', 'BORDERLINE');
const someItems = fc.array(
  fc.record({ verdict: verdicts, nature: fc.constantFrom('environment' as const, 'other' as const), near: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);
const someGuards = fc.record({
  sample: mostly<ReleaseGuards['sample']>('VALID', 'SUSPECT', 'INVALID'),
  suspectAcceptedBy: fc.constantFrom(null, 'Officer'),
  onSiteChecks: mostly<ReleaseGuards['onSiteChecks']>('PASSED', 'FAILED', 'OPEN'),
  sampled: fc.boolean(),
  openTreatments: mostly<readonly string[]>([], ['fumigation']),
  dispute: mostly(false, true),
  licencesWrittenOff: mostly(true, false),
  contractShortfall: fc.boolean(),
  quarantine: mostly<readonly QuarantineOutcome[]>([], [weed], [soil], [weed, soil]),
  product: fc.constantFrom(null, 'crude-oil', 'diesel-0'),
  on: fc.constantFrom('2019-01-01', '2026-11-21'),
});
const named = (items: readonly Omit<ResultItem, 'item'>[]): ResultItem[] =>
  items.map((each, index) => ({ ...each, item: `item-${index}` }));

it('use is never allowed unless every guard holds and every item passes', () => {
  fc.assert(
    fc.property(someItems, someGuards, fc.constantFrom(coal, petroleum), (items, guards, rules) => {
      const open =
        guards.sample === 'INVALID' ||
        (guards.sample === 'SUSPECT' && guards.suspectAcceptedBy === null) ||
        guards.onSiteChecks !== 'PASSED' ||
        guards.openTreatments.length > 0 ||
        guards.dispute ||
        !guards.licencesWrittenOff ||
        guards.quarantine.length > 0 ||
        items.some(({ verdict }) => verdict !== 'PASS');
      expect(useAllowed(advised(request(guards, named(items)), rules))).toBe(!open);
    }),
    { numRuns: 2000 },
  );
});

it('one more open matter, or a missing result, never makes an advice lighter; the order of items plays no part', () => {
  const gravity = (advice: AdvisedRelease) => gatesOf(advice).map((code) => adviceByGravity.indexOf(code));
  const worse: readonly Partial<ReleaseGuards>[] = [
    { dispute: true },
    { openTreatments: ['fumigation'] },
    { licencesWrittenOff: false },
    { onSiteChecks: 'FAILED' },
    { quarantine: [weed, soil] },
  ];
  fc.assert(
    fc.property(someItems, someGuards, fc.constantFrom(...worse), (items, guards, matter) => {
      const before = advised(request(guards, named(items)), petroleum);
      const after = advised(request({ ...guards, ...matter }, named(items)), petroleum);
      gravity(before).forEach((lighter, gate) => expect(gravity(after)[gate]).toBeGreaterThanOrEqual(lighter));
      const backwards = advised(request(guards, named(items).reverse()), petroleum);
      expect(gatesOf(backwards)).toEqual(gatesOf(before));
      expect(backwards.overall).toBe(before.overall);
    }),
    { numRuns: 1000 },
  );
});
