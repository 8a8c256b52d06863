import { faultsOf, run } from '../petroleum/packs.fixture.ts';
import { shippedPacks } from '../testing/shipped-packs.fixture.ts';
import { iso4259Decision } from './decision.ts';
import { iso4259Dispute } from './dispute.ts';
import { iso4259Duplicates } from './duplicates.ts';
import { iso4259Calculations } from './index.ts';
import { iso4259OneLaboratory, iso4259TwoLaboratories } from './laboratories.ts';

describe.each(iso4259Calculations.map((calculation) => [calculation.name, calculation] as const))('%s', (_name, calculation) => {
  it.each(['2026-06-08', '2026-06-09'])('follows the edition in force on %s, by formulas it names', (on) => {
    const named = calculation.formulas(shippedPacks);
    const outcome = calculation.run(calculation.input.parse({ ...(calculation.example as object), on }), shippedPacks);
    expect(outcome.ok).toBe(true);
    if (!outcome.ok) return;
    const edition = on === '2026-06-08' ? '2017' : '2026';
    for (const { name, source } of outcome.value.steps) {
      expect(source.standard === 'ISO 4259-2' ? source.edition : edition).toBe(edition);
      expect(named.some((formula) => formula.name.en === name.en && formula.source === source)).toBe(true);
    }
  });
});

describe('calculations by ISO 4259-2', () => {
  it('judge the results of one laboratory', () => {
    expect(run(iso4259Duplicates)).toEqual({
      verdict: 'ACCEPTED',
      mean: '1.02',
      accepted: ['1.00', '1.02', '1.05'],
      rejected: ['1.22'],
      furtherResults: 0,
      finding: null,
    });
    expect(run(iso4259Duplicates, { results: Array.from({ length: 21 }, () => 1) })).toEqual(['TOO_MANY_RESULTS', 'results']);
    expect(faultsOf(iso4259Duplicates, { results: ['1'], repeatability: '0' })).toEqual([
      'results too_small',
      'repeatability OUT_OF_RANGE',
    ]);
  });

  it('compare two laboratories', () => {
    expect(run(iso4259TwoLaboratories)).toEqual({ verdict: 'NOT_ACCEPTABLE', difference: '0.1100', limit: '0.0943' });
    expect(run(iso4259TwoLaboratories, { reproducibility: '0.07' })).toEqual(['REPRODUCIBILITY_BELOW_REPEATABILITY', 'reproducibility']);
  });

  it('give the confidence of one laboratory', () => {
    expect(run(iso4259OneLaboratory)).toEqual({
      mean: '0.48',
      reproducibilityOfMean: '0.0943',
      twoSidedMargin: '0.0667',
      lower: '0.4133',
      upper: '0.5467',
      oneSidedMargin: '0.0557',
    });
    expect(faultsOf(iso4259OneLaboratory, { results: [] })).toEqual(['results too_small']);
  });

  it('decide against a limit', () => {
    // 10 + 0.59 · 2.8 = 11.652
    expect(run(iso4259Decision)).toEqual({ verdict: 'FAILS', bound: '11.652' });
    expect(run(iso4259Decision, { party: 'supplier', result: '8.348' })).toEqual({ verdict: 'ASSURED', bound: '8.348' });
    expect(faultsOf(iso4259Decision, { party: 'owner', reproducibilityAtLimit: -1 })).toEqual([
      'party invalid_value',
      'reproducibilityAtLimit OUT_OF_RANGE',
    ]);
  });

  it('settle a dispute', () => {
    expect(run(iso4259Dispute)).toEqual({ verdict: 'MEETS', decidedBy: 'two-of-three', decidingMean: '9.7500', inferred: false });
    expect(run(iso4259Dispute, { third: undefined })).toMatchObject({ verdict: 'THIRD_LABORATORY_NEXT' });
    expect(run(iso4259Dispute, { stage: 'check-samples' })).toEqual(['CROSS_TEST_MISSING', 'stage']);
    expect(run(iso4259Dispute, { supplier: ['9', '9'] })).toEqual(['TOO_FEW_ACCEPTABLE_RESULTS', 'supplier']);
  });
});
