import fc from 'fast-check';
import type { Actor } from '../kernel/process.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move } from '../kernel/testing/explore.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Rehearsal, Told } from '../kernel/testing/rehearsal.ts';
import { standingHolds, untilDisposable } from './keeping.ts';
import type { CabinetContext } from './cabinet-orders.ts';
import {
  begunBottle,
  begunCabinet,
  byProcess,
  cabinetA,
  confirm,
  given,
  hold,
  parent,
  propose,
  putAway,
  reported,
} from './storage.fixture.ts';
import type { StoredBottle } from './storage.fixture.ts';

const people = [person('custodian'), person('officer')];
const moved = { type: 'bottle.move', cabinet: 'A', slot: 2, reason: 'order' };
const fetched = { type: 'bottle.fetch', reason: 'look' };
const usedUp = { type: 'bottle.used-up', reason: 'tested' };
const wanted = { type: 'reserve.fetched-for-test', reason: 're-inspection' };
const refusedSlot = {
  type: 'slot.refused',
  cabinet: 'A',
  slot: 1,
  refusal: { code: 'X', message: '', remedy: '' },
};
const lifted = (no?: number): Told => ({ type: 'hold.lifted', reason: 'over', ...(no && { no }) });

/** Whether it was right to end this bottle now: what a disposal and a test must each have. */
function isEndedRightly(before: StoredBottle, after: StoredBottle): boolean {
  const { context } = after;
  if (standingHolds(before.context).length > 0) return false;
  if (after.state === 'usedUp') return before.context.wantedForTest;
  const [proposed, confirmed] = context.record.filter(({ what }) => what.startsWith('dispos')).slice(-2);
  const byTwo =
    proposed?.by.kind === 'person' && confirmed?.by.kind === 'person' && proposed.by.id !== confirmed.by.id;
  return byTwo && untilDisposable(before.context, before.now) === 0;
}

describe('whoever does what to one bottle in whatever order', () => {
  interface World {
    readonly bottle: StoredBottle;
    readonly right: boolean;
  }
  const asked: readonly Told[] = [
    putAway(),
    putAway({ seal: 'R-9' }),
    fetched,
    usedUp,
    propose,
    confirm,
    { type: 'disposal.declined', reason: 'no' },
    hold,
    lifted(1),
    { type: 'quarantine.lifted', reason: 'seen' },
    reported('2026-01-01'),
  ];
  const told: readonly [Told, Actor][] = [
    [wanted, byProcess(parent)],
    [given(1), byProcess(cabinetA)],
    [refusedSlot, byProcess(cabinetA)],
    [confirm, byProcess(parent)],
    [propose, byProcess(parent)],
  ];
  function* moves({ bottle }: World): Iterable<Move<World>> {
    if (bottle.isDone) return;
    const to = (name: string, after: StoredBottle): Move<World> => ({
      name,
      to: { bottle: after, right: !after.isDone || isEndedRightly(bottle, after) },
    });
    for (const by of people)
      for (const event of asked) {
        if (event === hold && bottle.context.holds.length > 0) continue;
        // Who it is matters to a disposal alone.
        if (by !== people[0] && !event.type.startsWith('disposal')) continue;
        if (!bottle.refusalOf(event, by)) yield to(`${by.id}: ${event.type}`, bottle.ask(event, by));
      }
    for (const [event, by] of told) yield to(`${by.id}: ${event.type}`, bottle.give(event, by));
    if (bottle.waitsForTime) yield to('time', bottle.elapse());
  }
  const keyOf = ({ bottle, right }: World) => {
    const { slot, claim, expected, quarantined, countedFrom, holds, wantedForTest, disposal, record } =
      bottle.context;
    const wasFetched = record.some(({ what }) => what === 'fetched');
    return JSON.stringify([
      bottle.state, slot?.slot, claim?.slot, expected.seal, quarantined, countedFrom, holds.map(({ lifted: l }) => l !== null),
      wantedForTest, disposal?.by.id, wasFetched, right,
    ]); // prettier-ignore
  };
  const nodes = explore<World>({ bottle: begunBottle(), right: true }, keyOf, moves);
  const all = [...nodes.values()];

  it('is explored to every state', () => {
    expect(new Set(all.map(({ world }) => world.bottle.state))).toEqual(
      new Set(['awaited', 'claiming', 'stored', 'disposing', 'out', 'disposed', 'usedUp']),
    );
  });
  it('no bottle ends without its two persons or its test, nor under hold or retention', () => {
    expect(all.find(({ world }) => !world.right)?.path).toBeUndefined();
  });
  it('every bottle can still end, but for one whose only hold was lifted today', () => {
    const stuck = deadEnds(nodes, ({ bottle }) => bottle.isDone).filter(
      ({ world }) => !world.bottle.context.holds.some((each) => each.lifted !== null),
    );
    expect(stuck[0]?.path).toBeUndefined();
  });
  it('lies nowhere once it ended or is out, and somewhere while it is stored', () => {
    const lies = (state: string) =>
      new Set(
        all
          .filter(({ world }) => world.bottle.state === state)
          .map(({ world }) => world.bottle.context.slot !== null),
      );
    expect(['stored', 'disposing', 'out', 'disposed', 'usedUp'].map((state) => [...lies(state)])).toEqual([
      [true], [true], [false], [false], [false],
    ]); // prettier-ignore
  });
});

