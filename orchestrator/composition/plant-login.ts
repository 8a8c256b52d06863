import type { SiteFile } from '../../config/site/schema.ts';
import type { PlantAddress } from '../../plc-adapters/unit-config.ts';
import { passwordOf } from './password-place.ts';

/** The part of a unit of the site file a login is made of. */
export type SiteUnit = Pick<SiteFile['units'][number], 'unit' | 'user'>;

/** The user a unit's PLC is told; nothing for a unit without a user. Throws what `passwordOf` throws. */
export function plantLogin({ unit, user }: SiteUnit, environment: NodeJS.ProcessEnv): Pick<PlantAddress, 'credentials'> {
  if (!user) return {};
  const password = passwordOf(user, { field: `units.${unit}.user`, at: `the PLC of ${unit}` }, environment);
  return { credentials: { userName: user.name, password } };
}
