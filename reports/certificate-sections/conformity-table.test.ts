import type { LotValue } from '../../workflows/assay/types.ts';
import type { ItemVerdict } from '../../workflows/conformity/types.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { shownValue } from './conformity-table.ts';

const name = { zh: '汞', en: 'Mercury' };
const compared = (value: string | null, limit: string, comparison: '<=' | '>=' = '<='): ItemVerdict => ({
  limit: {
    item: 'Hg',
    basis: 'd',
    name,
    unit: 'µg/g',
    comparison,
    limit: decimalString(limit),
    nature: 'environment',
    source: { standard: 'X', edition: '2014', clause: '6', confidence: 'confirmed' },
  },
  value: value === null ? null : decimalString(value),
  verdict: 'FAIL',
  decisionRule: 'GBT8170_FULL',
  regimes: [],
  conditional: false,
});
const reported = (value: string, shown: string): LotValue[] => [
  {
    item: 'Hg',
    basis: 'd',
    name,
    unit: 'µg/g',
    method: 'M',
    value: decimalString(value),
    reported: decimalString(shown),
  },
];

describe('value beside a verdict', () => {
  it('is the reported one', () => {
    expect(shownValue(compared('0.0634', '0.6'), reported('0.0634', '0.063'))).toBe('0.063');
  });

  it('is the compared one where rounding carried the reported one over the limit', () => {
    expect(shownValue(compared('0.604', '0.6'), reported('0.604', '0.60'))).toBe('0.604');
    expect(shownValue(compared('17.996', '18', '>='), reported('17.996', '18.00'))).toBe('17.996');
  });

  it('is the compared one where nothing is reported on that basis, and none where nothing was tested', () => {
    expect(shownValue(compared('0.7', '0.6'), [])).toBe('0.7');
    expect(shownValue(compared(null, '0.6'), reported('0.7', '0.70'))).toBeNull();
  });
});
