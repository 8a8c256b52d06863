import type { UnitConfig } from '../unit-config.ts';

/** A server and how we are let in: a unit's configuration without its tag map, which no connection needs. */
export type PlantAddress = Omit<UnitConfig, 'tagMap'>;

/** The address as the connection options want it, who take a whole unit though they never look at its tag map. */
export const asUnitConfig = (address: PlantAddress): UnitConfig => address as UnitConfig;

/** The same address reached without security. */
export const unsecured = (address: PlantAddress): PlantAddress => ({ ...address, security: { mode: 'None', policy: 'None' } });
