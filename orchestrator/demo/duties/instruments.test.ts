import type { TestItem } from '../../../workflows/assay/test-item.ts';
import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import { readInstrument } from './instruments.ts';

interface Section {
  readonly items: readonly TestItem[];
  readonly itemsOnRequest: readonly TestItem[];
}

const definitions = (['grain-cn-2026', 'petroleum-cn-2026'] as const).flatMap((pack) => {
  const { items, itemsOnRequest } = shippedSection(pack, 'assay') as Section;
  return [...items, ...itemsOnRequest].map(
    (definition) => [`${pack} ${definition.item}`, definition] as const,
  );
});

describe('the instruments of the demonstration', () => {
  it.each(definitions)('read %s within what may be entered', (_, definition) => {
    const values = [1, 2].map((run) => readInstrument(1, { code: 'A1', definition, round: 1, run }));
    if (definition.rule === 'observation') {
      expect(values).toEqual([definition.answers[0]?.code, definition.answers[0]?.code]);
      return;
    }
    for (const value of values) {
      expect(Number(value)).toBeGreaterThanOrEqual(Number(definition.minimum));
      expect(Number(value)).toBeLessThanOrEqual(Number(definition.maximum));
      expect(value.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(definition.decimals);
    }
  });

  it('show the same at the same look, and another value at another', () => {
    const [, definition] = definitions.find(([, { item }]) => item === 'moisture') ?? [];
    if (!definition) throw new Error('grain is tested for moisture');
    const looks = ['A1', 'A1', 'A2', 'A3', 'A4'].map((code) =>
      readInstrument(1, { code, definition, round: 1, run: 1 }),
    );
    expect(looks[1]).toBe(looks[0]);
    expect(new Set(looks).size).toBeGreaterThan(1);
  });
});
