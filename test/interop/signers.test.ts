import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBER, Integer, Sequence } from 'asn1js';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { openRemoteSigner } from '../../reports/signing/remote-signer.ts';
import { openSm2Signer } from '../../reports/signing/sm2-signer.ts';
import { isSignedBy } from '../../reports/signing/verification-key.ts';
import { contractTime as at } from '../contracts/signer.contract.ts';
import { SigningService } from '../support/signing-service.ts';
import { sm2CertificatesPem, sm2KeyPem } from '../support/sm2-key.ts';
import { run } from '../support/foreign-programs.ts';
import { itWith } from '../support/tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-signers-'));
const path = (name: string) => join(folder, name);
const program = 'openssl';
const openssl = (...parameters: string[]) => run(program, parameters);
const data = Buffer.from('煤炭 coal');
writeFileSync(path('data'), data);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** r ‖ s of an ECDSA-Sig-Value (RFC 3279), which OpenSSL writes, and back. */
const flat = (der: Buffer): Buffer => {
  const { result } = fromBER(der);
  const numbers = result instanceof Sequence ? result.valueBlock.value : [];
  const halves = numbers.map((number) => (number instanceof Integer ? number.toBigInt() : 0n));
  return Buffer.from(halves.map((half) => half.toString(16).padStart(64, '0')).join(''), 'hex');
};
const asn1 = (signature: Buffer): Buffer => {
  const halves = [signature.subarray(0, 32), signature.subarray(32)];
  const value = halves.map((half) => Integer.fromBigInt(BigInt(`0x${half.toString('hex')}`)));
  return Buffer.from(new Sequence({ value }).toBER());
};

describe('SM2 with SM3 between us and OpenSSL', () => {
  const userId = ['-sigopt', 'distid:1234567812345678'];
  const knowsSm2 = spawnSync(program, ['ecparam', '-name', 'SM2', '-noout']).status === 0;
  const withSm2 = (name: string, test: () => Promise<void>) => {
    if (knowsSm2) return itWith(['openssl'], name, test);
    process.stderr.write(`SKIPPED "${name}": the openssl of this machine does not know SM2\n`);
    return it.skip(`${name} [openssl without SM2]`, test);
  };
  const signer = () => {
    writeFileSync(path('sm2.key'), sm2KeyPem);
    writeFileSync(path('sm2.crt'), sm2CertificatesPem);
    return openSm2Signer({ keyFile: path('sm2.key'), certificateFile: path('sm2.crt') }, { at });
  };

  withSm2('OpenSSL confirms what we sign, and nothing else', async () => {
    writeFileSync(path('ours'), asn1(await (await signer()).sign(data)));
    openssl('x509', '-in', path('sm2.crt'), '-pubkey', '-noout', '-out', path('sm2.pub'));
    const check = ['dgst', '-sm3', '-verify', path('sm2.pub'), '-signature', path('ours'), ...userId];
    expect(openssl(...check, path('data')).toString()).toContain('Verified OK');
    expect(spawnSync(program, [...check, path('sm2.pub')]).status).toBe(1);
  });

  withSm2('we confirm what OpenSSL signs', async () => {
    const key = await signer();
    openssl('dgst', '-sm3', '-sign', path('sm2.key'), '-out', path('theirs'), ...userId, path('data'));
    const signature = flat(readFileSync(path('theirs')));
    expect(isSignedBy(key, data, signature)).toBe(true);
    expect(isSignedBy(key, Buffer.from('other'), signature)).toBe(false);
  });
});

describe('a signing service that wants to know us', () => {
  /** An authority and what it vouches for: the service, and ourselves. */
  function authority(): void {
    const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    openssl(
      'req',
      '-x509',
      ...fresh,
      '-subj',
      '/CN=authority',
      '-keyout',
      path('ca.key'),
      '-out',
      path('ca.crt'),
    );
    for (const name of ['service', 'client']) {
      const [key, asked, extensions] = [path(`${name}.key`), path(`${name}.csr`), path(`${name}.ext`)];
      writeFileSync(extensions, 'subjectAltName=IP:127.0.0.1\n');
      openssl('req', '-new', ...fresh.slice(0, -2), '-subj', `/CN=${name}`, '-keyout', key, '-out', asked);
      const by = ['-CA', path('ca.crt'), '-CAkey', path('ca.key'), '-CAcreateserial', '-days', '2'];
      openssl('x509', '-req', '-in', asked, ...by, '-extfile', extensions, '-out', path(`${name}.crt`));
    }
  }
  const pem = (name: string) => readFileSync(path(name), 'utf8');

  itWith(['openssl'], 'signs by OpenSSL for our client certificate, and for nobody else', async () => {
    authority();
    const demonstration = await openDemonstrationSigner(secretInFolder(folder), at);
    const certificateFile = path('demonstration-signer.pem');
    const service = new SigningService(
      ({ digest }) => {
        writeFileSync(path('digest'), Buffer.from(digest, 'base64url'));
        const der = openssl('pkeyutl', '-sign', '-inkey', certificateFile, '-in', path('digest'));
        return { status: 200, body: { signature: flat(der).toString('base64url') } };
      },
      { key: pem('service.key'), cert: pem('service.crt'), ca: pem('ca.crt'), requestCert: true },
    );
    try {
      const url = await service.start();
      const ca = pem('ca.crt');
      const known = { ca, key: pem('client.key'), cert: pem('client.crt') };
      const trusted = await openRemoteSigner({ url, certificateFile, tls: known }, { at });
      expect(trusted.keyId).toBe(demonstration.keyId);
      expect(isSignedBy(demonstration, data, await trusted.sign(data))).toBe(true);
      expect(service.orders).toHaveLength(1);

      for (const tls of [{ ca }, { key: known.key, cert: known.cert }]) {
        const signer = await openRemoteSigner({ url, certificateFile, tls, pauses: [] }, { at });
        await expect(signer.sign(data)).rejects.toMatchObject({ refusal: { code: 'SIGNER_UNAVAILABLE' } });
      }
      expect(service.orders).toHaveLength(1);
    } finally {
      await service.stop();
    }
  });
});
