import { loadRulePack } from '../../config/rule-pack/load.ts';
import type { RulePackKind } from '../../config/rule-pack/kinds.ts';
import { packLibrary } from './packs.ts';

const folders = ['config/rules'];
const library = packLibrary(folders);
const refOf = (kind: RulePackKind, id: string) => {
  const pack = loadRulePack(folders, { kind, id });
  if (!pack.ok) throw new Error(pack.refusal.message);
  return pack.value.ref;
};

describe('what a pack can test', () => {
  it.each([
    ['coal', 'coal-cn', 'A', 'two-three-four'],
    ['coal', 'coal-cn', 'C', 'two-three-four'],
    ['grain', 'grain-cn', 'testWeight_g_per_L', 'parallel'],
    ['grain', 'grain-cn', 'AFB1', 'precision-not-known'],
    ['grain', 'grain-cn', 'live-insects', 'observation'],
    ['petroleum', 'petroleum-cn', 'sulfur', 'iso-4259'],
  ] as const)('of %s, %s: %s by the rule %s', (kind, id, item, rule) => {
    const procedure = library.proceduresOf(refOf(kind, id)).find((known) => known.item.item === item);
    expect(procedure?.item.rule).toBe(rule);
  });

  it('judges petroleum by the editions of the laboratory pack that its section names', () => {
    const sulfur = library.proceduresOf(refOf('petroleum', 'petroleum-cn')).find(({ item }) => item.item === 'sulfur');
    expect(sulfur?.judge(['10.0', '11.0'], '2026-11-22')).toMatchObject({ kind: 'accepted', mean: '10.5' });
    expect(sulfur?.judge(['10.0', '20.0'], '2026-11-22')).toMatchObject({ kind: 'need-more', wanted: 5 });
  });

  it('is read once', () => {
    const ref = refOf('grain', 'grain-cn');
    expect(library.proceduresOf({ ...ref })).toBe(library.proceduresOf(ref));
  });

  it('is not there for a laboratory pack, for one nobody has, nor for one whose content changed', () => {
    const grain = refOf('grain', 'grain-cn');
    expect(() => library.proceduresOf(refOf('laboratory', 'laboratory-cn'))).toThrow('nothing can be tested by it');
    expect(() => library.proceduresOf({ ...grain, version: '1999.1' })).toThrow('nothing can be tested by it');
    expect(() => library.proceduresOf({ ...grain, hash: '0'.repeat(64) })).toThrow('its content changed');
    expect(() => library.coal({ ...refOf('coal', 'coal-cn'), hash: '0'.repeat(64) })).toThrow('its content changed');
  });
});
