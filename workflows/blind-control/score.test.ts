import { decimalString as d } from '../kernel/brand.ts';
import { approved, itemOf, material, packOf, rules } from './blind-control.fixture.ts';
import { scoreDuplicate, scoreReference } from './score.ts';

const means = (commodity: string) => ({ pack: packOf(commodity), rules, itemOf });
const coal = means('coal');
const words = (scores: ReturnType<typeof scoreDuplicate>) =>
  scores.map(({ item, score, verdict, reason }) => [item, score, verdict, reason]);

describe('a blind duplicate', () => {
  const ash = (own: string, its: string) =>
    scoreDuplicate(approved('D', ['A', 'ad', own]), approved('A', ['A', 'ad', its]), coal);

  // T of ash is 0.20 % below 15 %: CD = 0.20·√(1/4 + 1/4) = 0.14142 for two means of two; 1.5 times it is 0.21213.
  it.each([
    ['10.14', '10.00', '0.99', 'ok'],
    ['10.15', '10.00', '1.06', 'warning'],
    ['9.79', '10.00', '-1.48', 'warning'],
    ['10.22', '10.00', '1.56', 'action'],
  ])('of %s against %s scores %s: %s', (own, its, score, verdict) => {
    const [one] = ash(own, its);
    expect(one).toMatchObject({
      score,
      verdict,
      reason: null,
      warningLimit: '0.1414',
      actionLimit: '0.2121',
      basis: 'ad',
    });
    expect(one?.steps.map(({ reported }) => reported)).toEqual(['0.1414', '0.2121', verdict]);
    expect(one?.steps[0]?.source.standard).toBe('ISO 5725-6');
  });

  it('has its limits by the number of determinations that were used', () => {
    const own = approved('D', ['A', 'ad', '10.00']);
    const once = {
      ...own,
      results: own.results.map((result) => ({ ...result, determinations: [d('10.00')] })),
    };
    const [one] = scoreDuplicate(once, approved('A', ['A', 'ad', '10.00']), coal);
    // 0.20·√(1/2 + 1/4)
    expect(one?.warningLimit).toBe('0.1732');
  });

  it('is not judged where one side has no number, or no precision is known', () => {
    const own = approved('D', ['M', 'ad', '5.00']);
    expect(words(scoreDuplicate(own, approved('A', ['A', 'ad', '10.00']), coal))).toEqual([
      ['M', null, 'not-judged', 'NO_RESULT'],
      ['A', null, 'not-judged', 'NO_RESULT'],
    ]);
    const lead = scoreDuplicate(
      approved('D', ['Pb', null, '0.10']),
      approved('A', ['Pb', null, '0.10']),
      means('grain'),
    );
    expect(words(lead)).toEqual([['Pb', null, 'not-judged', 'PRECISION_NOT_KNOWN']]);
  });

  it('of petroleum has the critical difference between laboratories as its action limit', () => {
    const pair = (own: string) =>
      scoreDuplicate(
        approved('D', ['water', null, own]),
        approved('A', ['water', null, '0.50']),
        means('petroleum'),
      );
    // r 0.08, R 0.11: CD = 0.08·√½, CD_R = √(0.11² − 0.08²·½).
    const verdicts = ['0.50', '0.56', '0.59', '0.60'].map((own) => pair(own)[0]?.verdict);
    expect(verdicts).toEqual(['ok', 'warning', 'warning', 'action']);
    expect(pair('0.50')[0]).toMatchObject({ warningLimit: '0.0566', actionLimit: '0.0943' });
    expect(words(pair('3.00'))).toEqual([['water', null, 'not-judged', 'PRECISION_NOT_KNOWN']]);
  });
});

describe('a blind reference material', () => {
  const scored = (...results: Parameters<typeof approved>[1][]) =>
    scoreReference(approved('R', ...results), ['M', 'A'], material.values, coal);

  // A,d 10.00 ± 0.10 (k = 2) at M,ad 5.00: A,ad 9.50, u_ref 0.0475; u_m = 0.20/2.8/√2 = 0.050508; u = 0.069335.
  it.each([
    ['9.50', '0.00', 'ok'],
    ['9.63', '1.87', 'ok'],
    ['9.35', '-2.16', 'warning'],
    ['9.71', '3.03', 'action'],
  ])('of ash %s at a moisture of 5.00 scores %s: %s', (ash, score, verdict) => {
    const [one, ...more] = scored(['M', 'ad', '5.00'], ['A', 'ad', ash]);
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      item: 'A',
      reference: '9.5',
      score,
      verdict,
      warningLimit: '0.1387',
      actionLimit: '0.2080',
    });
    expect(one?.steps.map(({ reported }) => reported)).toEqual(['0.0693', score, verdict]);
  });

  it('is not judged where its basis cannot be reached, or nothing was found', () => {
    expect(words(scored(['A', 'ad', '9.50']))).toEqual([['A', null, 'not-judged', 'BASIS_NOT_REACHED']]);
    expect(words(scored(['M', 'ad', '5.00']))).toEqual([['A', null, 'not-judged', 'NO_RESULT']]);
  });

  it('is not judged on moisture of another basis: no factor leads there', () => {
    const certified = { ...material.values[0]!, item: 'M', basis: 'ar' as const };
    const scores = scoreReference(approved('R', ['M', 'ad', '5.00']), ['M'], [certified], coal);
    expect(words(scores)).toEqual([['M', null, 'not-judged', 'BASIS_NOT_REACHED']]);
  });

  describe('that is a blank', () => {
    const lead = { item: 'Pb', basis: 'ar' as const, blank: true as const, limit: d('0.02') };
    const blank = (basis: 'ar' | 'd', found: string) =>
      scoreReference(approved('R', ['Pb', basis, found]), ['Pb'], [lead], means('grain'))[0];

    // No repeatability is known of lead in grain: a blank needs none.
    it.each([
      ['0', '0.00', 'ok'],
      ['0.02', '1.00', 'ok'],
      ['0.021', '1.05', 'action'],
    ])('and in which %s was found scores %s: %s', (found, score, verdict) => {
      const one = blank('ar', found);
      expect(one).toMatchObject({ reference: '0', score, verdict, warningLimit: '0.0200', reason: null });
      expect(one?.steps.map(({ reported }) => reported)).toEqual([verdict]);
    });

    it('is not judged on another basis, nor without a result', () => {
      expect(blank('d', '0.03')).toMatchObject({ verdict: 'not-judged', reason: 'BASIS_NOT_REACHED' });
      const none = scoreReference(approved('R', ['M', 'ad', '5.00']), ['Pb'], [lead], means('grain'));
      expect(words(none)).toEqual([['Pb', null, 'not-judged', 'NO_RESULT']]);
    });
  });

  it('is held against R where R is known', () => {
    const certified = {
      item: 'water',
      basis: null,
      value: d('0.50'),
      uncertainty: d('0.01'),
      coverageFactor: d('2'),
    };
    const [one] = scoreReference(
      approved('R', ['water', null, '0.50']),
      ['water'],
      [certified],
      means('petroleum'),
    );
    expect(one).toMatchObject({ verdict: 'ok', score: '0.00' });
    expect(one?.steps[0]?.inputs.map(({ symbol }) => symbol)).toEqual(['U', 'k', 'r', 'R', 'n']);
  });
});
