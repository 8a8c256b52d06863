import { coalConformity } from './coal-conformity.ts';
import { explained, faultsOf, runOn } from '../testing/callers.fixture.ts';
import { decisionRules } from './decision-rules.ts';
import { conformityCalculations } from './index.ts';
import { grainConformity, petroleumConformity } from './product-conformity.ts';
import { releaseAdviceCalculation } from './release-advice.ts';

const example = <T extends { readonly example: unknown }>({ example: given }: T, changed: object = {}) => ({
  ...(given as object),
  ...changed,
});

describe('decision-rules', () => {
  it('0.604 against ≤ 0.6 fails by the full value and passes rounded', () => {
    expect(runOn(decisionRules, decisionRules.example)).toMatchObject({
      value: {
        verdict: 'FAIL',
        decisionRule: 'GBT8170_FULL',
        near: false,
        regimes: [
          { regime: 'GBT8170_FULL', verdict: 'FAIL', compared: '0.604', against: '0.6' },
          { regime: 'GBT8170_ROUNDED', verdict: 'PASS', compared: '0.6', against: '0.6' },
        ],
      },
      steps: [{ reported: 'FAIL' }, { reported: 'PASS' }],
    });
  });
  it('with R gives all four, whichever commodity is asked', () => {
    for (const commodity of ['coal', 'grain', 'petroleum']) {
      const input = {
        commodity,
        value: '11',
        comparison: '<=',
        limit: '10',
        reproducibility: '2',
        decisionRule: 'ISO4259_RECIPIENT',
      };
      expect(runOn(decisionRules, input)).toMatchObject({
        value: {
          verdict: 'BORDERLINE',
          decisionRule: 'ISO4259_RECIPIENT',
          regimes: [{}, {}, { verdict: 'PASS', against: '11.18' }, { against: '8.82' }],
        },
      });
    }
  });
  it('refuses a margin without R, and nonsense', () => {
    const margin = example(decisionRules, { decisionRule: 'ISO4259_SUPPLIER' });
    expect(runOn(decisionRules, margin)).toMatchObject({
      code: 'REPRODUCIBILITY_MISSING',
      field: 'reproducibility',
    });
    expect(faultsOf(decisionRules, example(decisionRules, { value: 'six' }))).toEqual([
      { field: 'value', code: 'NOT_A_NUMBER' },
    ]);
    expect(faultsOf(decisionRules, example(decisionRules, { reproducibility: '0' }))).toEqual([
      { field: 'reproducibility', code: 'OUT_OF_RANGE' },
    ]);
  });
});

describe('coal-conformity', () => {
  it('mercury of 0.651 µg/g: fails, return or destroy', () => {
    expect(runOn(coalConformity, coalConformity.example)).toMatchObject({
      value: {
        overall: 'FAIL',
        conclusion: { zh: '不符合《商品煤质量管理暂行办法》（2014年第16号令）的规定：Hg,d (≤ 0.6 µg/g)。' },
        advice: [
          { gate: 'removal', advice: 'RETURN', allowed: ['RETURN', 'DESTROY'] },
          { gate: 'use', advice: 'RETURN' },
        ],
      },
    });
  });
  it('sulphur of 3.76 % fails; one left out is not tested', () => {
    expect(
      runOn(
        coalConformity,
        example(coalConformity, { mercury_d_ug_per_g: '0.1', totalSulphur_d_pct: '3.76' }),
      ),
    ).toMatchObject({
      value: { overall: 'FAIL' },
    });
    const { mercury_d_ug_per_g: _left, ...without } = example(coalConformity) as Record<string, unknown>;
    expect(runOn(coalConformity, without)).toMatchObject({
      value: { overall: 'NOT_TESTED', advice: [{ outstanding: ['Hg,d'] }, {}] },
    });
  });
  it('warns of a failing unit', () => {
    const units = [{ no: 2, totalSulphur_d_pct: '3.2' }];
    expect(
      runOn(coalConformity, example(coalConformity, { destinationProvince: 'CN-AH', units })),
    ).toMatchObject({
      value: { findings: [{ code: 'UNIT_FAILS', unitNo: 2, item: 'St,d' }, { item: 'St,d' }] },
    });
  });
  it('refuses nonsense', () => {
    expect(faultsOf(coalConformity, example(coalConformity, { ash_d_pct: '112' }))).toEqual([
      { field: 'ash_d_pct', code: 'OUT_OF_RANGE' },
    ]);
    expect(faultsOf(coalConformity, example(coalConformity, { haulDistance_km: '-1' }))).toEqual([
      { field: 'haulDistance_km', code: 'OUT_OF_RANGE' },
    ]);
    expect(faultsOf(coalConformity, example(coalConformity, { destinationProvince: 'anhui' }))).toMatchObject(
      [{ field: 'destinationProvince' }],
    );
  });
});

