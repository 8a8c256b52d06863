import fc from 'fast-check';
import { instant, processId, unitId } from '../kernel/brand.ts';
import type { Instant } from '../kernel/brand.ts';
import { shiftPlan } from './shift-plan.ts';
import type { QueueAtUnit, Waiting } from './shift-plan.ts';

const rules = { longestWait_min: 240 };
const at = (minute: number): Instant =>
  instant(new Date(Date.UTC(2026, 10, 22) + minute * 60_000).toISOString());
const line = unitId('CP-01');
const waits = (
  name: string,
  minute: number,
  duration_min: number | null,
  more: Partial<Waiting> = {},
): Waiting => ({
  process: processId(name),
  requestedAt: at(minute),
  urgency: 'normal',
  dueAt: null,
  duration_min,
  ...more,
});
const holds = (name: string, minute: number, duration_min: number | null) => ({
  process: processId(name),
  since: at(minute),
  duration_min,
});
const queue = (more: Partial<QueueAtUnit>): QueueAtUnit => ({
  unit: line,
  capacity: 1,
  rules,
  holders: [],
  waiting: [],
  ...more,
});
const bars = (queued: QueueAtUnit, now = 0) =>
  shiftPlan([queued], at(now)).map(({ process, from, to }) => [process, from, to]);

describe('the plan ahead', () => {
  it('begins with what runs, then who waits', () => {
    const queued = queue({ holders: [holds('a', 0, 60)], waiting: [waits('b', 5, 30), waits('c', 6, 20)] });
    expect(bars(queued, 10)).toEqual([
      ['a', at(0), at(60)],
      ['b', at(60), at(90)],
      ['c', at(90), at(110)],
    ]);
  });

  it('does not pretend that what takes longer than thought has ended', () => {
    expect(bars(queue({ holders: [holds('a', 0, 60)], waiting: [waits('b', 5, 30)] }), 90)).toEqual([
      ['a', at(0), at(90)],
      ['b', at(90), at(120)],
    ]);
  });

  it('has no times behind something whose end nobody knows', () => {
    expect(bars(queue({ holders: [holds('a', 0, null)], waiting: [waits('b', 5, 30)] }))).toEqual([
      ['a', at(0), null],
      ['b', null, null],
    ]);
  });

  it('uses every place of a unit that works at several samples', () => {
    const queued = queue({
      capacity: 2,
      holders: [holds('a', 0, 60)],
      waiting: [waits('b', 1, 90), waits('c', 2, 30), waits('d', 3, 10)],
    });
    expect(bars(queued, 10)).toEqual([
      ['a', at(0), at(60)],
      ['b', at(10), at(100)],
      ['c', at(60), at(90)],
      ['d', at(90), at(100)],
    ]);
  });

  it('tells what will be late, and why each has its place', () => {
    const queued = queue({
      waiting: [
        waits('slow', 0, 100, { dueAt: at(90) }),
        waits('fast', 1, 30, { urgency: 'urgent', dueAt: at(60) }),
      ],
    });
    expect(
      shiftPlan([queued], at(5)).map(({ process, reason, late }) => [process, reason, late]),
    ).toEqual([
      ['fast', 'urgent', false],
      ['slow', 'due-first', true],
    ]);
  });

  it('serves who will have waited too long by the time a place is free', () => {
    const queued = queue({
      holders: [holds('a', 0, 230)],
      waiting: [
        waits('patient', 0, 10, { urgency: 'low' }),
        waits('u1', 20, 10, { urgency: 'urgent' }),
        waits('u2', 21, 10, { urgency: 'urgent' }),
      ],
    });
    expect(bars(queued, 100).map(([name]) => name)).toEqual(['a', 'u1', 'patient', 'u2']);
  });
});

describe('cleaning in the plan ahead', () => {
  const of = (lot: string, product = 'soybean') => ({ cargo: { kind: 'grain', product, lot } }) as const;
  const between = (cleaned: 'commodities' | 'lots') => ({
    rules: { ...rules, cleaning: { between: cleaned, duration_min: 15 } },
  });
  const kinds = (queued: QueueAtUnit, now: number) =>
    shiftPlan([queued], at(now)).map(({ kind, process, from, to }) => [kind, process, from, to]);

  it.each([
    ['commodities', [['planned', 'b', at(60), at(90)]]],
    ['lots', [['cleaning', 'b', at(60), at(75)], ['planned', 'b', at(75), at(105)]]],
  ] as const)('stands between %s, and nobody overtakes it on another place', (cleaned, second) => {
    const queued = queue({
      capacity: 2,
      ...between(cleaned),
      holders: [{ ...holds('a', 0, 60), ...of('A') }, { ...holds('a2', 0, 60), ...of('A') }],
      waiting: [
        waits('b', 5, 30, of('B')),
        waits('wheat', 6, 20, of('B', 'wheat')),
        waits('unknown', 7, 20),
      ],
    });
    const end = Date.parse(second.at(-1)?.[3] ?? '') / 60_000 - Date.parse(at(0)) / 60_000;
    expect(kinds(queued, 10)).toEqual([
      ['running', 'a', at(0), at(60)],
      ['running', 'a2', at(0), at(60)],
      ...second,
      ['cleaning', 'wheat', at(end), at(end + 15)],
      ['planned', 'wheat', at(end + 15), at(end + 35)],
      ['cleaning', 'unknown', at(end + 35), at(end + 50)],
      ['planned', 'unknown', at(end + 50), at(end + 70)],
    ]);
  });

  it('has begun when a unit that cleans itself was given back, and ends no earlier than now', () => {
    const soil = { cargo: of('A').cargo, since: at(0), cleaning: null };
    const queued = queue({ ...between('lots'), soil, waiting: [waits('b', 5, 30, of('B'))] });
    expect(kinds(queued, 10)[0]).toEqual(['cleaning', 'b', at(0), at(15)]);
    expect(kinds(queued, 20)[0]).toEqual(['cleaning', 'b', at(0), at(20)]);
    expect(kinds({ ...queued, waiting: [waits('a', 5, 30, of('A'))] }, 10)).toEqual([
      ['planned', 'a', at(10), at(40)],
    ]);
  });

  it('has no times behind something whose end nobody knows', () => {
    const held = { ...holds('a', 0, null), ...of('A') };
    const queued = queue({ ...between('lots'), holders: [held], waiting: [waits('b', 5, 30, of('B'))] });
    expect(kinds(queued, 10)).toEqual([
      ['running', 'a', at(0), null],
      ['cleaning', 'b', null, null],
      ['planned', 'b', null, null],
    ]);
  });
});

it('never has more at a unit than it takes, never anybody twice, and never begins before now', () => {
  const waiting = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom('urgent', 'normal', 'low'),
    ),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(
      waiting,
      fc.integer({ min: 1, max: 3 }),
      (asks, capacity) => {
        const queued = queue({
          capacity,
          holders: [holds('held', 0, 50)],
          waiting: asks.map(([minute, duration, urgency], index) =>
            waits(`w${index}`, minute, duration, { urgency: urgency as Waiting['urgency'] }),
          ),
        });
        const plan = shiftPlan([queued], at(60));
        expect(new Set(plan.map(({ process }) => process)).size).toBe(asks.length + 1);
        const planned = plan.filter(({ kind }) => kind === 'planned');
        expect(planned.every(({ from }) => from !== null && from >= at(60))).toBe(true);
        for (const { from } of planned) {
          const busy = plan.filter(
            (other) =>
              other.from !== null &&
              other.to !== null &&
              from !== null &&
              other.from <= from &&
              from < other.to,
          );
          expect(busy.length).toBeLessThanOrEqual(capacity);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
