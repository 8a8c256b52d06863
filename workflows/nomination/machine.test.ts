import { decimalString as d, instant, processId } from '../kernel/brand.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import { nominationDefinition } from './machine.ts';
import { coalLine, dieselLine, nomination } from './nomination.fixture.ts';
import { hasChangedSince, isRepeated } from './nomination.ts';
import type { Nomination, NominationContext } from './nomination.ts';

const [agent, officer] = [person('agent'), person('officer')];
const begun = () =>
  Rehearsal.begin<NominationContext>(nominationDefinition, 'nomination/NOM-1', { nomination }, agent);
const revised = (revision: number, more: Partial<Nomination> = {}) => ({
  type: 'nomination.revised',
  nomination: { ...nomination, revision, ...more },
});
const declared = (line: number) => ({
  type: 'line.declared',
  line,
  consignment: processId(`consignment/COAL-1.${line}`),
});
const cancel = { type: 'nomination.cancelled', reason: 'It goes elsewhere.' };

describe('a nomination', () => {
  it('is replaced by a higher revision, and the former one stays on record', () => {
    const { context } = begun().ask(revised(3, { berth: 'K3' }), officer);
    expect(context.current).toMatchObject({
      nomination: { revision: 3, berth: 'K3' },
      by: { id: 'officer' },
    });
    expect(context.former).toMatchObject([{ nomination: { revision: 1, berth: null }, by: { id: 'agent' } }]);
  });

  it('takes no revision with other content under the same number, and none that comes too late', () => {
    const now = begun().ask(revised(3), officer);
    expect(now.refusalOf(revised(3, { berth: 'K4' }), officer)).toMatchObject({
      code: 'NOMINATION_CONFLICT',
    });
    expect(now.refusalOf(revised(2), officer)).toMatchObject({ code: 'NOMINATION_STALE' });
    expect(now.give(revised(2)).context).toEqual(now.context);
  });

  it('knows again what came in before, current or former', () => {
    const { context } = begun().ask(revised(2, { berth: 'K3' }), officer);
    expect(isRepeated(context, nomination)).toBe(true);
    expect(isRepeated(context, { ...nomination, berth: 'K9' })).toBe(false);
    expect(isRepeated(context, { ...nomination, revision: 3 })).toBe(false);
  });

  it('keeps what was declared of it: once a line, and never left out by a revision', () => {
    const now = begun().ask(declared(1), officer);
    expect(now.context.declared).toMatchObject([
      { line: 1, revision: 1, consignment: 'consignment/COAL-1.1' },
    ]);
    expect(now.refusalOf(declared(1), officer)).toMatchObject({ code: 'LINE_DECLARED' });
    expect(now.refusalOf(declared(7), officer)).toMatchObject({ code: 'LINE_NOT_FOUND' });
    expect(now.refusalOf(revised(2, { lines: [dieselLine] }), officer)).toMatchObject({
      code: 'LINE_DECLARED',
      field: 'lines',
    });
  });

  it('tells whether a declared line says another thing now', () => {
    const now = begun().ask(declared(1), officer);
    const [line] = now.context.declared;
    if (!line) throw new Error('nothing is declared');
    const later = now.ask(revised(2, { berth: 'K3' }), officer);
    expect(hasChangedSince(later.context, line)).toBe(false);
    const less = [{ ...coalLine, mass: d('52480'), holds: [] }, dieselLine];
    expect(hasChangedSince(later.ask(revised(3, { lines: less }), officer).context, line)).toBe(true);
  });

  it('is cancelled with a reason, and takes nothing more', () => {
    const now = begun().ask(cancel, officer);
    expect(now.isDone).toBe(true);
    expect(now.context.cancelled).toMatchObject({ by: { id: 'officer' }, reason: cancel.reason });
    for (const event of [revised(2), declared(1), cancel])
      expect(now.refusalOf(event, officer)).toMatchObject({ code: 'NOMINATION_CANCELLED' });
  });

  it('closes a month after its ship is to leave, by the newest revision', () => {
    const now = begun().ask(revised(2, { etd: instant('2026-05-01T00:00:00.000Z') }), officer);
    const closed = now.elapse();
    expect(closed.state).toBe('closed');
    expect(closed.refusalOf(revised(3), officer)).toMatchObject({ code: 'NOMINATION_CLOSED' });
    expect(now.waitsForTime).toBe(true);
  });
});