describe('grain-conformity', () => {
  it('feed barley: deoxynivalenol within 5000 µg/kg, moisture without a limit accepted', () => {
    expect(runOn(grainConformity, grainConformity.example)).toMatchObject({
      value: {
        overall: 'PASS',
        items: [
          { item: 'DON', set: 'gb-13078-feed', value: '1250', limit: '5000', verdict: 'PASS' },
          { item: 'moisture', limit: null, verdict: 'NO_LIMIT' },
        ],
      },
      steps: [
        { reported: 'gb-13078-feed' },
        { reported: 'PASS' },
        { reported: 'PASS' },
        { reported: 'removal RELEASE; use RELEASE' },
        {},
      ],
    });
  });
  it('the same barley as food is not tested enough', () => {
    expect(runOn(grainConformity, example(grainConformity, { use: 'food' }))).toMatchObject({
      value: { overall: 'FAIL' },
    });
  });
  it('refuses what the pack does not know', () => {
    expect(runOn(grainConformity, example(grainConformity, { product: 'rye' }))).toMatchObject({
      code: 'PRODUCT_UNKNOWN',
      field: 'product',
    });
    expect(faultsOf(grainConformity, example(grainConformity, { on: '2026-02-30' }))).toMatchObject([
      { field: 'on' },
    ]);
  });
});

describe('petroleum-conformity', () => {
  it('diesel No. 0 within sulfur, flash point and density', () => {
    expect(runOn(petroleumConformity, petroleumConformity.example)).toMatchObject({
      value: {
        overall: 'PASS',
        items: [{ verdict: 'PASS' }, { verdict: 'PASS' }, { limit: '810' }, { limit: '845' }],
      },
    });
  });
  it('refuses a unit that is not the limit’s', () => {
    const values = [{ item: 'density-20', value: '0.8324', unit: 'g/mL' }];
    expect(runOn(petroleumConformity, example(petroleumConformity, { values }))).toMatchObject({
      code: 'UNIT_UNEXPECTED',
      field: 'values',
    });
  });
});

describe('release-advice', () => {
  it('crude oil leaves after on-site checks and sampling, and waits for use', () => {
    expect(runOn(releaseAdviceCalculation, releaseAdviceCalculation.example)).toMatchObject({
      value: {
        overall: 'NOT_TESTED',
        stopUnloading: false,
        gates: [
          { gate: 'removal', advice: 'RELEASE', allowed: ['REMOVAL_ALLOWED'] },
          { gate: 'use', advice: 'PENDING', allowed: ['HOLD'], outstanding: ['water', 'sulfur', 'licences'] },
        ],
      },
    });
  });
  it('refuses nothing to judge, and outcomes nobody knows', () => {
    expect(runOn(releaseAdviceCalculation, example(releaseAdviceCalculation, { items: [] }))).toMatchObject({
      code: 'NOTHING_JUDGED',
      field: 'items',
    });
    const quarantine = [{ code: 'X', allowed: ['PRAY'], stopUnloading: false, basis: { zh: '一', en: 'a' } }];
    expect(
      faultsOf(releaseAdviceCalculation, example(releaseAdviceCalculation, { quarantine })),
    ).toMatchObject([{ field: 'quarantine.0.allowed.0' }]);
  });
});

it.each(conformityCalculations.map((each) => [each.name, each] as const))(
  '%s follows only formulas it explains',
  (_name, calculation) => {
    const answer = runOn(calculation, calculation.example);
    if (!('steps' in answer)) throw new Error('the example is refused');
    const known = explained(calculation);
    for (const { expression, source } of answer.steps) {
      expect(known).toContain(expression);
      expect([source.standard, source.edition, source.clause].every(Boolean)).toBe(true);
    }
  },
);
