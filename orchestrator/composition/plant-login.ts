import { readFileSync } from 'node:fs';
import type { SiteFile } from '../../config/site/schema.ts';
import type { PlantAddress } from '../../plc-adapters/unit-config.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';

/** The part of a unit of the site file a login is made of. */
export type SiteUnit = Pick<SiteFile['units'][number], 'unit' | 'user'>;

/**
 * The user a unit's PLC is told, with the password from where the site file says it lies; nothing for a unit without a user. The
 * password is in no configuration that is kept, shown or logged.
 * Throws a RefusedError `PASSWORD_UNREADABLE` or `PASSWORD_MISSING`, naming the field of the site file and never the password.
 */
export function plantLogin({ unit, user }: SiteUnit, environment: NodeJS.ProcessEnv): Pick<PlantAddress, 'credentials'> {
  if (!user) return {};
  const { name: userName, passwordFile, passwordVariable } = user;
  const password = passwordFile === undefined ? environment[passwordVariable ?? ''] : passwordIn(passwordFile, unit);
  if (password !== undefined && password !== '') return { credentials: { userName, password } };
  const [field, place] =
    passwordFile === undefined
      ? ['passwordVariable', `the environment variable ${passwordVariable}`]
      : ['passwordFile', `the file ${passwordFile}`];
  throw new RefusedError({
    code: 'PASSWORD_MISSING',
    field: `units.${unit}.user.${field}`,
    message: `There is no password for ${userName} at the PLC of ${unit}: ${place} is ${password === '' ? 'empty' : 'not set'}.`,
    remedy: `Put it into ${place}, and nothing else.`,
  });
}

/** Without the line end an editor puts behind it. */
function passwordIn(file: string, unit: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const refusal = {
      code: 'PASSWORD_UNREADABLE',
      field: `units.${unit}.user.passwordFile`,
      message: `The password for the PLC of ${unit} cannot be read: ${(error as Error).message}`,
      remedy: 'Name a file that the server’s own user may read; a relative path begins at the folder of the site file.',
    };
    throw new RefusedError(refusal, { cause: error });
  }
}
