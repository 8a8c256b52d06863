import { resolve } from 'node:path';
import { z } from 'zod';
import { remoteUser, withPlaceOfPassword } from './remote-user.ts';

/** With what certificates are signed; see docs/signing.md. Relative paths begin at the folder of the site file. */

const file = z.string().min(1);

const fileKey = z.strictObject({
  kind: z.literal('file'),
  algorithm: z.enum(['ES256', 'SM2']),
  /** PKCS#8 in PEM, not encrypted, readable by the server's user only. */
  keyFile: file,
  /** PEM: the key's own certificate first, then its issuers up to the root. */
  certificateFile: file,
});
const remoteKey = z.strictObject({
  kind: z.literal('remote'),
  url: z.url(),
  certificateFile: file,
  /** PEM files: authorities of the service, and by what it knows us. */
  caFile: file.exactOptional(),
  clientCertificateFile: file.exactOptional(),
  clientKeyFile: file.exactOptional(),
});
const deviceKey = z.strictObject({
  kind: z.literal('pkcs11'),
  /** The maker's PKCS#11 library. */
  library: file,
  token: z.string().min(1),
  keyLabel: z.string().min(1),
  pinFile: file,
  certificateFile: file,
});

const hasLogin = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
};

export const signingSchema = z.strictObject({
  key: z.discriminatedUnion('kind', [fileKey, remoteKey, deviceKey]),
  /** Public keys that certificates were signed with before: PEM certificates or JWK sets. They stay published. */
  pastKeys: z.array(file).exactOptional(),
  /** Where papers are time-stamped (RFC 3161); absent: the time is the laboratory's own word. */
  timeStamp: z
    .strictObject({
      url: z
        .url()
        .refine((url) => !hasLogin(url), 'an address without user and password, which go into user'),
      /** PEM: an answer under none of these authorities is refused. */
      rootsFile: file.exactOptional(),
      /** Who we are there (HTTP Basic, RFC 7617); absent: nobody in particular. */
      user: remoteUser
        .refine(({ name }) => !name.includes(':'), {
          path: ['name'],
          error: 'a name without a colon (RFC 7617)',
        })
        .exactOptional(),
    })
    .exactOptional(),
});

export type Signing = z.infer<typeof signingSchema>;

/** The same with paths as seen from anywhere. */
export function withPlaceOfKeys({ key, pastKeys, timeStamp }: Signing, folder: string): Signing {
  const at = (path: string) => resolve(folder, path);
  const placed = <T extends object>(fields: T): T =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        name.endsWith('File') || name === 'library' ? at(String(value)) : value,
      ]),
    ) as T;
  return {
    key: placed(key),
    ...(pastKeys && { pastKeys: pastKeys.map(at) }),
    ...(timeStamp && {
      timeStamp: {
        ...placed(timeStamp),
        ...(timeStamp.user && { user: withPlaceOfPassword(timeStamp.user, folder) }),
      },
    }),
  };
}