/** Bottles and cabinets with the messages between them, which arrive in any order. */
class Store {
  readonly bottles = new Map(['B-1', 'B-2', 'B-3'].map((code) => [`storage/${code}`, begunBottle(code)]));
  readonly cabinets = new Map<string, Rehearsal<CabinetContext>>(
    ['A', 'B'].map((name) => [`storage-cabinet/${name}`, begunCabinet(name, 2)]),
  );
  mail: { readonly from: string; readonly to: string; readonly event: Told }[] = [];

  #sent(from: string, rehearsal: { readonly wishes: StoredBottle['wishes'] }): void {
    for (const { to, event } of rehearsal.wishes('process.send'))
      if (to !== parent) this.mail.push({ from, to, event: event as Told });
  }
  ask(id: string, event: Told, by: Actor): void {
    const bottle = this.bottles.get(id);
    if (!bottle || bottle.refusalOf(event, by)) return;
    const after = bottle.ask(event, by);
    this.bottles.set(id, after);
    this.#sent(id, after);
  }
  deliver(which: number): void {
    const letter = this.mail[which % Math.max(1, this.mail.length)];
    if (!letter) return;
    this.mail = this.mail.filter((each) => each !== letter);
    const by = byProcess(letter.from);
    const [bottle, cabinet] = [this.bottles.get(letter.to), this.cabinets.get(letter.to)];
    const after = (bottle ?? cabinet)?.give(letter.event, by);
    if (bottle) this.bottles.set(letter.to, bottle.give(letter.event, by));
    if (cabinet) this.cabinets.set(letter.to, cabinet.give(letter.event, by));
    if (after) this.#sent(letter.to, after);
  }
}

const step = fc.oneof(
  fc.record({
    bottle: fc.constantFrom('storage/B-1', 'storage/B-2', 'storage/B-3'),
    act: fc.constantFrom('put', 'put', 'move', 'fetch', 'over', 'propose', 'confirm'),
    cabinet: fc.constantFrom('A', 'B'),
    slot: fc.integer({ min: 0, max: 3 }),
    by: fc.constantFrom(...people),
  }),
  fc.nat(20),
);

it('in whatever order people and messages come, one code has one slot and one slot one code', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const store = new Store();
      for (const each of steps) {
        if (typeof each === 'number') store.deliver(each);
        else {
          const { bottle, act, cabinet, slot, by } = each;
          const events: Record<string, Told> = {
            put: putAway({ cabinet, slot }),
            move: { ...moved, cabinet, slot },
            over: reported('2026-01-01'),
            fetch: fetched,
            propose,
            confirm,
          };
          store.ask(bottle, events[act] ?? confirm, by);
        }
        const slots = [...store.bottles.values()].flatMap(({ context }) =>
          context.slot ? [JSON.stringify(context.slot)] : [],
        );
        expect(new Set(slots).size).toBe(slots.length);
        for (const { context } of store.cabinets.values()) {
          expect(new Set(context.taken.map(({ code }) => code)).size).toBe(context.taken.length);
          expect(new Set(context.taken.map((each) => each.slot)).size).toBe(context.taken.length);
        }
      }
      while (store.mail.length > 0) store.deliver(0);
      // With every message delivered, cabinets and bottles agree on what lies where.
      const byBottles = [...store.bottles].flatMap(([id, { context }]) =>
        context.slot ? [{ id, ...context.slot }] : [],
      );
      const byCabinets = [...store.cabinets.values()].flatMap(({ context: { cabinet, taken } }) =>
        taken.map(({ process, slot, no }) => ({ id: process as string, cabinet, slot, no })),
      );
      const sorted = (places: readonly object[]) =>
        places.map((place) => JSON.stringify(Object.entries(place).sort())).sort();
      expect(sorted(byCabinets)).toEqual(sorted(byBottles));
    }),
    { numRuns: 80 },
  );
});
