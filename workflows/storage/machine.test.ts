import { decimalString as d, instant } from '../kernel/brand.ts';
import { keepingOf, untilDisposable } from './keeping.ts';
import {
  begunBottle,
  bottleStart,
  byProcess,
  cabinetA,
  confirm,
  custodian,
  given,
  hold,
  officer,
  over,
  parent,
  preparer,
  propose,
  putAway,
  refused,
  reported,
  stored,
} from './storage.fixture.ts';
import { storedBottleStart } from './stored-bottle.ts';

const process = byProcess(parent);
const lift = (no?: number) => ({ type: 'hold.lifted', reason: 'settled', ...(no !== undefined && { no }) });

describe('a bottle that is put away', () => {
  it('asks the cabinet for its slot, and lies in it when it is given', () => {
    const asked = begunBottle().ask(putAway(), preparer);
    expect(asked.state).toBe('claiming');
    expect(asked.wishes('process.send')).toEqual([
      {
        to: cabinetA,
        event: { type: 'slot.claim', slot: 1, code: 'B-1', no: 1 },
        ensure: { definition: 'storage-cabinet', input: { cabinet: 'A', slots: 0 } },
      },
    ]);
    const lies = asked.give(given(), byProcess(cabinetA));
    expect([lies.state, lies.context.slot]).toEqual(['stored', { cabinet: 'A', slot: 1, no: 1 }]);
    expect(lies.context.record.map(({ what, by }) => [what, by.id])).toEqual([
      ['brought', 'preparer'],
      ['stored', 'preparer'],
    ]);
    expect(lies.context.findings).toEqual([]);
  });

  it('stays with its bearer when the slot is refused, and says why', () => {
    const refusal = { code: 'SLOT_OCCUPIED', message: 'Taken.', remedy: 'Another.' };
    const no = { type: 'slot.refused', cabinet: 'A', slot: 1, refusal };
    const kept = begunBottle().ask(putAway(), preparer).give(no, byProcess(cabinetA));
    expect([kept.state, kept.context.slot, kept.context.slotRefusal]).toEqual(['awaited', null, refusal]);
    expect(
      stored().ask({ type: 'bottle.fetch', reason: 'look' }, custodian).ask(putAway(), preparer).give(no)
        .state,
    ).toBe('out');
    const moved = stored().ask({ type: 'bottle.move', cabinet: 'A', slot: 2, reason: 'order' }, preparer);
    expect([moved.give(no).state, moved.give(no).context.slot]).toEqual([
      'stored',
      { cabinet: 'A', slot: 1, no: 1 },
    ]);
  });

  it('takes no slot it did not ask for', () => {
    expect(begunBottle().ask(putAway(), preparer).give(given(2)).state).toBe('claiming');
  });

  it.each([
    ['another seal', { seal: 'R-7' }, ['SEAL_MISMATCH']],
    ['no seal', { seal: null }, ['SEAL_MISMATCH']],
    ['another mass', { weighed: { gross_kg: d('0.84'), tare_kg: d('0.1') } }, ['MASS_STEP']],
    ['a mass within the tolerance', { weighed: { gross_kg: d('0.8575'), tare_kg: d('0.1') } }, []],
  ])('with %s is told to its parent and put into quarantine', (_what, changed, codes) => {
    const asked = begunBottle().ask(putAway(changed), preparer);
    expect(asked.context.findings.map(({ code }) => code)).toEqual(codes);
    expect(asked.context.quarantined).toBe(codes.length > 0);
    expect(asked.messages(parent)).toMatchObject(
      codes.map((code) => ({
        type: 'custody.broken',
        code: 'B-1',
        found: 'in-storage',
        findings: [{ code }],
        proposes: 'other-reserve',
      })),
    );
  });

  it('is refused what cannot be', () => {
    const heavy = putAway({ weighed: { gross_kg: d('0.1'), tare_kg: d('0.1') } });
    expect(refused(begunBottle(), heavy)).toBe('TARE_NOT_BELOW_GROSS weighed.tare_kg');
    expect(refused(begunBottle(), putAway({ sealOff: 'R-1' }))).toBe('SEAL_NOT_RENEWED seal');
    expect(refused(begunBottle(), propose)).toBe('RETENTION_RUNNING');
  });
});

