import type { PlantAddress } from '../unit-config.ts';

export type { PlantAddress };

/** The same address reached without security. */
export const unsecured = (address: PlantAddress): PlantAddress => ({ ...address, security: { mode: 'None', policy: 'None' } });
