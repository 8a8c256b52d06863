import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { openRemoteSigner, type RemoteSigning } from '../../reports/signing/remote-signer.ts';
import { openSm2Signer } from '../../reports/signing/sm2-signer.ts';
import { SigningService, type Reaction, type SigningOrder } from '../support/signing-service.ts';
import { sm2CertificatesPem, sm2KeyPem, sm2Secret } from '../support/sm2-key.ts';
import { contractTime, describeSigner } from './signer.contract.ts';

const at = contractTime;
const folder = mkdtempSync(join(tmpdir(), 'quaylab-signers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const keyFile = file('sm2.key', sm2KeyPem);
const certificateFile = file('sm2.crt', sm2CertificatesPem);
const [ownPem = '', rootPem = ''] = sm2CertificatesPem.split(/(?<=-----END CERTIFICATE-----\n)/);

describeSigner('demonstration, key in a file', () => openDemonstrationSigner(secretInFolder(folder), at));

describeSigner('SM2, key in a file', () => openSm2Signer({ keyFile, certificateFile }, { at }));

const pem = (label: string, der: Buffer) =>
  `-----BEGIN ${label}-----\n${der.toString('base64')}\n-----END ${label}-----\n`;
const derOf = (text: string) => Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64');

/** The same form, with another scalar. */
function otherKey(): string {
  const der = derOf(sm2KeyPem);
  der.writeUInt8(1, der.indexOf(Buffer.from(sm2Secret, 'hex')));
  return pem('PRIVATE KEY', der);
}

describe('the SM2 signer', () => {
  it.each([
    ['SIGNING_FILE_UNREADABLE', join(folder, 'none'), certificateFile],
    ['SIGNING_KEY_UNREADABLE', file('no.key', 'no key'), certificateFile],
    ['SIGNING_KEY_MISMATCH', file('other.key', otherKey()), certificateFile],
    ['SIGNING_CERTIFICATE_USAGE', keyFile, file('root.crt', rootPem)],
    ['SIGNING_CHAIN_INCOMPLETE', keyFile, file('own.crt', ownPem)],
    ['SIGNING_CERTIFICATE_UNREADABLE', keyFile, file('no.crt', '')],
  ])('refuses with %s', async (code, key, certificate) => {
    const opening = openSm2Signer({ keyFile: key, certificateFile: certificate }, { at });
    await expect(opening).rejects.toMatchObject({ refusal: { code } });
  });

  it('refuses a chain whose signature is not of the issuer', async () => {
    const der = derOf(ownPem);
    der.writeUInt8(der.readUInt8(der.length - 1) ^ 1, der.length - 1);
    const forged = file('forged.crt', `${pem('CERTIFICATE', der)}${rootPem}`);
    const opening = openSm2Signer({ keyFile, certificateFile: forged }, { at });
    await expect(opening).rejects.toMatchObject({ refusal: { code: 'SIGNING_CHAIN_INCOMPLETE' } });
  });

  it('refuses a key on another curve', async () => {
    await openDemonstrationSigner(secretInFolder(folder), at);
    const opening = openSm2Signer(
      { keyFile: join(folder, 'demonstration-signer.pem'), certificateFile },
      { at },
    );
    await expect(opening).rejects.toMatchObject({ refusal: { code: 'SIGNING_KEY_UNSUPPORTED' } });
  });

  it('refuses before the certificate is valid', async () => {
    const opening = openSm2Signer({ keyFile, certificateFile }, { at: new Date('2020-01-01') });
    await expect(opening).rejects.toMatchObject({ refusal: { code: 'SIGNING_CERTIFICATE_NOT_YET_VALID' } });
  });
});

const signed = ({ keyId, digest }: SigningOrder): Reaction => {
  const signature = sm2.doSignature(Buffer.from(digest, 'base64url'), sm2Secret, { hash: false });
  return { status: 200, body: { keyId, signature: Buffer.from(signature, 'hex').toString('base64url') } };
};

describe('the remote signer', () => {
  let service: SigningService | undefined;
  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });
  const data = Buffer.from('煤炭 coal');
  const remote = async (
    react: (order: SigningOrder, attempt: number) => Reaction,
    options: Partial<RemoteSigning> = {},
  ) => {
    service = new SigningService(react);
    const url = await service.start();
    return openRemoteSigner({ url, certificateFile, pauses: [1, 1], ...options }, { at });
  };

  it('sends the hash and its key, nothing of what is signed', async () => {
    const signer = await remote(signed);
    await signer.sign(data);
    expect(service?.orders).toEqual([
      { orderId: expect.any(String), keyId: signer.keyId, algorithm: 'SM2', digest: expect.any(String) },
    ]);
    expect(Buffer.from(service?.orders[0]?.digest ?? '', 'base64url')).toHaveLength(32);
  });

  it.each([429, 503])('orders again after %i, under the same number', async (status) => {
    const signer = await remote((order, attempt) => (attempt < 3 ? { status } : signed(order)));
    expect(await signer.sign(data)).toHaveLength(64);
    expect(service?.orders).toHaveLength(3);
    expect(new Set(service?.orders.map(({ orderId }) => orderId)).size).toBe(1);
  });

  it('waits for a service that is not there yet', async () => {
    const first = new SigningService(signed);
    const url = await first.start();
    await first.stop();
    const late = (service = new SigningService(signed));
    const signer = await openRemoteSigner(
      { url, certificateFile, pauses: Array.from({ length: 200 }, () => 50) },
      { at },
    );
    const signature = signer.sign(data);
    await late.start(Number(new URL(url).port));
    expect(await signature).toHaveLength(64);
  });

  it.each<[string, string, number, Reaction]>([
    ['is still not ready', 'SIGNER_UNAVAILABLE', 3, { status: 503 }],
    ['breaks', 'SIGNER_UNAVAILABLE', 1, { status: 500 }],
    ['hangs up on the order', 'SIGNER_UNAVAILABLE', 1, 'hang up'],
    ['does not know us', 'SIGNER_REFUSED', 1, { status: 403 }],
    ['sends us elsewhere', 'SIGNER_REFUSED', 1, { status: 307 }],
    ['answers without signature', 'SIGNER_ANSWER_INVALID', 1, { status: 200, body: {} }],
    [
      'answers with half of one',
      'SIGNER_ANSWER_INVALID',
      1,
      { status: 200, body: { signature: 'A'.repeat(43) } },
    ],
    ['signs with another key', 'SIGNER_WRONG_KEY', 1, { status: 200, body: { signature: 'A'.repeat(86) } }],
    ['talks without end', 'SIGNER_UNAVAILABLE', 1, { status: 200, body: 'x'.repeat(100_000) }],
  ])('where the service %s: %s after %i orders', async (_, code, orders, reaction) => {
    const signer = await remote(() => reaction);
    await expect(signer.sign(data)).rejects.toMatchObject({ refusal: { code } });
    expect(service?.orders).toHaveLength(orders);
  });

  it('gives up on a service that says nothing, and does not order twice', async () => {
    const signer = await remote(() => 'say nothing', { timeout: 0.2 });
    await expect(signer.sign(data)).rejects.toMatchObject({
      refusal: { code: 'SIGNER_UNAVAILABLE', message: expect.stringContaining('not known') },
    });
    expect(service?.orders).toHaveLength(1);
  });

  it.each(['http://signer.example/sign', 'ftp://127.0.0.1/', 'signer', ''])(
    'refuses the address %j',
    async (url) => {
      const opening = openRemoteSigner({ url, certificateFile }, { at });
      await expect(opening).rejects.toMatchObject({
        refusal: { code: 'SIGNER_ADDRESS_INVALID', field: 'url' },
      });
    },
  );
});

describe('a signing service', () => {
  const service = new SigningService(signed);
  afterAll(() => service.stop());
  describeSigner('SM2, key behind a service', async () =>
    openRemoteSigner({ url: await service.start(), certificateFile }, { at }),
  );
});
