import { resolve } from 'node:path';
import { z } from 'zod';

/** Who we are at a PLC or a service. The password itself never stands in the site file, which is copied, shown and put under version control. */
export const remoteUser = z
  .strictObject({
    name: z.string().min(1),
    /** File that holds the password and nothing else; a relative path begins at the folder of the site file. */
    passwordFile: z.string().min(1).exactOptional(),
    /** Environment variable that holds it. */
    passwordVariable: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, 'the name of an environment variable, in capitals')
      .exactOptional(),
  })
  .refine(
    ({ passwordFile, passwordVariable }) => (passwordFile === undefined) !== (passwordVariable === undefined),
    'passwordFile or passwordVariable, one of the two',
  );

export type RemoteUser = z.infer<typeof remoteUser>;

/** The same with the path as seen from anywhere. */
export const withPlaceOfPassword = (user: RemoteUser, folder: string): RemoteUser =>
  user.passwordFile === undefined ? user : { ...user, passwordFile: resolve(folder, user.passwordFile) };
