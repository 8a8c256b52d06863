import { formatCertificateNumber, type CertificateNumberParts } from './number.ts';

const pattern = '{office}{year}-{kind}-{serial:6}';
const parts: CertificateNumberParts = { office: 'DG', year: 2026, kind: '11', serial: 42 };

const code = (givenPattern: string, given: Partial<CertificateNumberParts> = {}) => {
  const outcome = formatCertificateNumber(givenPattern, { ...parts, ...given });
  return outcome.ok ? outcome.value : outcome.refusal.code;
};

describe('certificate number', () => {
  it('is written after the pattern of the site', () => {
    expect(code(pattern)).toBe('DG2026-11-000042');
    expect(code('QL.{year}.{kind}.{serial:4}')).toBe('QL.2026.11.0042');
    expect(code('{year}{kind}{serial:9}_{office}')).toBe('202611000000042_DG');
  });

  it.each([
    '{office}{yeer}{year}{kind}{serial:6}',
    '{year}{kind}{serial}',
    '{year:2}{kind}{serial:6}',
    '{year}{kind}{serial:0}',
    '{year}{kind}{serial:13}',
    '{}{year}{kind}{serial:6}',
  ])('refuses a placeholder that means nothing: %s', (given) =>
    expect(code(given)).toBe('NUMBER_PLACEHOLDER_UNKNOWN'),
  );

  it.each(['{office}-{serial:6}', '{year}-{kind}', '{year}-{serial:6}', '{kind}-{serial:6}', ''])(
    'refuses a pattern whose numbers would repeat: %s',
    (given) => expect(code(given)).toBe('NUMBER_PATTERN_AMBIGUOUS'),
  );

  it.each([
    { office: ' ' },
    { kind: '' },
    { year: 26 },
    { year: 2026.5 },
    { serial: 0 },
    { serial: 1.5 },
    { serial: Number.NaN },
  ])('refuses a part that is none: %o', (given) => expect(code(pattern, given)).toBe('NUMBER_PART_INVALID'));

  it('refuses a serial wider than the pattern instead of changing the shape of the number', () => {
    expect(code(pattern, { serial: 999_999 })).toBe('DG2026-11-999999');
    expect(code(pattern, { serial: 1_000_000 })).toBe('NUMBER_SERIAL_EXHAUSTED');
  });

  it.each([
    '{office}/{year}-{kind}-{serial:6}',
    '第{year}{kind}{serial:6}号',
    '{year} {kind} {serial:6}',
    '.{year}{kind}{serial:6}',
    '{{year}{kind}{serial:6}',
    `${'x'.repeat(40)}{year}{kind}{serial:6}`,
  ])('refuses what is not safe in a URL or a file name: %s', (given) =>
    expect(code(given)).toBe('NUMBER_UNSAFE'),
  );

  it('refuses an unsafe office or kind as well', () => {
    expect(code(pattern, { office: '东港' })).toBe('NUMBER_UNSAFE');
    expect(code(pattern, { kind: '1/1' })).toBe('NUMBER_UNSAFE');
  });
});
