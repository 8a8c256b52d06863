/** The coal berth's units, which run when nothing else is asked for. */
export const SAMPLER_UNIT = 'CS-01';
export const PREPARATION_UNIT = 'CP-01';
/** The coal falling-stream sampler, the grain diverter sampler and the petroleum in-line sampler. */
export const FALLING_STREAM_UNIT = 'CF-01';
export const GRAIN_UNIT = 'GD-01';
export const PETROLEUM_UNIT = 'PI-01';
/** The coal berth's sampler on a second belt, which feeds the same preparation line. */
export const SECOND_SAMPLER_UNIT = 'CS-02';
/** The drive of the cabinet into which the preparation line puts its reserves. */
export const CABINET_UNIT = 'SC-01';
/** The pneumatic tube from the preparation room to the laboratory. */
export const TUBE_UNIT = 'PT-01';

/** Every unit the virtual port can run, in the order in which they boot. */
export const UNIT_NAMES = [
  SAMPLER_UNIT,
  PREPARATION_UNIT,
  CABINET_UNIT,
  FALLING_STREAM_UNIT,
  GRAIN_UNIT,
  PETROLEUM_UNIT,
  SECOND_SAMPLER_UNIT,
  TUBE_UNIT,
] as const;
export type UnitName = (typeof UNIT_NAMES)[number];

export const DEFAULT_UNITS: readonly UnitName[] = [SAMPLER_UNIT, PREPARATION_UNIT];

/** Undefined for a name no unit has. */
export const unitNamed = (name: string): UnitName | undefined => UNIT_NAMES.find((each) => each === name);
