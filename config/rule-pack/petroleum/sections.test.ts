import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import { precisionSchema } from './precision-schema.ts';
import { samplingSchema } from './sampling-schema.ts';

type Section = Record<string, unknown>;
const sampling = () => structuredClone(shippedSection('petroleum-cn-2026', 'sampling')) as Section;
const precision = () => structuredClone(shippedSection('petroleum-cn-2026', 'precision')) as Section;

const faultsOf = (schema: typeof samplingSchema | typeof precisionSchema, section: Section) =>
  schema.safeParse(section).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('sections of a petroleum pack', () => {
  it('hold as shipped', () => {
    expect(faultsOf(samplingSchema, sampling())).toEqual([]);
    expect(faultsOf(precisionSchema, precision())).toEqual([]);
  });

  it('need every formula, and no other', () => {
    const { formulas, ...rest } = sampling();
    const { verdict: _, ...without } = formulas as Section;
    expect(faultsOf(samplingSchema, { ...rest, formulas: without })).toEqual([expect.stringContaining('formulas.verdict')]);
    expect(faultsOf(samplingSchema, { ...rest, formulas: { ...(formulas as Section), other: {} } })).toEqual([
      expect.stringContaining('formulas'),
    ]);
  });

  it('need a proving table that rises', () => {
    const section = sampling();
    const { rows, ...proving } = section['proving'] as { rows: unknown[] };
    expect(faultsOf(samplingSchema, { ...section, proving: { ...proving, rows: [...rows].reverse() } })).toEqual([
      'proving.rows: rows must rise by water',
    ]);
  });

  it('need bands whose least is below their most', () => {
    const section = sampling();
    const factors = section['factors'] as Section;
    const grabFactor = { ...(factors['grabFactor'] as Section), least: '1.05', most: '0.95' };
    expect(faultsOf(samplingSchema, { ...section, factors: { ...factors, grabFactor } })).toEqual([
      'factors.grabFactor: least must be below most',
    ]);
  });

  it('name an item once, and no range upside down', () => {
    const section = precision();
    const methods = section['methods'] as Section[];
    expect(faultsOf(precisionSchema, { ...section, methods: [...methods, methods[0]] })).toEqual([
      ': an item must stand only once among methods and tables',
    ]);
    const water = methods.map((method) => (method['from'] === undefined ? method : { ...method, from: '2' }));
    expect(faultsOf(precisionSchema, { ...section, methods: water })).toEqual(['methods.2: from must be below upTo']);
  });
});