describe('a bottle that is fetched', () => {
  const out = stored().ask({ type: 'bottle.fetch', reason: 'second look' }, custodian);

  it('leaves its slot', () => {
    expect([out.state, out.context.slot]).toEqual(['out', null]);
    expect(out.messages(cabinetA)).toEqual([{ type: 'slot.freed', slot: 1, code: 'B-1', no: 1 }]);
  });

  it('opened for a reason comes back lighter with a new seal, and that holds from then on', () => {
    const back = { slot: 2, seal: 'R-2', sealOff: 'R-1', weighed: { gross_kg: d('0.6'), tare_kg: d('0.1') } };
    const asked = out.ask(putAway(back), preparer);
    expect([asked.context.findings, asked.context.expected]).toEqual([[], { seal: 'R-2', mass: '0.5' }]);
    const heavier = out.ask(putAway({ ...back, weighed: { gross_kg: d('1'), tare_kg: d('0.1') } }), preparer);
    expect(heavier.context.findings).toMatchObject([{ code: 'MASS_STEP', link: 2 }]);
    const other = out.ask(putAway({ ...back, sealOff: 'R-9' }), preparer);
    expect(other.context.findings).toMatchObject([{ code: 'SEAL_MISMATCH', link: 2 }]);
  });

  it('is not fetched in quarantine, until an officer lifts it', () => {
    const doubted = stored({ seal: 'R-7' });
    const fetch = { type: 'bottle.fetch', reason: 'test' };
    expect(refused(doubted, fetch)).toBe('BOTTLE_QUARANTINED');
    const lifted = doubted.ask({ type: 'quarantine.lifted', reason: 'misread' }, officer);
    expect(lifted.ask(fetch, custodian).state).toBe('out');
    expect(refused(lifted, { type: 'quarantine.lifted', reason: 'again' })).toBe('NOT_QUARANTINED');
  });

  it('is used up only in a test its parent ordered, and not while a hold stands', () => {
    const used = { type: 'bottle.used-up', reason: 'all tested' };
    const wanted = { type: 'reserve.fetched-for-test', reason: 're-inspection' };
    expect(refused(out, used)).toBe('NOT_WANTED_FOR_TEST');
    expect(refused(out, wanted, officer)).toBe('TEST_NOT_PERMITTED');
    const ordered = out.give(wanted, process);
    expect(refused(ordered.ask(hold, officer), used)).toBe('LEGAL_HOLD_STANDS');
    const end = ordered.ask(used, custodian);
    expect([end.isDone, end.messages(parent)]).toMatchObject([
      true,
      [{ type: 'storage.ended', code: 'B-1', outcome: 'used-up' }],
    ]);
    const opened = { seal: 'R-2', sealOff: 'R-1' };
    const rest = ordered
      .ask(putAway(opened), preparer)
      .give(given())
      .ask({ type: 'bottle.fetch', reason: 'look' }, custodian);
    expect(refused(rest, used)).toBe('NOT_WANTED_FOR_TEST');
  });
});

it('a bottle moved to another cabinet frees its old slot, once it has the new one', () => {
  const moving = stored().ask({ type: 'bottle.move', cabinet: 'B', slot: 3, reason: 'full' }, preparer);
  expect(moving.messages()).toEqual([{ type: 'slot.claim', slot: 3, code: 'B-1', no: 2 }]);
  const moved = moving.give(given(3, 'B'), byProcess('storage-cabinet/B'));
  expect([moved.context.slot, moved.messages(cabinetA)]).toEqual([
    { cabinet: 'B', slot: 3, no: 2 },
    [{ type: 'slot.freed', slot: 1, code: 'B-1', no: 1 }],
  ]);
});

