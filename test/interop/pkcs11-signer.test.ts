import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { openPkcs11Signer, type Pkcs11Signing } from '../../reports/signing/pkcs11-signer.ts';
import { contractTime as at, describeSigner } from '../contracts/signer.contract.ts';
import { sm2CertificatesPem } from '../support/sm2-key.ts';
import { run } from '../support/foreign-programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-pkcs11-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const pin = '271828';
const fixed = { token: 'quaylab', keyLabel: 'certificates' };

/** pkcs11js is not among the packages of this project: it is native code, installed where a device is. */
const packageName = 'pkcs11js';
const moduleThere = ((): boolean => {
  try {
    return require.resolve(packageName) !== '';
  } catch {
    return false;
  }
})();

const library = [
  process.env['SOFTHSM2_LIBRARY'] ?? '',
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
].find(existsSync);

const optionsOf = async (changed: Partial<Pkcs11Signing> = {}): Promise<Pkcs11Signing> => {
  await openDemonstrationSigner(secretInFolder(folder), at);
  const certificateFile = join(folder, 'demonstration-signer.pem');
  return { ...fixed, library: library ?? '', pinFile: file('pin', `${pin}\n`), certificateFile, ...changed };
};

describe('a signer behind PKCS#11', () => {
  it('refuses an SM2 certificate', async () => {
    const certificateFile = file('sm2.crt', sm2CertificatesPem);
    await expect(openPkcs11Signer(await optionsOf({ certificateFile }), { at })).rejects.toMatchObject({
      refusal: { code: 'SIGNING_KEY_UNSUPPORTED' },
    });
  });

  it('says what is missing: the package, or the library', async () => {
    await expect(openPkcs11Signer(await optionsOf({ library: '/none.so' }), { at })).rejects.toMatchObject({
      refusal: { code: moduleThere ? 'SIGNER_UNAVAILABLE' : 'SIGNER_MODULE_MISSING' },
    });
  });
});

if (moduleThere && library !== undefined) {
  describe('SoftHSM', () => {
    beforeAll(async () => {
      const configuration = file('softhsm2.conf', `directories.tokendir = ${join(folder, 'tokens')}\n`);
      mkdirSync(join(folder, 'tokens'));
      process.env['SOFTHSM2_CONF'] = configuration;
      const { certificateFile: key } = await optionsOf();
      const pkcs8 = readFileSync(key, 'utf8').split('-----BEGIN CERTIFICATE')[0] ?? '';
      const token = ['--module', library, '--token', fixed.token, '--pin', pin];
      run('softhsm2-util', [
        '--module',
        library,
        '--init-token',
        '--free',
        '--label',
        fixed.token,
        '--pin',
        pin,
        '--so-pin',
        pin,
      ]);
      run('softhsm2-util', [
        '--import',
        file('key.pem', pkcs8),
        ...token,
        '--label',
        fixed.keyLabel,
        '--id',
        '01',
      ]);
    });

    describeSigner('key on a token', async () => openPkcs11Signer(await optionsOf(), { at }));

    it.each<[string, Partial<Pkcs11Signing>]>([
      ['token', { token: 'another' }],
      ['keyLabel', { keyLabel: 'another' }],
    ])('does not sign with a wrong %s', async (field, changed) => {
      const signer = await openPkcs11Signer(await optionsOf(changed), { at });
      await expect(signer.sign(Buffer.from('coal'))).rejects.toMatchObject({
        refusal: { code: 'SIGNER_UNAVAILABLE', field },
      });
    });

    it('tries a wrong PIN once only: tokens lock', async () => {
      const signer = await openPkcs11Signer(await optionsOf({ pinFile: file('wrong-pin', '000000') }), {
        at,
      });
      const first = await signer.sign(Buffer.from('coal')).catch((error: unknown) => error);
      expect(first).toMatchObject({ refusal: { code: 'SIGNER_UNAVAILABLE', field: 'pinFile' } });
      await expect(signer.sign(Buffer.from('coal'))).rejects.toBe(first);
    });
  });
} else {
  process.stderr.write('SKIPPED "SoftHSM": ');
  process.stderr.write(
    moduleThere ? 'its library is not installed (softhsm2)\n' : 'the package pkcs11js is not installed\n',
  );
}
