import { decimalString as d, instant } from '../kernel/brand.ts';
import type { CargoLine, Nomination } from './nomination.ts';

/** A ship with coal in two holds and diesel in two parcels. */

export const coalLine: CargoLine = {
  line: 1,
  kind: 'coal',
  product: 'Steam coal',
  declarationNo: 'COAL-1',
  goodsItem: 1,
  mass: d('52480.5'),
  volume: null,
  holds: [
    { name: '1', quantity: d('26000') },
    { name: '3', quantity: d('26480.5') },
  ],
  billsOfLading: ['NEWC-1', 'NEWC-2'],
  originPort: 'Newcastle',
  consignor: { name: 'Example Mining' },
  consignee: { name: 'Example Energy', address: '1 Harbour Road' },
};

export const dieselLine: CargoLine = {
  ...coalLine,
  line: 2,
  kind: 'petroleum',
  product: 'Diesel',
  declarationNo: null,
  goodsItem: null,
  mass: null,
  volume: d('600'),
  holds: [
    { name: '1P', quantity: d('200') },
    { name: '1S', quantity: d('400') },
  ],
};

export const nomination: Nomination = {
  number: 'NOM-1',
  revision: 1,
  ship: { name: 'MV Example Star', imo: '9074729', voyage: '026E' },
  berth: null,
  eta: instant('2026-03-10T00:00:00.000Z'),
  etb: null,
  etd: instant('2026-03-12T00:00:00.000Z'),
  lines: [coalLine, dieselLine],
};
