import { MemoryPlantLog } from './log.ts';
import { VolatileMemory } from './retentive-memory.ts';
import { UNIT_NAMES, type UnitName } from './unit-names.ts';
import { VirtualPlant, type PlantMemory } from './virtual-plant.ts';

describe('which units run', () => {
  const memory = new VolatileMemory<PlantMemory>();
  const boot = (units?: readonly UnitName[]): VirtualPlant =>
    new VirtualPlant(
      { seed: 7, parcelTonnes: 100, flow: { nominal: 1500, maximum: 2000 }, ...(units && { units }) },
      memory,
      new MemoryPlantLog(),
      Date.UTC(2026, 0, 1),
    );
  const boots = (plant: VirtualPlant): unknown[] =>
    plant.units.map(({ unit, image }) => [unit, image.number('Sts.BootCounter')]);

  it('are the coal berth’s two, or those asked for; one left out keeps its memory for the next time', () => {
    expect(boots(boot())).toEqual([
      ['CS-01', 1],
      ['CP-01', 1],
    ]);
    const grain = boot(['PI-01', 'GD-01']);
    expect(boots(grain)).toEqual([
      ['GD-01', 1],
      ['PI-01', 1],
    ]);
    grain.disturb('GD-01', 'air', true);
    grain.step(0, Date.UTC(2026, 0, 1));
    boot(['CS-01']);
    const all = boot(UNIT_NAMES);
    expect(boots(all)).toEqual([
      ['CS-01', 3],
      ['CP-01', 2],
      ['SC-01', 1],
      ['CF-01', 1],
      ['GD-01', 2],
      ['PI-01', 2],
      ['CS-02', 1],
      ['PT-01', 1],
    ]);
    const low = all.units.find(({ unit }) => unit === 'GD-01')?.image.number('Act.AirPressure');
    expect(low).toBeLessThan(3);
  });

  it('have different programs, but for the two samplers across a belt', () => {
    const crcs = boot(UNIT_NAMES).units.map(({ unit, image }) => [unit, image.number('Sts.RecipeCrc')] as const);
    const programs = new Map(crcs);
    expect(programs.get('CS-02')).toBe(programs.get('CS-01'));
    expect(new Set(programs.values()).size).toBe(UNIT_NAMES.length - 1);
  });

  it('cannot be asked about when they do not run', () => {
    expect(() => boot(['CS-01']).disturb('PI-01', 'flow', true)).toThrow('PI-01');
  });
});
