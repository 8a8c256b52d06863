import { decimalString as d } from '../kernel/brand.ts';
import { plant } from '../kernel/testing/rehearsal.ts';
import { judgeMass, massByFlow, noMasses } from './increment-masses.ts';
import type { IncrementMassCheck, JudgedMasses } from './increment-masses.ts';
import { cuttingRun, done, granted, increment, operator, readings, told, waitingRun } from './run.fixture.ts';

const rules = {
  warnPercent: d('20'),
  faultPercent: d('40'),
  warningsInRow: 3,
  window: 10,
  driftPercent: d('10'),
  variationPercent: d('20'),
  source: { standard: 'Test', edition: '1', clause: 'masses', confidence: 'policy' as const },
};
/** 1000 t/h through 150 mm at 4 m/s: 10.41666… kg. */
const check: IncrementMassCheck = { expected: massByFlow(d('150'), d('4')), rules };
const expected = (1000 * 150) / (3600 * 4);
const flow = 1000;

const judged = (deviations: readonly number[], by = check) =>
  deviations.reduce<{ masses: JudgedMasses; codes: readonly (readonly string[])[] }>(
    ({ masses, codes }, percent, index) => {
      const mass = expected * (1 + percent / 100);
      const next = judgeMass(masses, { idx: index + 1, mass, flow }, by);
      return { masses: next.masses, codes: [...codes, next.findings.map(({ code }) => code)] };
    },
    { masses: noMasses, codes: [] },
  );
const last = (...deviations: readonly number[]) => judged(deviations).codes.at(-1);
const times = (count: number, percent: number) => Array.from({ length: count }, () => percent);

describe('the mass of increments against what flow and cutter let expect', () => {
  it('is not doubted while it scatters as masses do', () => {
    const scatter = Array.from({ length: 60 }, (_, i) => 12 * Math.sin(i * 2.4));
    expect(judged(scatter).codes.flat()).toEqual([]);
  });

  it('drifts where the mean of the newest is off, and only when there are enough of them', () => {
    expect(last(...times(9, 10.1))).toEqual([]);
    expect(last(...times(10, 10.1))).toEqual(['INCREMENT_MASS_DRIFT']);
    expect(last(...times(10, 10))).toEqual([]);
    expect(last(...times(10, -10.1))).toEqual(['INCREMENT_MASS_DRIFT']);
  });

  it('drifts where several in a row are beyond the warning limit to the same side, varies where to both', () => {
    expect(last(21, 21)).toEqual([]);
    expect(last(21, 25, 21)).toEqual(['INCREMENT_MASS_DRIFT']);
    expect(last(21, -25, 21)).toEqual(['INCREMENT_MASS_VARIATION']);
    expect(last(21, 21, 20, 21)).toEqual([]);
  });

  it('varies where one is a fault by itself, or where they differ too much among themselves', () => {
    expect(last(40)).toEqual([]);
    expect(last(40.1)).toEqual(['INCREMENT_MASS_VARIATION']);
    expect(last(...[1, -1, 1, -1, 1, -1, 1, -1, 1, -1].map((sign) => sign * 18))).toEqual([]);
    expect(last(...[19, -19, 21, -19, 19, -21, 19, -19, 21, -19])).toEqual(['INCREMENT_MASS_VARIATION']);
  });

  it('finds a weigher that creeps upwards by 2 % a cut, and is content again when it is mended', () => {
    const creeping = Array.from({ length: 20 }, (_, i) => Math.min(30, 2 * (i + 1)));
    const { codes } = judged([...times(3, 0), ...creeping]);
    const first = codes.findIndex((found) => found.includes('INCREMENT_MASS_DRIFT'));
    // The mean of ten passes 10 % when the creep is at 20 %.
    expect([first, creeping[first - 3]]).toEqual([12, 20]);
    const mended = judged([...creeping, ...times(10, 0)]).masses;
    expect([mended.drift, mended.variation, mended.newest.length]).toEqual([false, false, 10]);
  });

  it('of oil is a volume, whatever flows', () => {
    const grab: IncrementMassCheck = {
      expected: { byFlow: false, dividend: d('5'), divisor: d('1') },
      rules,
    };
    const { masses } = judgeMass(noMasses, { idx: 1, mass: 5.5, flow: 0 }, grab);
    expect(masses.newest).toEqual([{ idx: 1, deviation: '10' }]);
  });

  it('is not judged where nothing flowed or no number was told', () => {
    for (const strange of [{ flow: 0 }, { mass: Number.NaN }, { flow: Number.NaN }])
      expect(judgeMass(noMasses, { idx: 1, mass: 10, flow, ...strange }, check)).toEqual({
        masses: noMasses,
        findings: [],
      });
  });

  it('never keeps more than the window, however many come in', () => {
    expect(judged(times(5000, 1)).masses.newest.map(({ idx }) => idx)).toEqual(
      Array.from({ length: 10 }, (_, i) => 4991 + i),
    );
  });
});

describe('a run', () => {
  const weighing = (percent: number, idx: number) => ({
    ...increment(idx),
    mass: expected * (1 + percent / 100),
  });
  const run = (...deviations: readonly number[]) =>
    waitingRun({ incrementMass: check, incrementsPlanned: 100 })
      .giveAll([granted, readings('Idle'), done('start')])
      .giveAll(
        deviations.map((percent, index) => weighing(percent, index + 1)),
        plant,
      );

  it('doubts its sample once where masses drift, and tells its parent why', () => {
    const drifting = run(25, 25, 25, 25, 25);
    expect(drifting.context.suspicions.map(({ code }) => code)).toEqual(['INCREMENT_MASS_DRIFT']);
    expect(drifting.context.masses.drift).toBe(true);
    const ended = drifting.give({ type: 'operator.abort', reason: 'x' }, operator).give(done('abort'));
    expect(told(ended)).toMatchObject({ suspicions: [{ code: 'INCREMENT_MASS_DRIFT' }] });
  });

  it('leaves voided increments out of what it judges next', () => {
    const deed = { kind: 'void-increment', increment: 2, index: 2, amount: '12.5' };
    const voided = run(25, 25)
      .give({ type: 'intervention.proposed', deed, reason: 'spilled' }, operator)
      .give({ type: 'intervention.confirmed', numbers: [1] }, { ...operator, id: 'witness' })
      .give(weighing(25, 3), plant);
    expect(voided.context.masses.newest.map(({ idx }) => idx)).toEqual([1, 3]);
    expect(voided.context.masses.drift).toBe(false);
  });

  it('judges no masses where the cutter is not known', () => {
    const unjudged = cuttingRun().giveAll([increment(1), increment(2)], plant);
    expect([unjudged.context.masses, unjudged.context.suspicions]).toEqual([noMasses, []]);
  });
});
