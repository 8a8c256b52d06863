import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeCertificate } from '../workflows/certificate/completeness.fixture.ts';
import { canonicalJson } from '../workflows/kernel/canonical-json.ts';
import { parseCertificate } from './certificate-json.ts';
import { certificateJsonSchema } from './certificate-schema.ts';

const json = () => JSON.parse(canonicalJson(completeCertificate));
const refusalOf = (value: unknown) => {
  const outcome = parseCertificate(value);
  return outcome.ok ? undefined : outcome.refusal;
};

describe('reading a certificate', () => {
  it('takes back what was written, to the byte', () => {
    const outcome = parseCertificate(json());
    expect(outcome.ok && canonicalJson(outcome.value)).toBe(canonicalJson(completeCertificate));
  });

  it.each(Object.keys(completeCertificate))('refuses a certificate without %s', (member) => {
    const value = json();
    delete value[member];
    expect(refusalOf(value)).toMatchObject({ code: 'CERTIFICATE_INVALID', field: member });
  });

  it('names the place of what is wrong', () => {
    const value = json();
    value.results[3].value = '11,19';
    expect(refusalOf(value)).toMatchObject({ field: 'results[3].value' });
  });

  it.each([
    ['an unknown member', { extra: 1 }],
    ['another schema', { schema: 'urn:quaylab:certificate:2' }],
    ['a local time', { issuedAt: '2026-03-06T17:02:11+08:00' }],
    ['a number for a decimal', { declaredMass: { value: 9999.8, unit: 't' } }],
    ['a digest in capitals', { lineageDigest: 'A'.repeat(64) }],
  ])('refuses %s', (_what, change) => {
    expect(refusalOf({ ...json(), ...change })?.code).toBe('CERTIFICATE_INVALID');
  });

  it.each([null, 'text', [], 7])('refuses %p, which is no object', (value) => {
    expect(refusalOf(value)?.code).toBe('CERTIFICATE_INVALID');
  });
});

describe('the published JSON Schema', () => {
  it('is the one the parser works by', () => {
    const published: unknown = JSON.parse(
      readFileSync(join(process.cwd(), 'reports/schemas/certificate-1.schema.json'), 'utf8'),
    );
    // After a deliberate change: write JSON.stringify(certificateJsonSchema(), null, 2) to that file, in a new version.
    expect(published).toEqual(JSON.parse(JSON.stringify(certificateJsonSchema())));
  });
});
