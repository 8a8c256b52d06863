import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request as send } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { SecureVersion } from 'node:tls';
import { hash } from '@node-rs/argon2';
import { certificateThumbprint } from '../../config/site/https-schema.ts';
import { openHttps } from '../../orchestrator/composition/https.ts';
import { createConnections } from '../../orchestrator/http/connections.ts';
import { createTestEdge } from '../../orchestrator/http/testing/test-edge.ts';
import { createIdentity } from '../../orchestrator/identity/identity.ts';
import { sessionsInMemory } from '../../orchestrator/identity/testing/sessions-in-memory.ts';
import { customsScopes } from '../../orchestrator/services/contract.ts';
import { run } from '../support/foreign-programs.ts';
import { itWith } from '../support/tools.ts';

/** Tokens bound to certificates (RFC 8705) over real TLS, with certificates that OpenSSL made. */
describe('mutual TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-mtls-'));
  const fileOf = (name: string) => join(folder, name);
  const pemOf = (name: string) => readFileSync(fileOf(name), 'utf8');
  const servers: { close(): void }[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function selfSigned(name: string): void {
    const files = ['-keyout', fileOf(`${name}.key`), '-out', fileOf(`${name}.pem`)];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '2'];
    const names = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
    run('openssl', ['req', '-x509', ...kind, ...files, ...names]);
  }

  async function listening(clients: { readonly authoritiesFile?: string }) {
    const https = {
      certificateFile: fileOf('port.pem'),
      keyFile: fileOf('port.key'),
      clientCertificates: clients,
    };
    const { server, certificateOf } = createConnections(openHttps({ https }));
    // As OpenSSL prints it, which is how an administrator would give it.
    const printed = run('openssl', [
      'x509',
      '-in',
      fileOf('customs.pem'),
      '-noout',
      '-fingerprint',
      '-sha256',
    ]);
    const certificate = certificateThumbprint.parse(printed.toString().trim().split('=')[1]);
    const secretHash = await hash('secret', { memoryCost: 64, timeCost: 1 });
    const edge = await createTestEdge({
      certificateOf,
      identity: createIdentity({
        users: [],
        clientOf: async (clientId) => ({
          clientId,
          scopes: customsScopes,
          sandbox: false,
          credentials: [{ generation: 1, secretHash, certificate }],
        }),
        signingKey: { alg: 'HS256', secret: new Uint8Array(32).fill(7) },
        clock: () => edge.clock.now,
        ...sessionsInMemory(),
      }),
    });
    server.on('request', edge.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    return (server.address() as AddressInfo).port;
  }

  /** Over a connection of its own, with a certificate or none. */
  function over(port: number, own: string | null, path: string, authorization: string, form?: string) {
    const identity = own === null ? {} : { cert: pemOf(`${own}.pem`), key: pemOf(`${own}.key`) };
    const agent = new Agent({ ca: pemOf('port.pem'), ...identity, keepAlive: false });
    const type = form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' };
    const options = {
      agent,
      method: form === undefined ? 'GET' : 'POST',
      headers: { authorization, ...type },
    };
    return new Promise<{ status: number | undefined; body: Record<string, string> }>((resolve, reject) => {
      const sent = send(`https://127.0.0.1:${port}${path}`, options, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode, body: JSON.parse(Buffer.concat(parts).toString()) }),
        );
      });
      sent.on('error', reject).end(form);
    });
  }
  const basic = `Basic ${Buffer.from('gacc:secret').toString('base64')}`;
  const grant = (port: number, own: string | null) =>
    over(port, own, '/customs/v1/oauth/token', basic, 'grant_type=client_credentials');
  const feed = async (port: number, own: string | null, token: string | undefined) => {
    const { status, body } = await over(port, own, '/customs/v1/changes', `Bearer ${token}`);
    return body['code'] ?? status;
  };

  itWith(['openssl'], 'lets a token be used only where its certificate is presented', async () => {
    for (const name of ['port', 'customs', 'thief']) selfSigned(name);
    expect(new X509Certificate(pemOf('customs.pem')).subject).toBe('CN=customs');
    const port = await listening({});
    const without = [await grant(port, null), await grant(port, 'thief')];
    expect(without.map(({ status, body }) => [status, body['error']])).toEqual([
      [401, 'invalid_client'],
      [401, 'invalid_client'],
    ]);
    const granted = await grant(port, 'customs');
    const token = granted.body['access_token'];
    const uses = [
      await feed(port, 'customs', token),
      await feed(port, 'thief', token),
      await feed(port, null, token),
    ];
    expect(uses).toEqual([200, 'TOKEN_BOUND_ELSEWHERE', 'TOKEN_BOUND_ELSEWHERE']);
  });

  itWith(['openssl'], 'takes no certificate that the authorities of the site did not issue', async () => {
    for (const name of ['port', 'customs', 'thief']) selfSigned(name);
    const [its, others] = [
      await listening({ authoritiesFile: fileOf('customs.pem') }),
      await listening({ authoritiesFile: fileOf('thief.pem') }),
    ];
    expect([(await grant(its, 'customs')).status, (await grant(others, 'customs')).status]).toEqual([
      200, 401,
    ]);
  });

  itWith(['openssl'], 'speaks TLS 1.2 and 1.3 and nothing older', async () => {
    selfSigned('port');
    selfSigned('customs');
    const port = await listening({});
    /** What both sides agree on, or why the server ends it; the client would take anything. */
    const spoken = (version: SecureVersion) =>
      new Promise<string>((resolve) => {
        const versions = { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' };
        const socket = connect({ port, host: '127.0.0.1', ca: pemOf('port.pem'), ...versions }, () => {
          resolve(socket.getProtocol() ?? 'none');
          socket.destroy();
        });
        socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(code));
      });
    expect([await spoken('TLSv1.3'), await spoken('TLSv1.2')]).toEqual(['TLSv1.3', 'TLSv1.2']);
    const refusedByServer = 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION';
    expect([await spoken('TLSv1.1'), await spoken('TLSv1')]).toEqual([refusedByServer, refusedByServer]);
  });

  itWith(['openssl'], 'does not begin with files that cannot serve', async () => {
    for (const name of ['port', 'customs']) selfSigned(name);
    const open = (certificateFile: string, keyFile: string) => () =>
      openHttps({
        https: { certificateFile: fileOf(certificateFile), keyFile: fileOf(keyFile) },
      });
    expect(open('port.pem', 'none.key')).toThrow(/HTTPS_FILE_UNREADABLE: https.keyFile/);
    expect(open('port.key', 'port.key')).toThrow(/HTTPS_FILE_INVALID: https.certificateFile/);
    expect(open('port.pem', 'customs.key')).toThrow(/HTTPS_KEY_OTHER: https.keyFile/);
    expect(open('port.pem', 'port.key')()).toEqual({ cert: pemOf('port.pem'), key: pemOf('port.key') });
  });
});
