import { readFileSync } from 'node:fs';
import type { RemoteUser } from '../../config/site/remote-user.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';

/** What a password is for: its field of the site file, and in words. */
export interface PasswordUse {
  readonly field: string;
  readonly at: string;
}

/**
 * The password of a user at `use.at`, from where the site file says it lies. It is in no configuration that is kept, shown or logged.
 * Throws a RefusedError `PASSWORD_UNREADABLE` or `PASSWORD_MISSING`, naming the field of the site file and never the password.
 */
export function passwordOf(user: RemoteUser, use: PasswordUse, environment: NodeJS.ProcessEnv): string {
  const { name, passwordFile, passwordVariable } = user;
  const password =
    passwordFile === undefined ? environment[passwordVariable ?? ''] : passwordIn(passwordFile, use);
  if (password !== undefined && password !== '') return password;
  const [field, place] =
    passwordFile === undefined
      ? ['passwordVariable', `the environment variable ${passwordVariable}`]
      : ['passwordFile', `the file ${passwordFile}`];
  throw new RefusedError({
    code: 'PASSWORD_MISSING',
    field: `${use.field}.${field}`,
    message: `There is no password for ${name} at ${use.at}: ${place} is ${password === '' ? 'empty' : 'not set'}.`,
    remedy: `Put it into ${place}, and nothing else.`,
  });
}

/** Without the line end an editor puts behind it. */
function passwordIn(file: string, { field, at }: PasswordUse): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const refusal = {
      code: 'PASSWORD_UNREADABLE',
      field: `${field}.passwordFile`,
      message: `The password for ${at} cannot be read: ${(error as Error).message}`,
      remedy:
        'Name a file that the server’s own user may read; a relative path begins at the folder of the site file.',
    };
    throw new RefusedError(refusal, { cause: error });
  }
}
