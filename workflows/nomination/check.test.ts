import { decimalString as d, instant } from '../kernel/brand.ts';
import { nominationFaults } from './check.ts';
import { coalLine, dieselLine, nomination } from './nomination.fixture.ts';
import type { CargoLine, Nomination } from './nomination.ts';

const found = (changed: Partial<Nomination>) =>
  nominationFaults({ ...nomination, ...changed }).map(({ code, field }) => `${code} ${field}`);
const ofLine = (line: CargoLine) => found({ lines: [line] });
const withImo = (imo: string) => found({ ship: { ...nomination.ship, imo } });

describe('a nomination', () => {
  it('whose meaning is sound has no fault', () => {
    expect(nominationFaults(nomination)).toEqual([]);
  });

  it.each(['9074729', '9319466', '1234567'])('takes the IMO number %s, whose check digit is right', (imo) => {
    expect(withImo(imo)).toEqual([]);
  });

  it.each(['9074728', '9047729', '907472', 'IMO9074729', '', '９０７４７２９'])(
    'refuses the IMO number "%s"',
    (imo) => {
      expect(withImo(imo)).toEqual(['IMO_NUMBER_INVALID ship.imo']);
    },
  );

  it('lets a ship berth after it arrived and leave after it berthed, whichever is known', () => {
    const [one, two] = [instant('2026-03-01T00:00:00.000Z'), instant('2026-03-02T00:00:00.000Z')];
    expect(found({ eta: one, etb: one, etd: two })).toEqual([]);
    expect(found({ eta: two, etb: one, etd: null })).toEqual(['TIMES_OUT_OF_ORDER etb']);
    expect(found({ eta: two, etb: null, etd: one })).toEqual(['TIMES_OUT_OF_ORDER etd']);
  });

  it('numbers each line once and names each goods item once', () => {
    expect(found({ lines: [coalLine, { ...dieselLine, line: 1 }] })).toEqual(['LINE_REPEATED lines.1.line']);
    expect(found({ lines: [coalLine, { ...coalLine, line: 2 }] })).toEqual([
      'GOODS_ITEM_REPEATED lines.1.goodsItem',
    ]);
    expect(found({ lines: [dieselLine, { ...dieselLine, line: 3 }] })).toEqual([]);
  });

  it('says how much each cargo is, exactly what its parts are together', () => {
    expect(ofLine({ ...coalLine, mass: d('52480.4') })).toEqual(['HOLDS_DO_NOT_ADD_UP lines.0.holds']);
    expect(ofLine({ ...coalLine, mass: null, volume: d('9') })).toEqual(['QUANTITY_MISSING lines.0.mass']);
    expect(ofLine({ ...coalLine, mass: d('0'), holds: [] })).toEqual(['QUANTITY_NOT_POSITIVE lines.0.mass']);
    expect(ofLine({ ...coalLine, holds: [] })).toEqual([]);
  });

  it('counts parcels of petroleum in m³, and takes a mass alone where no parcels are named', () => {
    expect(ofLine({ ...dieselLine, mass: d('500') })).toEqual([]);
    expect(ofLine({ ...dieselLine, mass: d('600'), volume: null })).toEqual([
      'QUANTITY_MISSING lines.0.volume',
    ]);
    expect(ofLine({ ...dieselLine, mass: d('500'), volume: null, holds: [] })).toEqual([]);
  });

  it('names each hold once', () => {
    const twice = [
      { name: '1', quantity: d('26000') },
      { name: '1', quantity: d('26480.5') },
    ];
    expect(ofLine({ ...coalLine, holds: twice })).toEqual(['HOLD_REPEATED lines.0.holds.1.name']);
  });
});
