import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { run } from './foreign-programs.ts';

export interface TestAuthority {
  readonly url: string;
  /** PEM file of its root, as foreign programs take it. */
  readonly rootFile: string;
  /** DER. */
  readonly root: Buffer;
  /** What it answered last. */
  lastReply(): Buffer;
  /** From now on it gives this answer to every request. */
  repeat(reply: Buffer): void;
  stop(): Promise<void>;
}

/** A time stamp authority whose keys, certificates and answers are OpenSSL's; it works in `folder`. */
export async function startTimeStampAuthority(folder: string): Promise<TestAuthority> {
  const at = (name: string) => join(folder, name);
  const rootFile = at('tsa-root.pem');
  const rootKey = at('tsa-root.key');
  const key = at('tsa.key');
  const request = at('tsa.csr');
  const certificate = at('tsa.pem');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  run('openssl', [
    'req',
    '-x509',
    ...curve,
    '-keyout',
    rootKey,
    '-out',
    rootFile,
    '-days',
    '30',
    '-subj',
    '/CN=Test TSA Root',
  ]);
  // Most authorities sign with RSA.
  run('openssl', [
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    request,
    '-subj',
    '/CN=Test TSA',
  ]);
  writeFileSync(
    at('ext.cnf'),
    'extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n',
  );
  const issued = [
    '-CA',
    rootFile,
    '-CAkey',
    rootKey,
    '-CAcreateserial',
    '-days',
    '30',
    '-extfile',
    at('ext.cnf'),
  ];
  run('openssl', ['x509', '-req', '-in', request, ...issued, '-out', certificate]);
  writeFileSync(at('serial'), '01\n');
  writeFileSync(
    at('tsa.cnf'),
    [
      '[tsa]',
      'default_tsa = authority',
      '[authority]',
      `serial = ${at('serial')}`,
      `signer_cert = ${certificate}`,
      `certs = ${rootFile}`,
      `signer_key = ${key}`,
      'signer_digest = sha256',
      'default_policy = 1.2.3.4.1',
      'digests = sha256',
      '',
    ].join('\n'),
  );
  let last = Buffer.alloc(0);
  let repeated: Buffer | undefined;
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      writeFileSync(at('query.tsq'), Buffer.concat(parts));
      if (!repeated) {
        run('openssl', [
          'ts',
          '-reply',
          '-config',
          at('tsa.cnf'),
          '-queryfile',
          at('query.tsq'),
          '-out',
          at('reply.tsr'),
        ]);
        last = readFileSync(at('reply.tsr'));
      }
      outgoing.setHeader('content-type', 'application/timestamp-reply').end(repeated ?? last);
    });
  });
  await listening(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    rootFile,
    root: new X509Certificate(readFileSync(rootFile)).raw,
    lastReply: () => last,
    repeat: (reply) => {
      repeated = reply;
    },
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

const listening = (server: Server): Promise<void> =>
  new Promise((done) => server.listen(0, '127.0.0.1', done));
