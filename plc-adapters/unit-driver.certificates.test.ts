import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, unitId } from '../workflows/kernel/brand.ts';
import { acceptCertificate, listCertificates } from './commissioning/trust.ts';
import { createUnitDriver } from './create-unit-driver.ts';
import { Berth, until, Witness } from './testing/berth.ts';
import { tagMap } from './testing/tag-maps.ts';

// Makes keys, and waits for a refused driver to try again; a busy machine takes its time.
jest.setTimeout(120_000);

describe('the certificates of a secured connection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-certificates-'));
  const pkiFolder = join(folder, 'quaylab');
  const berth = new Berth(folder);
  beforeAll(() => berth.open());
  afterAll(async () => {
    await berth.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are told when connected, after the one of the PLC was accepted without a restart', async () => {
    const warnings: string[] = [];
    const witness = new Witness();
    const driver = createUnitDriver(
      {
        unit: unitId('CS-01'),
        tagMap: tagMap(),
        endpoint: berth.endpoint,
        security: { mode: 'SignAndEncrypt', policy: 'Basic256Sha256' },
      },
      {
        clock: { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() },
        log: { info: () => undefined, warn: (_, message) => void warnings.push(message), error: () => undefined },
        pkiFolder,
      },
    );
    await driver.start(witness);
    try {
      const rejected = () => listCertificates(pkiFolder).find(({ standing }) => standing === 'rejected')?.facts;
      await until('refused', () => warnings.includes('the PLC did not let us in') && rejected() !== undefined, 30_000);
      expect(witness.of('certificate')).toEqual([]);
      const plc = rejected();
      acceptCertificate(pkiFolder, plc?.thumbprint ?? '');
      await until('live', () => driver.snapshot().live, 40_000);
      const own = listCertificates(pkiFolder).find(({ standing }) => standing === 'own')?.facts;
      expect(witness.of('certificate')).toMatchObject([
        { whose: 'plc', subject: plc?.subject, validTo: plc?.validTo },
        { whose: 'ours', subject: own?.subject, validTo: own?.validTo },
      ]);
      expect(witness.of('certificate').every(({ daysLeft }) => daysLeft > 60)).toBe(true);
    } finally {
      await driver.stop();
    }
  });
});
