import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { plcA, plcB } from './testing/certificates.ts';
import { acceptCertificate, listCertificates, removeCertificate } from './trust.ts';

describe('the certificates of a PKI folder', () => {
  let pki: string;
  beforeEach(() => {
    pki = mkdtempSync(join(tmpdir(), 'quaylab-trust-'));
    for (const folder of ['rejected', 'trusted/certs', 'own/certs']) mkdirSync(join(pki, folder), { recursive: true });
  });
  afterEach(() => rmSync(pki, { recursive: true, force: true }));

  const lay = (path: string, content: string) => writeFileSync(join(pki, path), content);
  const standings = () => listCertificates(pki).map(({ standing, facts }) => [standing, facts?.thumbprint ?? null]);
  const codeOf = (deed: () => unknown): string => {
    try {
      deed();
    } catch (error) {
      if (error instanceof RefusedError) return error.refusal.code;
      throw error;
    }
    return 'not refused';
  };

  it('are listed with their standing; lock files are not', () => {
    lay('rejected/PLC A.pem', plcA.pem);
    lay('own/certs/client_certificate.pem', plcB.pem);
    lay('own/certs/client_certificate.pem.mutex', '');
    expect(standings()).toEqual([
      ['rejected', plcA.thumbprint],
      ['own', plcB.thumbprint],
    ]);
  });

  it('are none in a folder that is not there yet', () => {
    expect(listCertificates(join(pki, 'nowhere'))).toEqual([]);
  });

  it('are listed beside a file that is none', () => {
    lay('trusted/certs/notes.txt', 'call the vendor');
    lay('trusted/certs/a.pem', plcA.pem);
    expect(standings()).toEqual([
      ['trusted', plcA.thumbprint],
      ['trusted', null],
    ]);
  });

  it('move from rejected to trusted when accepted, by either thumbprint and however it is written', () => {
    lay('rejected/a.pem', plcA.pem);
    lay('rejected/b.pem', plcB.pem);
    acceptCertificate(pki, plcA.thumbprint.toUpperCase().replace(/(..)(?=.)/g, '$1:'));
    expect(standings()).toEqual([
      ['trusted', plcA.thumbprint],
      ['rejected', plcB.thumbprint],
    ]);
    expect(acceptCertificate(pki, plcB.sha256).subject).toBe('O=Example, CN=PLC B');
    expect(standings()).toEqual([
      ['trusted', plcA.thumbprint],
      ['trusted', plcB.thumbprint],
    ]);
    expect(readFileSync(join(pki, 'trusted/certs', `${plcB.thumbprint}.pem`), 'utf8')).toBe(plcB.pem);
  });

  it('are accepted once more without effect', () => {
    lay('trusted/certs/a.pem', plcA.pem);
    expect(acceptCertificate(pki, plcA.thumbprint).thumbprint).toBe(plcA.thumbprint);
    expect(standings()).toEqual([['trusted', plcA.thumbprint]]);
  });

  it('lose their rejected copy when they were copied instead of moved, because the library goes by that', () => {
    lay('trusted/certs/a.pem', plcA.pem);
    lay('rejected/a.pem', plcA.pem);
    acceptCertificate(pki, plcA.thumbprint);
    expect(standings()).toEqual([['trusted', plcA.thumbprint]]);
  });

  it('are gone after removal, wherever they lay', () => {
    lay('trusted/certs/a.pem', plcA.pem);
    lay('rejected/again.pem', plcA.pem);
    lay('trusted/certs/b.pem', plcB.pem);
    removeCertificate(pki, plcA.thumbprint);
    expect(standings()).toEqual([['trusted', plcB.thumbprint]]);
  });

  it('of our own are neither trusted nor removed', () => {
    lay('own/certs/client_certificate.pem', plcA.pem);
    expect(codeOf(() => acceptCertificate(pki, plcA.thumbprint))).toBe('CERTIFICATE_UNKNOWN');
    expect(codeOf(() => removeCertificate(pki, plcA.thumbprint))).toBe('CERTIFICATE_UNKNOWN');
    expect(existsSync(join(pki, 'own/certs/client_certificate.pem'))).toBe(true);
  });

  it('need a whole thumbprint: the beginning of one is refused', () => {
    lay('rejected/a.pem', plcA.pem);
    expect(codeOf(() => acceptCertificate(pki, plcA.thumbprint.slice(0, 12)))).toBe('THUMBPRINT_NOT_VALID');
    expect(codeOf(() => acceptCertificate(pki, plcB.thumbprint))).toBe('CERTIFICATE_UNKNOWN');
    expect(standings()).toEqual([['rejected', plcA.thumbprint]]);
  });
});
