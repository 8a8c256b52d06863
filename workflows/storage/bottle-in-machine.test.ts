import { begunBottle, byProcess, cabinetA, confirm, custodian, hold, officer, parent, preparer, propose, putAway, refused, reported } from './storage.fixture.ts';
import type { StoredBottle } from './storage.fixture.ts';

const fromCabinet = byProcess(cabinetA);
const given = (label: string | null) => ({ type: 'slot.given', cabinet: 'A', slot: 1, label });
const emptied = { type: 'slot.emptied', cabinet: 'A', slot: 1 };
const contradicted = (label: string | null) => ({ type: 'slot.contradicted', cabinet: 'A', slot: 1, label });
const notGiven = (label?: string) => ({
  type: 'slot.refused', cabinet: 'A', slot: 1, refusal: { code: 'NO_SUCH_SAMPLE', message: 'not there', remedy: 'look' }, ...(label && { label }),
}); // prettier-ignore
const fetch = { type: 'bottle.fetch', reason: 're-inspection' };

/** The machine of cabinet A has put it into slot 1 and read this label. */
const inMachine = (label: string | null = 'B-1') => begunBottle().ask(putAway(), preparer).give(given(label), fromCabinet);
const fetching = () => inMachine().ask(fetch, officer);
const disposing = () => inMachine().give(reported('2026-01-04'), byProcess(parent)).ask(propose, custodian);
const findings = ({ context }: StoredBottle) => context.findings.map(({ code }) => code);
const last = ({ context: { record } }: StoredBottle) => record.map(({ what, by }) => [what, by.id]).at(-1);

describe('a bottle that a machine put away', () => {
  it('asks the machine to come out, and is out when it is', () => {
    const asked = fetching();
    expect([asked.state, asked.messages(cabinetA)]).toEqual(['fetching', [{ type: 'slot.fetch', slot: 1, code: 'B-1', no: 1 }]]);
    const out = asked.give(emptied, fromCabinet);
    expect([out.state, out.context.slot, last(out), out.messages()]).toEqual(['out', null, ['fetched', 'officer'], []]);
  });

  it('stays where it lies when the machine does not give it out, and says why', () => {
    const stays = fetching().give(notGiven(), fromCabinet);
    expect([stays.state, stays.context.slot?.slot, stays.context.slotRefusal?.code]).toEqual(['stored', 1, 'NO_SUCH_SAMPLE']);
    expect(findings(stays)).toEqual([]);
  });

  it('with another label in its slot is in quarantine, and its parent is told once', () => {
    for (const found of [inMachine('B-9'), inMachine().give(contradicted('B-9'), fromCabinet), fetching().give(notGiven('B-9'), fromCabinet)]) {
      expect([findings(found), found.context.quarantined]).toEqual([['LABEL_MISMATCH'], true]);
      expect(found.messages(parent)).toMatchObject([{ type: 'custody.broken', found: 'in-storage' }]);
      expect(refused(found, fetch)).toBe('BOTTLE_QUARANTINED');
      const again = found.give(contradicted('B-9'), fromCabinet);
      expect([findings(again), again.messages(parent)]).toEqual([['LABEL_MISMATCH'], []]);
    }
  });

  it('that is not in its slot any more is in quarantine, too', () => {
    expect(findings(inMachine().give(contradicted(null), fromCabinet))).toEqual(['NOT_IN_SLOT']);
  });

  it('is believed to a person, and of another slot nothing is believed', () => {
    expect(findings(inMachine(null))).toEqual([]);
    expect(findings(inMachine().give({ ...contradicted(null), slot: 2 }, fromCabinet))).toEqual([]);
  });

  it('is not moved by hand', () => {
    expect(refused(inMachine(), { type: 'bottle.move', cabinet: 'A', slot: 2, reason: 'order' })).toBe('BOTTLE_IN_MACHINE');
  });

  it('is disposed of when the machine has given it out to who confirmed', () => {
    const confirmed = disposing().ask(confirm, officer);
    expect([confirmed.state, confirmed.messages(cabinetA).length]).toEqual(['fetching', 1]);
    const disposed = confirmed.give(emptied, fromCabinet);
    expect([disposed.state, last(disposed)]).toEqual(['disposed', ['disposed', 'officer']]);
    expect(disposed.messages(parent)).toMatchObject([{ type: 'storage.ended', outcome: 'disposed' }]);
  });

  it('waits for another confirmation when the machine does not give it out', () => {
    const stays = disposing().ask(confirm, officer).give(notGiven(), fromCabinet);
    expect([stays.state, stays.context.disposal?.by.id]).toEqual(['disposing', 'custodian']);
  });

  it('is kept when a hold came in while the machine was at it', () => {
    const kept = disposing().ask(confirm, officer).give(hold, officer).give(emptied, fromCabinet);
    expect([kept.state, kept.context.disposal, last(kept)]).toEqual(['out', null, ['fetched', 'officer']]);
  });
});
