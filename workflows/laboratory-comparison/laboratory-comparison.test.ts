import { approved, controlledPacks, packOf } from '../blind-control/blind-control.fixture.ts';
import { editionOn } from '../iso4259/edition.fixture.ts';
import { processId } from '../kernel/brand.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { ComparisonContext, ComparisonOrder, ReportedResults } from './comparison.ts';
import { laboratoryComparisonDefinition } from './machine.ts';

const parent = 'consignment/D1.1';
const reviewer = person('reviewer2');
const definition = laboratoryComparisonDefinition(controlledPacks);

const orderOf = (
  commodity: string,
  ...results: readonly Parameters<typeof approved>[1][]
): ComparisonOrder => ({
  parent: processId(parent),
  approved: approved('A-1', ...results),
  pack: packOf(commodity),
  iso4259: editionOn(),
  laboratoryPack: packOf('laboratory'),
});
/** Ash 10.00 % air-dried at a moisture of 5.00 %: 10.5263 % dry. Calorific value 24000 J/g: 25263.2 J/g dry. */
const coal = orderOf(
  'coal',
  ['M', 'ad', '5.00'],
  ['A', 'ad', '10.00'],
  ['St', 'ad', '0.95'],
  ['Qgr', 'ad', '24000'],
  ['Hg', 'ad', '0.080'],
);
const oil = orderOf('petroleum', ['water', null, '0.50']);

const begun = (order: ComparisonOrder) =>
  Rehearsal.begin<ComparisonContext>(definition, 'laboratory-comparison/A-1', { order });
const report = (...values: readonly ReportedResults[]) =>
  ({
    type: 'report.entered',
    laboratory: 'Laboratory 2',
    reportNo: 'R-1',
    reportedOn: '2026-03-06',
    values,
  }) satisfies Told;
const dry = (item: string, ...results: readonly string[]): ReportedResults => ({ item, basis: 'd', results });
const without = (item: string, ...results: readonly string[]): ReportedResults => ({
  ...dry(item, ...results),
  basis: null,
});
const compared = (order: ComparisonOrder, value: ReportedResults) =>
  begun(order).ask(report(value), reviewer).context.reports[0]?.items[0];

describe('the results of another laboratory', () => {
  it.each([
    [coal, dry('A', '10.82'), '0.3', 'AGREE'], // 0.2937
    [coal, dry('A', '10.83'), '0.3', 'DISAGREE'], // 0.3037
    [coal, dry('A', '10.80', '10.86'), '0.3', 'DISAGREE'], // mean 10.83
    [coal, dry('Qgr', '25563'), '300', 'AGREE'], // 299.8
    [coal, dry('Qgr', '25564'), '300', 'DISAGREE'],
    [coal, { ...dry('St', '1.12'), variant: 'coulometric' }, '0.15', 'AGREE'], // ours 1.00 dry
    [coal, { ...dry('St', '1.12'), variant: 'eschka' }, '0.1', 'DISAGREE'],
    // r 0.08 and R 0.11: √(0.11² − 0.08²·½) for two means of two, √(0.11² − 0.08²·¼) where one number was reported.
    [oil, without('water', '0.59', '0.59'), '0.0943', 'AGREE'],
    [oil, without('water', '0.60', '0.60'), '0.0943', 'DISAGREE'],
    [oil, without('water', '0.60'), '0.1025', 'AGREE'],
  ])('are judged by the limit between laboratories (%#)', (order, value, limit, verdict) => {
    expect(compared(order, value)).toMatchObject({ limit, verdict, reason: null });
  });

  it('are shown on one basis, with the working', () => {
    const ash = compared(coal, dry('A', '10.83'));
    expect(ash).toMatchObject({ basis: 'd', otherBasis: 'd', other: '10.83', unit: '%' });
    expect(ash?.own).toMatch(/^10\.526315789/);
    expect(ash?.difference).toMatch(/^0\.303684210/);
    expect(ash?.steps.map(({ reported }) => reported)).toEqual(['0.3', 'DISAGREE']);
  });

  it.each([
    ['of mercury, whose limit is not known', coal, dry('Hg', '0.080'), 'LIMIT_NOT_KNOWN'],
    ['of lead in grain', orderOf('grain', ['Pb', null, '0.10']), without('Pb', '0.10'), 'LIMIT_NOT_KNOWN'],
    ['of water beyond its method', orderOf('petroleum', ['water', null, '3']), without('water', '3'), 'LIMIT_NOT_KNOWN'],
    ['of ash without moisture', orderOf('coal', ['A', 'ad', '10.00']), dry('A', '10.53'), 'BASIS_NOT_REACHED'],
  ] as const)('are never an agreement where nothing can judge them: %s', (_, order, value, reason) => {
    expect(compared(order, value)).toMatchObject({ verdict: 'NOT_JUDGED', limit: null, difference: null, reason });
  }); // prettier-ignore
});

describe('a report', () => {
  const first = begun(coal).ask(report(dry('A', '10.60')), reviewer);

  it('is kept, and whose sample it is gets told the verdict and no name', () => {
    expect(first.context.reports).toMatchObject([{ laboratory: 'Laboratory 2', by: { id: 'reviewer2' } }]);
    expect(first.messages(parent)).toEqual([
      { type: 'laboratories.compared', code: 'A-1', verdict: 'AGREE', findings: [] },
    ]);
  });

  it('that disagrees in one item casts doubt on the sample', () => {
    const told = begun(coal)
      .ask(report(dry('A', '12.00'), dry('Qgr', '25263')), reviewer)
      .messages();
    expect(told).toMatchObject([{ verdict: 'DISAGREE', findings: [{ code: 'LABORATORIES_DISAGREE' }] }]);
    expect(JSON.stringify(told)).toContain('"en":"A differs');
    expect(JSON.stringify(told)).not.toContain('Laboratory 2');
  });

  it('of a further laboratory stands beside the first', () => {
    const another = { ...report(dry('A', '12.00')), laboratory: 'Laboratory 3' };
    expect(first.ask(another, reviewer).context.reports).toHaveLength(2);
  });

  it.each([
    ['twice', report(dry('A', '10.61')), reviewer, ['REPORT_TWICE', 'reportNo']],
    [
      'by who tested the bottle',
      { ...report(dry('A', '10.60')), reportNo: 'R-2' },
      person('analyst'),
      ['REVIEWER_SAME_PERSON', undefined],
    ],
    ...(
      [
        ['of what was not tested', [dry('V', '30')], 'ITEM_NOT_TESTED'],
        ['with an item twice', [dry('A', '10.6'), dry('A', '10.7')], 'ITEM_TWICE'],
        ['on another basis', [{ ...dry('A', '10.6'), basis: 'ad' as const }], 'BASIS_NOT_DRY'],
        ['without the procedure', [dry('St', '1.00')], 'VARIANT_MISSING'],
        ['that is no number', [dry('A', 'ten')], 'NOT_A_NUMBER'],
        ['of what cannot be', [dry('A', '1000')], 'DETERMINATION_OUT_OF_RANGE'],
      ] as const
    ).map(
      ([how, values, code]) =>
        [how, { ...report(...values), reportNo: 'R-2' }, reviewer, [code, 'values']] as const,
    ),
  ] as const)('is refused %s', (_, event, by, refusal) => {
    const refused = first.refusalOf(event, by);
    expect([refused?.code, refused && 'field' in refused ? refused.field : undefined]).toEqual(refusal);
    expect(first.give(event, by).context.reports).toHaveLength(1);
  });
});
