import type { Cargo } from './types.ts';

/** Increments (grabs) planned for a unit of a cargo; 0 for a unit it does not have. */
export function plannedIncrements(cargo: Cargo, no: number): number {
  switch (cargo.kind) {
    case 'coal':
      return no >= 1 && no <= cargo.plan.units ? cargo.plan.incrementsPerUnit : 0;
    case 'grain':
      return cargo.plan.units.find((unit) => unit.no === no)?.increments ?? 0;
    case 'petroleum':
      return cargo.plan.units.find((unit) => unit.no === no)?.expectedGrabs ?? 0;
  }
}
