import fc from 'fast-check';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { quarantineFindings, type FoundThing } from './findings.ts';
import type { QuarantineRules } from './rules.ts';

const rules = shippedSection('grain-cn-2026', 'quarantine') as QuarantineRules;

const answer = (...found: readonly FoundThing[]) => {
  const outcome = quarantineFindings(found, rules);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
};
const one = (finding: string, more: Partial<FoundThing> = {}) => {
  const { value } = answer({ finding, whileUnloading: false, treatment: 'not-known', ...more });
  const [only] = value.findings;
  if (!only) throw new Error(finding);
  return { ...only, stop: value.stopUnloading };
};

it.each([
  ['NO_CERTIFICATE_OR_PERMIT', ['RETURN', 'DESTROY'], ['RETURN', 'DESTROY']],
  ['SOIL_OR_PROHIBITED_ARTICLE', ['RETURN', 'DESTROY'], ['RETURN', 'DESTROY']],
  ['LISTED_PEST', ['TREAT_THEN_REINSPECT'], ['TREAT_THEN_REINSPECT', 'RETURN', 'DESTROY']],
  ['UNLISTED_SERIOUS_PEST', ['TREAT_THEN_REINSPECT'], ['TREAT_THEN_REINSPECT', 'RETURN', 'DESTROY']],
  ['GMO_WITHOUT_OR_MISMATCHED_CERTIFICATE', ['RETURN', 'DESTROY'], ['RETURN', 'DESTROY']],
  ['SPOILED_WITHOUT_REMEDY', ['RETURN', 'DESTROY'], ['RETURN', 'DESTROY']],
  ['CONTRACT_SHORTFALL', ['RELEASE_WITH_CLAIM_CERT'], ['RELEASE_WITH_CLAIM_CERT']],
])('%s: proposes %j of %j', (finding, proposed, allowed) => {
  expect(one(finding)).toMatchObject({ proposed, allowed, stop: false });
});

it('leaves return or destruction where a pest cannot be treated', () => {
  expect(one('LISTED_PEST', { treatment: 'none' })).toMatchObject({
    proposed: ['RETURN', 'DESTROY'],
    allowed: ['RETURN', 'DESTROY'],
  });
  expect(one('SAFETY_LIMIT_FAILED', { treatment: 'none' }).proposed).toEqual(['RETURN', 'DESTROY']);
  expect(one('SAFETY_LIMIT_FAILED', { treatment: 'effective' }).proposed).toEqual([
    'TECHNICAL_TREATMENT',
    'CHANGE_OF_USE',
  ]);
});

it('processes weed seed bound for an approved mill under supervision', () => {
  expect(one('WEED_SEED_TO_APPROVED_MILL').proposed).toEqual(['PROCESS_UNDER_SUPERVISION']);
});

it('stops unloading at once for a pest found during it, and names article 23 beside the law', () => {
  const pest = one('LISTED_PEST', { whileUnloading: true });
  expect(pest.stop).toBe(true);
  expect(pest.basis.zh).toBe('《进出境动植物检疫法》第十七条；《进出境动植物检疫法实施条例》第二十三条');
  expect(pest.measures[0]?.en).toMatch(/^Stop unloading at once/);
  expect(one('CONTRACT_SHORTFALL', { whileUnloading: true }).stop).toBe(false);
});

it('writes down the stop, then the outcomes', () => {
  const { steps } = answer({ finding: 'LISTED_PEST', whileUnloading: true, treatment: 'effective' });
  expect(steps.map(({ reported, source }) => `${reported} | ${source.clause}`)).toEqual([
    'STOP | Article 23',
    'TREAT_THEN_REINSPECT, RETURN, DESTROY | Article 17',
  ]);
});

it('refuses what it has no rule for', () => {
  const outcome = quarantineFindings([{ finding: 'UFO', whileUnloading: false, treatment: 'none' }], rules);
  expect(outcome).toMatchObject({
    ok: false,
    refusal: { code: 'FINDING_UNKNOWN', field: 'findings[0].finding' },
  });
  expect(quarantineFindings([], rules)).toMatchObject({
    ok: false,
    refusal: { code: 'FINDINGS_MISSING', field: 'findings' },
  });
});

describe('whatever is found', () => {
  const thing = fc.record({
    finding: fc.constantFrom(...rules.findings.map(({ code }) => code)),
    whileUnloading: fc.boolean(),
    treatment: fc.constantFrom<FoundThing['treatment']>('effective', 'none', 'not-known'),
  });

  it('something is always proposed, it is allowed, and no finding changes what another allows', () => {
    fc.assert(
      fc.property(fc.array(thing, { minLength: 1, maxLength: 6 }), (found) => {
        const together = answer(...found).value;
        expect(together.findings).toEqual(found.flatMap((each) => answer(each).value.findings));
        expect(together.stopUnloading).toBe(found.some((each) => answer(each).value.stopUnloading));
        for (const { proposed, allowed } of together.findings) {
          expect(proposed.length).toBeGreaterThan(0);
          expect(allowed).toEqual(expect.arrayContaining([...proposed]));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('the lack of a treatment never allows more', () => {
    fc.assert(
      fc.property(thing, (found) => {
        const open = answer({ ...found, treatment: 'effective' }).value.findings[0]?.allowed ?? [];
        const closed = answer({ ...found, treatment: 'none' }).value.findings[0]?.allowed ?? ['none'];
        expect(open).toEqual(expect.arrayContaining([...closed]));
      }),
      { numRuns: 1000 },
    );
  });
});
