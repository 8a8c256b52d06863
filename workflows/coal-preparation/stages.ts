import { decimalString } from '../kernel/brand.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { measuredMass } from '../kernel/measured.ts';
import type { PlantValue } from '../plant-unit/messages.ts';
import type { StageMasses } from './mass-balance.ts';

/** The functional units of a line that weigh, in the order the coal goes through them, with the tags of what leaves each. */
const stages = [
  { stage: 'Crusher6', out: ['Crusher6.Act.MassOut'] },
  {
    stage: 'Divider6',
    out: ['Divider6.Act.SubMass[1]', 'Divider6.Act.SubMass[2]'],
    rejected: 'Divider6.Act.RejectMass',
  },
  { stage: 'Dryer', out: ['Dryer.Act.MassOut'], water: 'Dryer.Act.MassLoss' },
  { stage: 'Crusher3', out: ['Crusher3.Act.MassOut'] },
  {
    stage: 'Divider3',
    out: ['Divider3.Act.SubMass[1]', 'Divider3.Act.SubMass[2]'],
    rejected: 'Divider3.Act.RejectMass',
  },
  { stage: 'Pulveriser', out: ['Pulveriser.Act.MassOut'] },
] as const;

const massIn = (stage: string) => `${stage}.Act.MassIn`;

/** Every tag `stageMasses` needs. */
export const stageTags: readonly string[] = stages.flatMap((stage) => [
  massIn(stage.stage),
  ...stage.out,
  ...('rejected' in stage ? [stage.rejected] : []),
  ...('water' in stage ? [stage.water] : []),
]);

/** Whether every mass could be read; a line just back on the network may still show bad ones. */
export const areReadable = (readings: Readonly<Record<string, PlantValue>>): boolean =>
  stageTags.every((tag) => {
    const value = readings[tag];
    return typeof value === 'number' && Number.isFinite(value) && value >= 0;
  });

/** The masses of each stage from a line's readings, kg. Throws a RangeError for a reading that is not a good number. */
export function stageMasses(readings: Readonly<Record<string, PlantValue>>): readonly StageMasses[] {
  const mass = (tag: string): DecimalString => {
    const value = readings[tag];
    if (typeof value !== 'number') throw new RangeError(`${tag} is ${String(value)}, not a mass`);
    return measuredMass(value);
  };
  return stages.map((stage) => ({
    stage: stage.stage,
    massIn: mass(massIn(stage.stage)),
    children: stage.out.map((name) => ({ name, mass: mass(name) })),
    rejected: 'rejected' in stage ? mass(stage.rejected) : decimalString('0'),
    waterRemoved: 'water' in stage ? mass(stage.water) : decimalString('0'),
  }));
}
