import { resolve } from 'node:path';
import { z } from 'zod';

/** How the server is reached, and by customs in particular. Relative paths begin at the folder of the site file. */

const file = z.string().min(1);

export const httpsSchema = z.strictObject({
  /** PEM: the server's own certificate first, then its issuers. */
  certificateFile: file,
  /** PKCS#8 in PEM, not encrypted, readable by the server's user only. */
  keyFile: file,
  /** Connections are asked for a certificate, which customs clients may be bound to; nobody else needs one. */
  clientCertificates: z
    .strictObject({
      /** PEM: a certificate under none of these authorities is not looked at. Absent: any will do that a client is registered with. */
      authoritiesFile: file.exactOptional(),
    })
    .exactOptional(),
});

export type Https = z.infer<typeof httpsSchema>;

/** SHA-256 of a certificate as RFC 8705 has it (base64url), or as programs print it (hex, with or without colons). */
export const certificateThumbprint = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9_-]{43}|(?:[0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2})$/,
    'the SHA-256 thumbprint of a certificate: 64 hex digits, or 43 characters of base64url',
  )
  .transform((text) =>
    text.length === 43 ? text : Buffer.from(text.replaceAll(':', ''), 'hex').toString('base64url'),
  );

export const customsClientSchema = z.strictObject({
  clientId: z.string().min(1),
  scopes: z.array(z.string()).min(1),
  /** Must be presented with the secret; only where `https.clientCertificates` is set. */
  certificateThumbprint: certificateThumbprint.exactOptional(),
  /** Sees demonstration certificates only. */
  sandbox: z.boolean().exactOptional(),
});

/** A client that must present a certificate can come in only where connections are asked for one. */
export function checkCustomsClients(
  {
    customsClients,
    https,
  }: { readonly customsClients: readonly z.infer<typeof customsClientSchema>[]; readonly https?: Https },
  { addIssue }: z.RefinementCtx,
): void {
  for (const [index, { clientId, certificateThumbprint: bound }] of customsClients.entries())
    if (bound !== undefined && https?.clientCertificates === undefined)
      addIssue({
        code: 'custom',
        path: ['customsClients', index, 'certificateThumbprint'],
        message: `${clientId} could never present its certificate: https.clientCertificates is not set`,
      });
}

/** Requests that one customs client may send within so many seconds; a long poll is one. */
export const requestLimitSchema = z.strictObject({
  requests: z.int().min(1),
  seconds: z.int().min(1).max(3600),
});

/** The same with paths as seen from anywhere. */
export function withPlaceOfCertificates({ clientCertificates, ...own }: Https, folder: string): Https {
  const at = (path: string) => resolve(folder, path);
  const { authoritiesFile } = clientCertificates ?? {};
  return {
    certificateFile: at(own.certificateFile),
    keyFile: at(own.keyFile),
    ...(clientCertificates && {
      clientCertificates: authoritiesFile === undefined ? {} : { authoritiesFile: at(authoritiesFile) },
    }),
  };
}
