import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { plant } from '../kernel/testing/rehearsal.ts';
import {
  asked,
  container,
  done,
  granted,
  increment,
  operator,
  readings,
  stream,
  told,
  waitingRun,
} from './run.fixture.ts';

/** A run of a unit of 1000 t that began at 500 t, one cut every 100 t, a gap above 200 t. */
const begun = () =>
  waitingRun({ spacing: { interval: d('100'), gapAbove: d('200') } }).giveAll([
    granted,
    readings('Idle'),
    done('start'),
  ]);
const cutAt = (idx: number, total: number, flow = 800) => ({ ...increment(idx), total, flow });
const ended = (totals: readonly number[], end: number) => {
  const cuts = totals.map((total, index) => cutAt(index + 1, total));
  const passed = begun().giveAll([...cuts, stream(false, end)], plant);
  const run = passed.state === 'completing' ? passed : passed.ask(asked('finish'), operator);
  const counted = { 'Act.CutCount': totals.length };
  return told(
    run.giveAll([done('complete'), container(totals.length + 1), readings('Completed', counted)]),
  )?.['spread'];
};

describe('how cuts lie along the cargo', () => {
  it('has no gap where they follow regularly', () => {
    expect(ended([550, 650, 750, 850], 900)).toMatchObject({ longest: '100', unsampled: '0', flows: '3200' });
  });

  it('has a gap before the first cut, between two and after the last one; each cut stands for one interval', () => {
    expect(ended([710, 800, 1100], 1100)).toMatchObject({ longest: '300', unsampled: '310' });
    expect(ended([600, 700], 1000)).toMatchObject({ longest: '300', unsampled: '200' });
    expect(ended([], 900)).toMatchObject({ longest: '400', unsampled: '300', lastCutAt: null });
  });

  it('is no gap exactly at the limit', () => {
    expect(ended([700, 900], 1100)).toMatchObject({ longest: '200', unsampled: '0' });
  });

  it('never has more unsampled than passed, nor a longest stretch beyond it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 501, max: 1500 }), { maxLength: 12 }),
        fc.integer({ min: 500, max: 1500 }),
        (totals, end) => {
          const sorted = totals.toSorted((a, b) => a - b);
          const spread = ended(sorted, end) as { longest: string; unsampled: string };
          const passed = Math.max(end, ...sorted) - 500;
          expect(toDecimal(d(spread.unsampled)).lte(passed)).toBe(true);
          expect(toDecimal(d(spread.longest)).lte(passed)).toBe(true);
          expect(
            toDecimal(d(spread.longest))
              .times(sorted.length + 1)
              .gte(passed),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
