import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { ApiClient, ApiError } from './demo/http-client.ts';
import type { ClientWithSecret, CustomsClientView } from './services/customs-clients.ts';

/**
 * Works on the running server through its interface, as an administrator: so the journal has one writer, the change counts at once, and
 * it is recorded under a person's name. The data folder of a stopped server is not touched.
 */
export interface AdministratorOptions {
  readonly url: string;
  readonly user: string;
}

export interface CreateOptions extends AdministratorOptions {
  readonly scope: readonly string[];
  readonly certificate?: string;
  readonly sandbox?: true;
}

export interface RotateOptions extends AdministratorOptions {
  readonly overlap: number;
  readonly certificate?: string;
}

type Print = (line: string) => void;

const passwordVariable = 'QUAYLAB_PASSWORD';
const path = '/api/v1/customs-clients';
const pathOf = (clientId: string) => `${path}/${encodeURIComponent(clientId)}`;

export async function listClients(options: AdministratorOptions, print: Print): Promise<void> {
  const { items } = await said((api) => api.get<{ items: CustomsClientView[] }>(path), options);
  for (const client of items) print(lineOf(client));
}

export async function createClient(clientId: string, options: CreateOptions, print: Print): Promise<void> {
  const { scope: scopes, certificate, sandbox = false } = options;
  const body = { clientId, scopes, sandbox, ...(certificate && { certificate: thumbprintOf(certificate) }) };
  tell(await said((api) => api.post<ClientWithSecret>(path, body), options), print);
}

export async function rotateClient(clientId: string, options: RotateOptions, print: Print): Promise<void> {
  const { overlap: overlap_h, certificate } = options;
  const body = { overlap_h, ...(certificate && { certificate: thumbprintOf(certificate) }) };
  tell(await said((api) => api.post<ClientWithSecret>(`${pathOf(clientId)}/rotate`, body), options), print);
}

export async function revokeClient(
  clientId: string,
  { reason, ...options }: AdministratorOptions & { readonly reason: string },
  print: Print,
): Promise<void> {
  print(
    lineOf(
      await said((api) => api.post<CustomsClientView>(`${pathOf(clientId)}/revoke`, { reason }), options),
    ),
  );
}

function tell({ secret, ...client }: ClientWithSecret, print: Print): void {
  print(lineOf(client));
  print(`密钥仅显示一次 secret, shown once: ${secret}`);
}

function lineOf({ clientId, scopes, sandbox, registered, credentials, revoked }: CustomsClientView): string {
  const state = revoked
    ? `revoked ${revoked.at} (${revoked.by}: ${revoked.reason})`
    : `${credentials.length} secret(s)`;
  const old = credentials.flatMap(({ until }) => (until === null ? [] : [`old one until ${until}`]));
  const bound = credentials.some(({ certificate }) => certificate !== null) ? ['certificate'] : [];
  const marks = [...(sandbox ? ['sandbox'] : []), ...bound, registered ? `by ${registered.by}` : 'site file'];
  return [clientId, scopes.join(' '), ...marks, state, ...old].join('  ');
}

/** A file with a certificate, or a thumbprint as it is. */
function thumbprintOf(given: string): string {
  let text: string;
  try {
    text = readFileSync(given, 'utf8');
  } catch {
    return given;
  }
  try {
    return new X509Certificate(text).fingerprint256;
  } catch {
    throw new RefusedError({
      code: 'CERTIFICATE_FILE_INVALID',
      field: 'certificate',
      message: `${given} is not a certificate in PEM.`,
      remedy: 'Give the client’s certificate, not its key, or the SHA-256 thumbprint.',
    });
  }
}

/** Asks the server; what it refuses, and that it cannot be reached, comes as a RefusedError. */
async function said<T>(ask: (api: ApiClient) => Promise<T>, { url, user }: AdministratorOptions): Promise<T> {
  const secret = process.env[passwordVariable];
  if (!secret) throw new RefusedError(passwordMissing(user));
  const login = { kind: 'user', id: user, name: user, secret, grants: [] } as const;
  try {
    return await ask(new ApiClient(url.replace(/\/$/, ''), login));
  } catch (error) {
    if (error instanceof ApiError) throw new RefusedError(error.refusal);
    if (error instanceof TypeError) throw new RefusedError(unreachable(url, error));
    throw error;
  }
}

const passwordMissing = (user: string) => ({
  code: 'PASSWORD_MISSING',
  field: passwordVariable,
  message: `The password of ${user} is not given.`,
  remedy: `Set the environment variable ${passwordVariable}; on the command line others could read it.`,
});

const unreachable = (url: string, error: TypeError) => ({
  code: 'SERVER_UNREACHABLE',
  field: 'url',
  message: `${url} does not answer: ${error.cause instanceof Error ? error.cause.message : error.message}.`,
  remedy:
    'Start the server, or correct --url; for a certificate of an authority of your own set NODE_EXTRA_CA_CERTS.',
});
