import { X509Certificate } from 'node:crypto';
import { certificateFacts, certificateFindings, daysLeft } from './certificate.ts';
import { plcA } from './testing/certificates.ts';

const facts = certificateFacts(Buffer.from(plcA.pem));
const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
const codes = (secured: boolean, day: string) =>
  certificateFindings('The certificate', facts, secured, at(day)).map(({ severity, code }) => `${severity} ${code}`);

describe('what is read from a certificate', () => {
  it('is what OPC UA tools show: subject, validity, both thumbprints', () => {
    expect(facts).toEqual({
      subject: 'O=Example, CN=PLC A',
      issuer: 'O=Example, CN=PLC A',
      validFrom: '2026-11-22T02:18:40.000Z',
      validTo: '2027-11-22T02:18:40.000Z',
      thumbprint: plcA.thumbprint,
      sha256: plcA.sha256,
    });
  });

  it('is the same from DER, as servers send it', () => {
    expect(certificateFacts(new X509Certificate(plcA.pem).raw)).toEqual(facts);
  });

  it('refuses what is no certificate', () => {
    expect(() => certificateFacts(Buffer.from('not a certificate'))).toThrow();
  });
});

describe('the validity of a certificate', () => {
  it('passes without a word in the middle of its time', () => {
    expect(codes(true, '2027-05-01')).toEqual([]);
  });

  it('warns 60 days before its end, not 61', () => {
    expect(daysLeft(facts, at('2027-09-22'))).toBe(60);
    expect(codes(true, '2027-09-22')).toEqual([]);
    expect(daysLeft(facts, at('2027-09-23'))).toBe(59);
    expect(codes(true, '2027-09-23')).toEqual(['warning CERTIFICATE_EXPIRES_SOON']);
  });

  it('is a fault when over or not begun, on a secured connection', () => {
    expect(codes(true, '2027-11-23')).toEqual(['fault CERTIFICATE_EXPIRED']);
    expect(codes(true, '2026-11-21')).toEqual(['fault CERTIFICATE_NOT_YET_VALID']);
  });

  it('is only a warning where the connection has no security', () => {
    expect(codes(false, '2027-11-23')).toEqual(['warning CERTIFICATE_EXPIRED']);
  });
});
