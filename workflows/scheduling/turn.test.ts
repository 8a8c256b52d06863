import fc from 'fast-check';
import { instant } from '../kernel/brand.ts';
import type { Instant } from '../kernel/brand.ts';
import { turns, urgencies } from './turn.ts';
import type { TurnRequest, Urgency } from './turn.ts';

const rules = { longestWait_min: 240 };
const at = (minute: number): Instant =>
  instant(new Date(Date.UTC(2026, 10, 22) + minute * 60_000).toISOString());
type Named = TurnRequest & { readonly name: string };
const asked = (
  name: string,
  minute: number,
  urgency: Urgency = 'normal',
  due: number | null = null,
): Named => ({
  name,
  urgency,
  requestedAt: at(minute),
  dueAt: due === null ? null : at(due),
});
const order = (waiting: readonly Named[], now: number) =>
  turns(waiting, at(now), rules).map(({ request }) => request.name);

describe('who is next', () => {
  it('is who came first, when nothing else tells them apart', () => {
    expect(order([asked('b', 2), asked('a', 1), asked('c', 3)], 10)).toEqual(['a', 'b', 'c']);
  });
  it('is what is due first, before what is not due at all', () => {
    expect(
      order([asked('none', 0), asked('late', 1, 'normal', 300), asked('soon', 2, 'normal', 100)], 10),
    ).toEqual(['soon', 'late', 'none']);
  });
  it('is the urgent one, whatever is due', () => {
    expect(
      order([asked('due', 0, 'normal', 20), asked('urgent', 5, 'urgent'), asked('low', 1, 'low', 15)], 10),
    ).toEqual(['urgent', 'due', 'low']);
  });
  it('is who has waited longer than anybody should, from the minute on that he has', () => {
    const waiting = [asked('low', 0, 'low'), asked('urgent', 200, 'urgent')];
    expect(order(waiting, 239)).toEqual(['urgent', 'low']);
    expect(order(waiting, 240)).toEqual(['low', 'urgent']);
  });
  it('says why', () => {
    const waiting = [
      asked('old', 0),
      asked('urgent', 200, 'urgent'),
      asked('due', 201, 'normal', 300),
      asked('plain', 202),
    ];
    expect(turns(waiting, at(250), rules).map(({ reason }) => reason)).toEqual([
      'waited-longest',
      'urgent',
      'due-first',
      'first-come',
    ]);
  });
});

const arbitrary = fc.record({
  name: fc.string({ minLength: 1, maxLength: 4 }),
  urgency: fc.constantFrom(...urgencies),
  requestedAt: fc.integer({ min: 0, max: 1000 }).map(at),
  dueAt: fc.option(fc.integer({ min: 0, max: 2000 }).map(at), { nil: null }),
});

it('loses and adds nobody, and does not depend on the order in which they stand', () => {
  fc.assert(
    fc.property(fc.array(arbitrary, { maxLength: 12 }), (waiting) => {
      const served = turns(waiting, at(1000), rules).map(({ request }) => request);
      expect(new Set(served)).toEqual(new Set(waiting));
      const times = ({ requestedAt, urgency, dueAt }: TurnRequest) => [requestedAt, urgency, dueAt];
      const reversed = turns(waiting.toReversed(), at(1000), rules).map(({ request }) => request);
      expect(reversed.map(times)).toEqual(served.map(times));
    }),
    { numRuns: 1000 },
  );
});

/**
 * Every adversary there is, on a small port: one unit, turns of an hour, and in each hour up to one new request of any urgency. A low
 * request that came at the beginning must get its turn within a bound that does not depend on what came after it.
 */
it('lets nobody starve, whatever comes after him', () => {
  const hours = 9;
  const explore = (hour: number, waiting: readonly Named[], worst: number): number => {
    const [next] = turns(waiting, at(hour * 60), rules);
    if (next?.request.name === 'first') return Math.max(worst, hour);
    if (hour === hours) return Infinity;
    const left = waiting.filter((each) => each !== next?.request);
    const arrivals = [null, ...urgencies] as const;
    return arrivals.reduce<number>((most, urgency) => {
      const name = `h${hour}`;
      const more =
        urgency === null ? [] : [asked(name, hour * 60 + 1, urgency, urgency === 'low' ? null : hour * 60)];
      return Math.max(most, explore(hour + 1, [...left, ...more], worst));
    }, worst);
  };
  expect(explore(0, [asked('first', 0, 'low'), asked('other', 0, 'urgent')], 0)).toBe(
    rules.longestWait_min / 60,
  );
});
