import { Decimal } from '../kernel/decimal.ts';
import { chiSquare, studentT, upperTail } from './quantiles.ts';

const d = (text: string) => new Decimal(text);

it('of t agree with the printed table', () => {
  const t = (pairs: number) => studentT(upperTail(d('0.95')), pairs - 1).toFixed(3);
  expect([20, 10, 30, 2].map(t)).toEqual(['2.093', '2.262', '2.045', '12.706']);
});

it('of χ² agree with the printed table', () => {
  const chi = (p: string, k: number) => chiSquare(d(p), k).toFixed(3);
  expect([chi('0.975', 10), chi('0.025', 10), chi('0.975', 20), chi('0.025', 20), chi('0.95', 1)]).toEqual(
    ['20.483', '3.247', '34.170', '9.591', '3.841'], // prettier-ignore
  );
});
