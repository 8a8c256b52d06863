import { shiftsSchema } from '../../config/site/shifts-schema.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import { newestShifts } from './shifts.ts';

const name = { zh: '班', en: 'Shift' };
const plan = ['08:00', '16:00', '00:00'].map((starts) => ({ name, starts }));
const told = (zone: string, at: string, count: number, of: typeof plan | undefined = plan) =>
  newestShifts(of, zone, instant(at), count).map(({ from, to }) => `${from.slice(5, 16)} ${to.slice(5, 16)}`);

describe('shifts', () => {
  it('follow each other by the clock of the site, the running one first', () => {
    expect(told('Asia/Shanghai', '2026-05-04T03:21:00.000Z', 4)).toEqual([
      '05-04T00:00 05-04T08:00',
      '05-03T16:00 05-04T00:00',
      '05-03T08:00 05-03T16:00',
      '05-03T00:00 05-03T08:00',
    ]);
  });

  it('begin at the instant they begin', () => {
    expect(told('UTC', '2026-05-04T08:00:00.000Z', 1)).toEqual(['05-04T08:00 05-04T16:00']);
    expect(told('UTC', '2026-05-04T07:59:59.999Z', 1)).toEqual(['05-04T00:00 05-04T08:00']);
  });

  it('that cross midnight are found after it', () => {
    expect(
      told('UTC', '2026-05-04T03:00:00.000Z', 1, [
        { name, starts: '20:00' },
        { name, starts: '08:00' },
      ]),
    ).toEqual(['05-03T20:00 05-04T08:00']);
  });

  it('are an hour shorter where clocks are put on, and one is a whole day where none are named', () => {
    expect(told('Europe/Berlin', '2026-03-29T02:00:00.000Z', 1)).toEqual(['03-28T23:00 03-29T06:00']);
    expect(told('UTC', '2026-05-04T03:00:00.000Z', 2, undefined)).toHaveLength(2);
  });

  it('cannot begin at the same time, or at no time', () => {
    const faults = (...starts: string[]) =>
      shiftsSchema
        .safeParse(starts.map((each) => ({ name, starts: each })))
        .error?.issues.map(({ path }) => path.join('.'));
    expect(faults('08:00', '08:00')).toEqual(['1.starts']);
    expect(faults('24:00')).toEqual(['0.starts']);
    expect(faults('08:00', '20:00')).toBeUndefined();
  });
});
