import { createHmac } from 'node:crypto';
import { blindCodeFrom } from '../custody/blind-code.ts';
import { decimalString as d, instant } from '../kernel/brand.ts';
import { begun, group, material, terms } from './blind-control.fixture.ts';
import { decide } from './draw.ts';

const at = instant('2026-03-05T00:00:00.000Z');
const secret = (no: number) =>
  blindCodeFrom(createHmac('sha256', 'a key').update(`${no}`).digest().subarray(0, 8));
const bottles = 1500;
const all = (shares: { duplicates: string; references: string }, kinds = [material]) => {
  const rated = { ...group, duplicates: d(shares.duplicates), references: d(shares.references) };
  return Array.from({ length: bottles }, (_, no) =>
    decide(begun(), rated, secret(no), { ...terms, materials: kinds }, {}, at),
  );
};
/** Four standard deviations of the binomial distribution. */
const within = (hits: number, share: number, of = bottles) =>
  Math.abs(hits - of * share) <= 4 * Math.sqrt(of * share * (1 - share));

describe('the draw', () => {
  it.each([
    ['0.05', '0.1'],
    ['0.5', '0.01'],
  ])('keeps the shares %s and %s in the long run, each by itself', (duplicates, references) => {
    const decisions = all({ duplicates, references });
    const count = (is: (one: (typeof decisions)[number]) => boolean) => decisions.filter(is).length;
    expect(
      within(
        count((one) => one.duplicate),
        Number(duplicates),
      ),
    ).toBe(true);
    expect(
      within(
        count((one) => one.reference !== null),
        Number(references),
      ),
    ).toBe(true);
    const both = count((one) => one.duplicate && one.reference !== null);
    expect(within(both, Number(duplicates) * Number(references))).toBe(true);
  });

  it('takes all at a share of 1 and none at 0', () => {
    expect(
      all({ duplicates: '1', references: '0' }).every((one) => one.duplicate && one.reference === null),
    ).toBe(true);
  });

  it('takes every fitting material alike', () => {
    const kinds = ['a', 'b', 'c'].map((id) => ({ ...material, id }));
    const taken = all({ duplicates: '0', references: '1' }, kinds).map(({ reference }) => reference?.id);
    for (const { id } of kinds) expect(within(taken.filter((one) => one === id).length, 1 / 3)).toBe(true);
  });

  it('decides the same whenever it is asked again', () => {
    const shares = { duplicates: '0.2', references: '0.2' };
    expect(all(shares)).toEqual(all(shares));
  });

  it('does not follow from the code of the bottle', () => {
    const rated = { ...group, duplicates: d('0.5') };
    const of = (code: ReturnType<typeof secret>, by: ReturnType<typeof secret>) =>
      decide(begun({ code }), rated, by, terms, {}, at).duplicate;
    const numbers = Array.from({ length: 64 }, (_, no) => no);
    expect(new Set(numbers.map((no) => of(secret(no), secret(7)))).size).toBe(1);
    expect(new Set(numbers.map((no) => of(secret(7), secret(no)))).size).toBe(2);
  });
});
