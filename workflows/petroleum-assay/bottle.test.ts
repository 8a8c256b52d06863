import { assayDefinition, type AssayContext } from '../assay/machine.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { petroleumTestRules } from './assay-rules.fixture.ts';
import { petroleumProcedures } from './procedures.ts';

const procedures = petroleumProcedures(petroleumTestRules);
const definition = assayDefinition(() => procedures);
const parent = 'consignment/D2.1';
const [analyst, reviewer] = [person('analyst'), person('reviewer')];

type Bench = Rehearsal<AssayContext>;
const begun = (...items: readonly string[]): Bench =>
  Rehearsal.begin<AssayContext>(definition, 'assay/CRUDE', {
    order: {
      parent,
      code: 'CRUDE',
      items: items.map((item) => ({ item, basis: null })),
      pack: { id: 'petroleum-cn', version: '2026.1', hash: '' },
    },
  });
const entry = (item: string, value: string): Told => ({ type: 'determination.entered', item, value });
const accept = (...withoutPrecision: readonly string[]): Told => ({
  type: 'review.accepted',
  ...(withoutPrecision.length > 0 && { withoutPrecision }),
});
const enter = (bench: Bench, item: string, ...values: readonly string[]): Bench =>
  values.reduce((so, value) => so.ask(entry(item, value), analyst), bench);

it('goes from order to approval: duplicates, five after two that disagree, and one density on the reviewer’s word', () => {
  const duplicates = enter(begun('sulfur', 'water', 'density-20'), 'sulfur', '10000.0', '10100.0');
  const five = enter(duplicates, 'water', '0.40', '0.49', '0.48', '0.47', '0.48');
  const inReview = enter(five, 'density-20', '865.4');
  expect(inReview.state).toBe('in-review');
  const done = inReview.ask(accept('density-20'), reviewer);
  expect(done.messages(parent)).toMatchObject([
    {
      type: 'assay.approved',
      results: [
        { item: 'sulfur', basis: null, unit: 'mg/kg', mean: '10050', rounded: '10050.0' },
        { item: 'water', unit: '% vol', mean: '0.48', determinations: ['0.49', '0.48', '0.47', '0.48'] },
        { item: 'density-20', unit: 'kg/m³', rounded: '865.4', precision: 'not-known' },
      ],
      analysts: ['analyst'],
      reviewer: 'reviewer',
    },
  ]);
  expect(done.messages(parent)[0]).not.toHaveProperty('findings');
});

it('discards all when two results would be dropped, and begins anew with the record kept', () => {
  const again = enter(begun('water'), 'water', '0.20', '0.50', '0.51', '0.51', '0.90');
  expect(again.context.items[0]).toMatchObject({ round: 2, determinations: [], verdict: { kind: 'need-more', have: 0 } });
  expect(again.context.items[0]?.discarded).toHaveLength(5);
  expect(enter(again, 'water', '0.50', '0.51').state).toBe('in-review');
});

it('asks for the reviewer’s word where the method states no r at the level found', () => {
  const dry = enter(begun('water'), 'water', '0.02', '0.03');
  expect(dry.context.items[0]?.verdict).toMatchObject({ kind: 'precision-not-known', reason: 'outside-range' });
  expect(dry.refusalOf(accept(), reviewer)).toMatchObject({ code: 'PRECISION_NOT_KNOWN', field: 'withoutPrecision' });
  expect(dry.ask(accept('water'), reviewer).messages(parent)).toMatchObject([{ results: [{ precision: 'not-known' }] }]);
});

it('needs no word where r judged', () => {
  const inReview = enter(begun('water'), 'water', '0.50', '0.51');
  expect(inReview.refusalOf(accept('water'), reviewer)).toMatchObject({ code: 'PRECISION_IS_KNOWN', remedy: 'Name no item.' });
  expect(inReview.refusalOf(accept(), analyst)).toMatchObject({ code: 'REVIEWER_SAME_PERSON' });
});

it.each([
  ['for an item that was not ordered', 'salt', '10', 'ITEM_NOT_ORDERED', 'item'],
  ['in g/mL instead of kg/m³', 'density-20', '0.8654', 'DETERMINATION_OUT_OF_RANGE', 'value'],
  ['that is negative where that cannot be', 'density-20', '-865.4', 'DETERMINATION_NEGATIVE', 'value'],
  ['colder than oil is ever poured', 'pour-point', '-91', 'DETERMINATION_OUT_OF_RANGE', 'value'],
  ['that is no number', 'pour-point', 'cold', 'NOT_A_NUMBER', 'value'],
])('an entry is refused %s', (_, item, value, code, field) => {
  expect(begun('density-20', 'pour-point').refusalOf(entry(item, value), analyst)).toMatchObject({ code, field });
});

it('takes a temperature below zero', () => {
  expect(enter(begun('pour-point'), 'pour-point', '-30', '-27').context.items[0]?.verdict).toMatchObject({ mean: '-28.5', rounded: '-28' });
});

it('throws on a day no edition of ISO 4259-2 is held for', () => {
  const [first] = petroleumTestRules.iso4259.editions.slice(1);
  const withoutThePast = petroleumProcedures({ ...petroleumTestRules, iso4259: { editions: first ? [first] : [] } });
  const water = withoutThePast.find(({ item }) => item.item === 'water');
  expect(() => water?.judge(['0.50', '0.51'], '2026-06-08')).toThrow('EDITION_NOT_IN_FORCE');
  expect(water?.judge(['0.50', '0.51'], '2026-06-09')).toMatchObject({ kind: 'accepted' });
});
