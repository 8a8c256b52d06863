import { PlantBench } from '../plant-bench.ts';

const [first, second, line] = ['CS-01', 'CS-02', 'CP-01'] as const;

describe('a second belt with a sampler of its own', () => {
  const bench = new PlantBench({ units: [first, line, second], timeFactor: 100, parcelTonnes: 200 });
  const sample = (unit: string, sampleId: string): void => {
    bench.configure(unit, {
      Basis: 2,
      IncrementInterval: 20,
      CutterSpeed: 4,
      IncrementsPlanned: 10,
      TargetContainer: 0,
    });
    bench.startSampling(sampleId, unit);
    bench.runUntil(() => bench.number(`${unit}.Act.BeltFlow`) === 0);
    bench.carryOut(unit, 'complete', { sampleId });
  };
  const positions = (unit: string) => bench.logged('container', unit).map(({ no }) => no);

  it('has places that are none of the first carousel', () => {
    sample(first, 'S-1');
    sample(second, 'S-2');
    expect([positions(first), positions(second)]).toEqual([[1], [9]]);
    expect(bench.plant.replaceContainer(9, first)).toBe(false);
    expect(bench.plant.replaceContainer(1, second)).toBe(false);
  });

  it('takes a container that was filled by hand, at an empty place only', () => {
    expect(bench.plant.putContainer(second, 9, 'S-3', 21.5)).toBe(false);
    expect(bench.plant.putContainer(second, 8, 'S-3', 21.5)).toBe(false);
    expect(bench.plant.putContainer(second, 16, 'S-3', 21.5)).toBe(true);
  });

  it('feeds the preparation line as the first one does', () => {
    bench.carryOut(line, 'reset');
    bench.carryOut(line, 'start');
    bench.carryOut(line, 'load', { sampleId: 'P-2', param0: 9, param1: 0 });
    bench.carryOut(line, 'load', { sampleId: 'P-2', param0: 16, param1: 1 });
    bench.runUntil(() => bench.logged('through', line).length === 1);
    expect(bench.logged('through', line)[0]).toMatchObject({ sampleId: 'P-2' });
    expect(bench.send(line, 'load', { sampleId: 'P-4', param0: 9, param1: 1 })).not.toBe(1);
  });
});
