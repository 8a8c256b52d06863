import { STATE } from '../../plc-adapters/simulator/plc/packml.ts';
import { contradictions } from './invariants.ts';
import { LINE_SAMPLES as SAMPLES, PreparationDay } from './preparation-day.ts';

const CP = 'CP-01';

const undisturbed = new PreparationDay();
undisturbed.finish();

describe.each([
  ['crusher', 2301, {}, 'Crusher6'],
  ['divider', 4103, {}, 'Divider6'],
  ['dryer-hot', 3501, { 'Dryer.Act.OverTemp': true, 'Dryer.Act.TempAct': 58 }, 'Dryer'],
  ['dryer-wet', 3502, { 'Dryer.Act.OverTemp': false }, 'Dryer'],
  ['bottle', 4202, { 'Packing.Act.BottleStock': 0 }, 'Packing'],
  ['label', 6601, { 'Packing.Act.BarcodeRead': '', 'Packing.Act.ReadGrade': 'F' }, 'Packing'],
  ['cabinet', 5401, {}, 'Packing'],
] as const)('the preparation line with %s', (what, code, shown, unit) => {
  it(`is Held with fault ${code} at the stage it stops, the others wait behind, and all go on in their order when it is put right`, () => {
    const day = new PreparationDay();
    day.disturb(what, true);
    day.until(() => day.operator.state === STATE.Held);
    expect([day.get('Sts.FaultCode'), day.get('Sts.FaultClass'), day.get('Sts.IntlkWord')]).toEqual([code, 2, 1 << 13]);
    for (const [tag, value] of Object.entries(shown)) expect([tag, day.get(tag)]).toEqual([tag, value]);
    expect(day.get(`${unit}.Act.SampleIdRead`)).toBe('P-1');
    const [where, told] = [day.where, day.masses];
    day.bench.run(3600);
    expect([day.operator.state, day.where, day.masses]).toEqual([STATE.Held, where, told]);
    expect(day.operator.give('unhold')).toBe(4);

    day.disturb(what, false);
    day.bench.tick();
    expect([day.get('Sts.FaultCode'), day.get('Sts.FaultFirstOut')]).toEqual([0, code]);
    day.finish();
    expect(day.get('Sts.FaultFirstOut')).toBe(0);
    expect(day.through).toEqual(SAMPLES);
    expect(day.masses).toEqual(undisturbed.masses);
    expect(contradictions(day.bench, CP)).toEqual([]);
  });
});

it('a lost carrier is told, holds nothing up, and arrives when it has been found', () => {
  const day = new PreparationDay();
  day.until(() => day.through.length === 2);
  day.disturb('tube', true);
  day.finish();
  day.bench.tick();
  expect([day.get('Sts.FaultCode'), day.get('Sts.FaultClass'), day.get('Tube.Act.Jammed')]).toEqual([5301, 1, true]);
  expect([day.get('Tube.Act.Arrived'), day.get('Tube.Act.CarrierIdRead')]).toEqual([false, 'P-2-21']);
  day.disturb('tube', false);
  day.bench.tick();
  expect([day.get('Sts.FaultCode'), day.get('Tube.Act.Jammed')]).toEqual([0, false]);
  expect([day.get('Tube.Act.Arrived'), day.get('Tube.Act.CarrierIdRead')]).toEqual([true, 'P-3-21']);
  expect(day.masses).toEqual(undisturbed.masses);
});

it('the dryer keeps to the limit it was given', () => {
  const day = new PreparationDay();
  // Latched at the next Start: every sample goes on in the stage it was in.
  day.bench.set(`${CP}.Dryer.Set.MaxTime`, 600);
  day.until(() => !day.operator.isWaiting);
  day.operator.give('stop');
  day.disturb('dryer-wet', true);
  day.until(() => day.operator.state === STATE.Execute);
  day.until(() => day.operator.state === STATE.Held);
  const seconds = Number(day.get('Dryer.Act.StepTime'));
  expect(seconds).toBeGreaterThanOrEqual(600);
  // Two scans after the limit: one to see it, one to come to a stand.
  expect(seconds).toBeLessThan(612);
});

it('a power cycle with every sample in the line changes no mass and no order', () => {
  const day = new PreparationDay();
  day.until(() => new Set(day.where).size === SAMPLES.length + 1);
  const where = day.where;
  day.bench.reboot();
  expect([day.operator.state, day.where]).toEqual([STATE.Stopped, where]);
  day.finish();
  expect([day.through, day.masses]).toEqual([SAMPLES, undisturbed.masses]);
  expect(contradictions(day.bench, CP)).toEqual([]);
});

it('what is out of order stays so over a power cycle, and what was put right does not come back', () => {
  const day = new PreparationDay();
  day.disturb('crusher', true);
  day.bench.tick();
  day.bench.reboot();
  day.disturb('crusher', false);
  day.disturb('divider', true);
  day.bench.tick();
  day.bench.reboot();
  day.until(() => day.get('Sts.FaultCode') !== 0);
  expect(day.get('Sts.FaultCode')).toBe(4103);
});
