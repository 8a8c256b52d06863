import { dataOf, faultsOf, fieldsOf, scannedInto, valuesOf } from './step-fields.ts';
import type { Step } from './step-fields.ts';

const common = { id: 's', name: { zh: '', en: '' }, witness: false, evidence: false };
const receive: Step = { kind: 'receive', ...common, massTolerancePercent: null, fill_pct: null };
const fill: Step = {
  kind: 'fill',
  ...common,
  from: [],
  balance: null,
  bottles: [
    { kind: 'laboratory', count: 2, mass_kg: null, fill_pct: null, closures: ['glass'] },
    { kind: 'retained', count: 1, mass_kg: null, fill_pct: null, closures: null },
  ],
};

describe('what is told of a step', () => {
  const evidence = ['e'];

  it('is sent by container, without those that did not arrive', () => {
    const values = {
      balanceId: 'W-1',
      'containers.0.seal': 'S-1',
      'containers.0.gross_kg': '10。52',
      'containers.0.tare_kg': '０.5',
    };
    expect(faultsOf(fieldsOf(receive, [3, 4]), values, [])).toEqual({
      'containers.1.seal': 'missing',
      'containers.1.gross_kg': 'missing',
      'containers.1.tare_kg': 'missing',
    });
    expect(faultsOf(fieldsOf(receive, [3, 4]), values, [4])).toEqual({});
    expect(dataOf(receive, [3, 4], { values, missing: [4], evidence })).toEqual({
      kind: 'receive',
      evidence,
      balanceId: 'W-1',
      containers: [{ position: 3, seal: 'S-1', gross_kg: '10.52', tare_kg: '0.5' }],
      missing: [4],
    });
  });

  it('keeps the positions of containers when the first did not arrive', () => {
    const values = {
      balanceId: 'W',
      'containers.1.seal': 'S',
      'containers.1.gross_kg': '2',
      'containers.1.tare_kg': '1',
    };
    const data = dataOf(receive, [3, 4], { values, missing: [3], evidence });
    expect(data).toMatchObject({ containers: [{ position: 4, seal: 'S', gross_kg: '2', tare_kg: '1' }] });
    expect(valuesOf(data, [3, 4])).toMatchObject(values);
  });

  it('names each bottle by the recipe, and comes back into its fields', () => {
    const bottle = (index: number, closure: string) => ({
      [`bottles.${index}.mass_kg`]: '0.5',
      [`bottles.${index}.closure`]: closure,
      [`bottles.${index}.seal`]: `S-${index}`,
    });
    const values = { ...bottle(0, 'glass'), ...bottle(1, 'glass'), ...bottle(2, 'cork'), rejected_kg: '1.2' };
    const data = dataOf(fill, [], { values, missing: [], evidence });
    expect(data).toMatchObject({
      kind: 'fill',
      bottles: [{ kind: 'laboratory' }, { kind: 'laboratory' }, { kind: 'retained', closure: 'cork' }],
    });
    expect(valuesOf(data, [])).toMatchObject(values);
  });

  it('is refused beside its field when it is no number', () => {
    const weigh: Step = { kind: 'weigh', ...common, from: null, massTolerancePercent: null };
    expect(faultsOf(fieldsOf(weigh, []), { balanceId: 'W', gross_kg: '10,5', tare_kg: 'ten' }, [])).toEqual({
      gross_kg: 'notNumber',
      tare_kg: 'notNumber',
    });
  });

  it('takes a scanned seal where the cursor is, or where a seal is missing', () => {
    const groups = fieldsOf(fill, []);
    const first = { 'bottles.0.seal': 'S-1' };
    expect(scannedInto(groups, {}, [], null)).toBe('bottles.0.seal');
    expect(scannedInto(groups, first, [], 'rejected_kg')).toBe('bottles.1.seal');
    expect(scannedInto(groups, first, [], 'bottles.0.seal')).toBe('bottles.0.seal');
    const all = { ...first, 'bottles.1.seal': 'S-2', 'bottles.2.seal': 'S-3' };
    expect(scannedInto(groups, all, [], null)).toBeNull();
  });

  it('asks how many passes as a whole number', () => {
    const divide: Step = {
      kind: 'divide',
      ...common,
      from: null,
      apparatus: ['riffle'],
      passes: null,
      cuts: null,
      parts: [],
      balance: null,
    };
    const values = { apparatus: 'riffle', passes: '2.5', massIn_kg: '3', rejected_kg: '1' };
    expect(faultsOf(fieldsOf(divide, []), values, [])).toEqual({ passes: 'notCount' });
    expect(dataOf(divide, [], { values: { ...values, passes: '３' }, missing: [], evidence })).toMatchObject({
      passes: 3,
    });
  });
});
