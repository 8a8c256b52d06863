import { decimalString as d } from '../kernel/brand.ts';
import type { BlindSampleOrder } from './control.ts';
import {
  approved,
  begun,
  byProcess,
  drawn,
  group,
  material,
  opened,
  secretOf,
  terms,
} from './blind-control.fixture.ts';

/** A bottle came to the bench and the codes were drawn. */
const decided = (changed = {}, by = terms, secret = secretOf(0)) =>
  opened(by).give(begun(changed)).give(drawn(1, secret));
const orders = (of: ReturnType<typeof opened>) =>
  of.wishes('process.start').map(({ input }) => (input as { readonly order: BlindSampleOrder }).order);

describe('the blind control of a laboratory', () => {
  it('has a secret drawn for every bottle of its groups, and for no other', () => {
    const [draw] = opened().give(begun()).wishes('custody.draw-codes');
    expect(draw).toEqual({ stage: 'assay', ref: 1, count: 3 });
    expect(opened().give(begun({ bottle: 'moisture-6mm' })).wished).toEqual([]);
    expect(opened().give(begun({ commodity: 'grain' })).wished).toEqual([]);
    expect(opened(null).give(begun()).wished).toEqual([]);
    const bySulphur = opened({ ...terms, groups: [{ ...group, items: ['St'] }] });
    expect(bySulphur.give(begun()).wished).toEqual([]);
    expect(bySulphur.give(begun({ items: [{ item: 'St' }] })).wishes('custody.draw-codes')).toHaveLength(1);
  });

  it('puts in what the draw says, tested for the very same as the bottle it was drawn for', () => {
    const control = decided();
    const [duplicate, reference] = orders(control);
    const { items, pack, bottle, mass } = begun();
    expect(duplicate).toMatchObject({
      code: 'D-1',
      items,
      pack,
      bottle,
      content: { kind: 'duplicate', of: 'A-1', mass },
    });
    expect(reference).toMatchObject({
      code: 'R-1',
      items,
      pack,
      bottle,
      content: { kind: 'reference', material: { id: 'GBW-1' } },
    });
    expect(control.wishes('process.start').map(({ process }) => process)).toEqual([
      'blind-sample/D-1',
      'blind-sample/R-1',
    ]);
    expect(control.context.counts).toEqual([
      { group: 'coal-analysis', assays: 1, duplicates: 1, references: 1, tooLight: 0, unsupplied: 0 },
    ]);
    expect(control.context.drawing).toEqual([]);
  });

  it('puts in nothing where the draw lies above the share', () => {
    const rare = { ...terms, groups: [{ ...group, duplicates: d('0.05'), references: d('0.05') }] };
    expect(orders(decided({}, rare, secretOf(255)))).toEqual([]);
    expect(orders(decided({}, rare, secretOf(0)))).toHaveLength(2);
    expect(
      orders(decided({}, { ...rare, groups: [{ ...group, duplicates: d('0'), references: d('0') }] })),
    ).toEqual([]);
  });

  it('does not divide a bottle that is too light, and says how often', () => {
    const control = decided({ mass: d('0.099') });
    expect(orders(control).map(({ content }) => content.kind)).toEqual(['reference']);
    expect(control.context.counts[0]).toMatchObject({ duplicates: 0, tooLight: 1 });
  });

  it.each([
    ['no longer valid', { ...material, validUntil: '2026-03-04' }],
    ['used up', { ...material, portions: 0 }],
    ['of another commodity', { ...material, commodity: 'grain' as const }],
    ['certified for nothing that is tested', { ...material, values: material.values.slice(1) }],
  ])('puts in no material that is %s', (_, other) => {
    const control = decided({}, { ...terms, materials: [other] });
    expect(orders(control).map(({ content }) => content.kind)).toEqual(['duplicate']);
    expect(control.context.counts[0]).toMatchObject({ references: 0, unsupplied: 1 });
  });

  it('counts the stock, and takes a portion back that was never filled', () => {
    const one = { ...terms, materials: [{ ...material, portions: 1 }] };
    const first = decided({}, one);
    expect(first.context.used).toEqual({ 'GBW-1': 1 });
    const second = first.give(begun({ code: begun().code })).give(drawn(2));
    expect(orders(second).map(({ content }) => content.kind)).toEqual(['duplicate']);
    const ended = { type: 'control.ended', code: 'R-1', outcome: 'given-up', portionUsed: false };
    expect(first.give(ended, byProcess('blind-sample/R-1')).context.used).toEqual({ 'GBW-1': 0 });
    expect(first.give({ ...ended, portionUsed: true }, byProcess('blind-sample/R-1')).context.used).toEqual({
      'GBW-1': 1,
    });
    expect(first.give(ended, byProcess('blind-sample/other')).context.used).toEqual({ 'GBW-1': 1 });
  });

  it('sends what is labelled to the bench with the next bottle of its commodity, once', () => {
    const ready = decided().give({ type: 'control.ready', code: 'D-1' }, byProcess('blind-sample/D-1'));
    expect(ready.give(begun({ commodity: 'grain' })).messages()).toEqual([]);
    const next = ready.give(begun({ bottle: 'moisture-6mm' }));
    expect(next.messages('blind-sample/D-1')).toEqual([{ type: 'control.release' }]);
    expect(next.messages()).toHaveLength(1);
    expect(next.give(begun()).messages()).toEqual([]);
  });

  it('hands the results of a divided bottle on, and those of no other', () => {
    const control = decided();
    const told = approved('A-1', ['A', 'ad', '10.00']);
    const { type, ...handed } = control.give(told).messages('blind-sample/D-1')[0] ?? {};
    expect([type, handed]).toEqual(['original.approved', { approved: told }]);
    expect(control.give(approved('A-2', ['A', 'ad', '10.00'])).wished).toEqual([]);
    const over = control.give(
      { type: 'control.ended', code: 'D-1', outcome: 'scored', portionUsed: true },
      byProcess('blind-sample/D-1'),
    );
    expect(over.give(told).wished).toEqual([]);
  });

  it('keeps results that come before the draw for the duplicate', () => {
    const told = approved('A-1', ['A', 'ad', '10.00']);
    const starts = opened().give(begun()).give(told).give(drawn(1)).wishes('process.start');
    expect(starts.map(({ input }) => (input as { original: unknown }).original)).toEqual([told, null]);
  });

  it('follows the site: what was drawn under terms that are gone is not put in', () => {
    const gone = opened().give(begun()).give({ type: 'control.terms', terms: null });
    expect(orders(gone.give(drawn(1)))).toEqual([]);
    expect(gone.give(drawn(1)).context.drawing).toEqual([]);
  });
});
