import { packs, site } from '../../orchestrator/services/testing/house.ts';
import { judgeGrainSampling } from '../../workflows/grain-sampling/judge.ts';
import { plannedOrder } from '../../workflows/grain-sampling/order.ts';
import { planGrainSampling } from '../../workflows/grain-sampling/plan.ts';
import { decimalString as d } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { JournaledEvents } from '../support/bench-port/truth.ts';
import type { BenchPort } from '../support/bench-port/bench-port.ts';
import { coalSamplers } from '../support/bench-port/bench-units.ts';
import { cutting, finish, sampleIsJudged, sampleIsThePlants } from './sampling-day.ts';

let port: BenchPort | undefined;
afterEach(() => port?.close());

/** t, of the bench's coal. */
const interval = 10;

it.each(coalSamplers)('%s cuts once in each stratum, and the sample is valid', async (unit) => {
  port = await cutting({ unit, method: 'stratified-random' });
  await finish(port);
  expect(await sampleIsThePlants(port)).toEqual({ missed: 0 });
  sampleIsJudged(port, { misses: false, suspicions: [] });
  const { plant } = new JournaledEvents(port).records('taken');
  expect(plant).toHaveLength(30);
  const longest = Number(port.finished?.spread.longest);
  // At random within the intervals, and never more than two of them apart.
  expect(longest).toBeGreaterThan(interval * 1.2);
  expect(longest).toBeLessThan(interval * 2);
});

describe('the diverter by time', () => {
  function must<T>(outcome: Outcome<T>): T {
    if (!outcome.ok) throw new RefusedError(outcome.refusal);
    return outcome.value;
  }
  const { sampling, ref } = must(packs.named('grain', site.rulePacks.grain));
  /** 300 t with an increment for every 4 t, so 75: one every 3600·300/(75·1000) = 14.4 s. */
  const plan = must(
    planGrainSampling(
      {
        scheme: 'canada-practice',
        purpose: 'mycotoxins',
        on: '2026-03-05',
        basis: 'time',
        holds: [{ name: '1', mass_t: d('300') }],
        sampler: {
          opening_mm: d('30'),
          traverseSpeed_m_per_s: d('0.5'),
          maximumFlow_t_per_h: d('1000'),
          usualFlow_t_per_h: d('800'),
          shortestInterval_s: d('8'),
          bags: 6,
          bagCapacity_kg: d('20'),
        },
      },
      sampling,
      ref,
    ),
  ).value;
  const [unit] = plan.units;
  if (!unit) throw new Error('the plan has no unit');

  it('cuts a slower stream more often than planned, and the sample is valid', async () => {
    port = await cutting({ unit: 'GD-01', planned: plannedOrder(plan, unit, d('0.01')) });
    expect([port.bench.get('GD-01.Set.Basis'), port.bench.number('GD-01.Set.CutInterval')]).toEqual([
      1,
      Math.fround(14.4),
    ]);
    await finish(port);
    expect(await sampleIsThePlants(port)).toEqual({ missed: 0 });
    const { finished } = port;
    if (!finished) throw new Error('nobody was told of a sample');
    // At about 800 t/h 300 t take 1350 s: 94 cuts, 3.2 t apart.
    expect(finished.taken).toBeGreaterThan(85);
    expect(finished.taken).toBeLessThan(105);
    expect(Number(finished.spread.longest)).toBeLessThan(Number(unit.interval_t));
    expect(must(judgeGrainSampling(plan, unit, finished, sampling)).value).toMatchObject({
      incrementsPlanned: 75,
      validity: 'VALID',
      findings: [],
    });
  });
});