describe('retention', () => {
  const kept = (bottle: ReturnType<typeof stored>) => {
    const { keepUntil, decidedBy } = keepingOf(bottle.context);
    return [keepUntil, decidedBy];
  };

  it('has no end before anybody says from when it counts', () => {
    expect(kept(stored())).toEqual([null, 'not-begun']);
    expect(refused(stored(), propose)).toBe('RETENTION_RUNNING');
  });

  it('counts by the calendar of the site from when the results were reported', () => {
    const running = stored().give(reported('2026-03-01T17:00:00.000Z'), process);
    expect(kept(running)).toEqual(['2026-05-02', 'rule']);
    expect(untilDisposable(running.context, instant('2026-05-02T15:59:59.999Z'))).toBe(1);
    expect(untilDisposable(running.context, instant('2026-05-02T16:00:00.000Z'))).toBe(0);
    expect(running.refusalOf(propose, custodian)).toMatchObject({
      code: 'RETENTION_RUNNING',
      message: 'The bottle is kept until 2026-05-02.',
      remedy: 'Propose it again from 2026-05-03 on.',
    });
  });

  it('is the longest of all that is asked for, and never shortened', () => {
    const until = (day: string) => ({ type: 'storage.retain-until', until: day, reason: 'contract' });
    const running = stored().give(reported('2026-03-01'), process).ask(until('2026-06-30'), officer);
    expect(kept(running)).toEqual(['2026-06-30', 'contract']);
    expect(refused(running, until('2026-06-01'), officer)).toBe('RETENTION_NOT_PROLONGED until');
    expect(refused(running, reported('2026-02-01'), officer)).toBe('RETENTION_NOT_PROLONGED countedFrom');
    expect(refused(running, until('2026-02-30'), officer)).toBe('DATE_INVALID until');
    expect(refused(stored(), until('soon'), officer)).toBe('DATE_INVALID until');
    expect(kept(running.give(until('2026-01-01'), process))).toEqual(['2026-06-30', 'contract']);
    expect(kept(running.give(reported('2026-06-01'), process))).toEqual(['2026-08-01', 'rule']);
  });

  it('at its end is seen, and nothing else happens', () => {
    const running = stored().give(reported('2026-03-01'), process);
    expect([running.waitsForTime, running.context.retentionOverAt]).toEqual([true, null]);
    const later = running.elapse();
    expect([later.state, later.wished, later.context.retentionOverAt]).toEqual(['stored', [], running.now]);
    expect(over().waitsForTime).toBe(false);
    expect(over().context.retentionOverAt).not.toBeNull();
  });

  it('has no end while a hold stands; the day it is lifted still belongs to it', () => {
    const twice = over()
      .ask(hold, officer)
      .ask({ ...hold, reason: 'court' }, officer);
    expect([kept(twice), twice.waitsForTime, twice.context.retentionOverAt]).toEqual([
      [null, 'legal-hold'],
      false,
      null,
    ]);
    expect(refused(twice, propose)).toBe('LEGAL_HOLD_STANDS');
    const once = twice.ask(lift(1), officer);
    expect(kept(once)).toEqual([null, 'legal-hold']);
    expect(refused(once, lift(1), officer)).toBe('HOLD_NOT_FOUND no');
    const free = once.ask(lift(2), officer);
    expect([kept(free), refused(free, propose)]).toEqual([['2026-03-05', 'legal-hold'], 'RETENTION_RUNNING']);
  });

  it('of its parent: it lifts the holds it set itself, and no others', () => {
    const held = over().ask(hold, officer).give(hold, process).give(lift(), process);
    expect(held.context.holds.map(({ by, lifted }) => [by.id, lifted !== null])).toEqual([
      ['officer', false],
      [parent, true],
    ]);
  });
});

describe('disposal', () => {
  const proposed = over().ask(propose, custodian);

  it('is proposed by one person and confirmed by another', () => {
    expect(proposed.state).toBe('disposing');
    expect(refused(proposed, confirm)).toBe('DISPOSAL_SAME_PERSON');
    const gone = proposed.ask(confirm, officer);
    expect([gone.state, gone.isDone, gone.context.slot]).toEqual(['disposed', true, null]);
    expect(gone.messages()).toMatchObject([
      { type: 'slot.freed', slot: 1 },
      { type: 'storage.ended', outcome: 'disposed' },
    ]);
  });

  it('is declined by anybody, and proposed again', () => {
    const declined = proposed.ask({ type: 'disposal.declined', reason: 'not yet' }, custodian);
    expect([declined.state, declined.context.disposal]).toEqual(['stored', null]);
    expect(declined.ask(propose, officer).ask(confirm, custodian).state).toBe('disposed');
  });

  it('is not confirmed when a hold came, or retention was prolonged, after it was proposed', () => {
    expect(refused(proposed.give(hold, process), confirm, officer)).toBe('LEGAL_HOLD_STANDS');
    expect(refused(proposed.give(reported('2026-03-01'), process), confirm, officer)).toBe(
      'RETENTION_RUNNING',
    );
  });

  it('is for persons: a message of a process does nothing', () => {
    expect(over().give(propose, process).state).toBe('stored');
    expect(proposed.give(confirm, process).state).toBe('disposing');
  });
});

it('a rule nobody knows is refused when the bottle is ordered', () => {
  const { order } = bottleStart().input as { order: Parameters<typeof storedBottleStart>[0] };
  const rules = { ...order.retention, rules: { defaultRule: 'x', rules: [], formulas: {} as never } };
  expect(() => storedBottleStart({ ...order, retention: rules })).toThrow('RETENTION_RULE_UNKNOWN');
});
