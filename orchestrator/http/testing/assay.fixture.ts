import { blindCode, decimalString } from '../../../workflows/kernel/brand.ts';
import type * as view from '../../views/model.ts';
import { fixtureTime, two, source } from './shared.fixture.ts';

/** A bottle at the bench, every member filled. */

export const assayCode = blindCode('A-7Q2M4K');

export const assayTask: view.AssayTaskView = {
  code: assayCode,
  status: 'testing',
  items: [
    {
      definition: {
        rule: 'two-three-four',
        item: 'A',
        basis: 'ad',
        name: two('灰分', 'Ash'),
        unit: '%',
        method: 'GB/T 212-2008',
        decimals: 2,
        minimum: decimalString('0'),
        maximum: decimalString('100'),
        repeatability: [
          {
            from: decimalString('0'),
            fromInclusive: true,
            to: decimalString('15'),
            toInclusive: false,
            limit: decimalString('0.20'),
            relative: false,
          },
        ],
        source,
      },
      determinations: [{ value: decimalString('14.23'), analyst: 'analyst', at: fixtureTime }],
      verdict: {
        kind: 'accepted',
        mean: decimalString('14.235'),
        rounded: decimalString('14.24'),
        used: [0, 1],
        limit: decimalString('0.20'),
        range: decimalString('0.02'),
      },
      round: 1,
    },
  ],
  receivedAt: fixtureTime,
  version: 3,
};
