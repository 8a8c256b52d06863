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

  it('reaches to where the meter was when the sampler was told to end, also while the stream flows on', () => {
    const run = begun()
      .giveAll([cutAt(1, 600), cutAt(2, 700)], plant)
      .ask(asked('finish'), operator);
    const end = (totalBefore: number | null) =>
      told(
        run.giveAll([
          done('complete', totalBefore),
          container(3),
          readings('Completed', { 'Act.CutCount': 2 }),
        ]),
      );
    expect(end(780)).toMatchObject({ passed: '280', spread: { longest: '100' } });
    expect(end(950)).toMatchObject({ passed: '450', spread: { longest: '250', unsampled: '150' } });
    // Read before the last cut was made, or not at all.
    for (const before of [690, null]) expect(end(before)).toMatchObject({ passed: '200' });
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
