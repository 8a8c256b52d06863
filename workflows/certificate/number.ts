import { ok, refuse, type Outcome } from '../kernel/refusal.ts';

/** What a certificate number is made of. Serials count per office, year and kind, without gaps. */
export interface CertificateNumberParts {
  /** Office code of the laboratory, for example `DG`. */
  readonly office: string;
  /** Year of issue, 2000–9999. */
  readonly year: number;
  /** Kind of certificate as customs codes it, for example `11` for quality. */
  readonly kind: string;
  /** Serial within office, year and kind, from 1. */
  readonly serial: number;
}

/** Letters, digits, `.`, `_`, `-`: what stands unescaped in a URL path (RFC 3986) and in every file system. */
const safe = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** Long enough for any known scheme, short enough for one line on paper and for a file name. */
const longestNumber = 40;
const widestSerial = 12;
/** Serials are counted per year and kind: without all three in the number two certificates could share one. */
const indispensable = ['year', 'kind', 'serial'] as const;

/**
 * Writes a certificate number after a site's pattern, for example `{office}{year}-{kind}-{serial:6}`.
 *
 * Placeholders: `{office}`, `{year}`, `{kind}`, `{serial:n}` with n = 1–12 digits, filled up with zeros.
 *
 * Refuses: `NUMBER_PLACEHOLDER_UNKNOWN`, `NUMBER_PATTERN_AMBIGUOUS` (year, kind or serial not in the pattern),
 * `NUMBER_PART_INVALID`, `NUMBER_SERIAL_EXHAUSTED` (more digits than the pattern has), `NUMBER_UNSAFE`
 * (a character not safe in a URL or file name, or more than 40 characters).
 */
export function formatCertificateNumber(pattern: string, parts: CertificateNumberParts): Outcome<string> {
  const used = new Set<string>();
  let unknown: string | undefined;
  let serialDigits: number | undefined;

  const number = pattern.replace(/\{([^{}]*)\}/g, (placeholder, inside: string) => {
    const [name, width] = inside.split(':', 2);
    const digits = Number(width);
    if (name === 'serial' && /^\d+$/.test(width ?? '') && digits >= 1 && digits <= widestSerial) {
      used.add(name);
      serialDigits = Math.min(digits, serialDigits ?? digits);
      return String(parts.serial).padStart(digits, '0');
    }
    if (width === undefined && (name === 'office' || name === 'year' || name === 'kind')) {
      used.add(name);
      return String(parts[name]);
    }
    unknown ??= placeholder;
    return '';
  });

  if (unknown !== undefined) {
    return refuse({
      code: 'NUMBER_PLACEHOLDER_UNKNOWN',
      field: 'pattern',
      message: `The certificate number pattern holds ${unknown}, which means nothing.`,
      remedy: 'Use {office}, {year}, {kind} and {serial:n} with n from 1 to 12.',
    });
  }
  const absent = indispensable.filter((name) => !used.has(name));
  if (absent.length > 0) {
    return refuse({
      code: 'NUMBER_PATTERN_AMBIGUOUS',
      field: 'pattern',
      message: `The certificate number pattern lacks ${absent.map((name) => `{${name}}`).join(', ')}: numbers would repeat.`,
      remedy: 'Put year, kind and serial into the pattern.',
    });
  }
  const wrong = invalidPart(parts);
  if (wrong !== undefined) {
    return refuse({
      code: 'NUMBER_PART_INVALID',
      field: wrong,
      message: `${String(parts[wrong])} can not be the ${wrong} of a certificate number.`,
      remedy: 'Give a non-empty office and kind, a year from 2000 to 9999 and a serial from 1.',
    });
  }
  if (serialDigits !== undefined && String(parts.serial).length > serialDigits) {
    return refuse({
      code: 'NUMBER_SERIAL_EXHAUSTED',
      field: 'serial',
      message: `Serial ${parts.serial} has more than the ${serialDigits} digits of the pattern.`,
      remedy: 'Widen {serial:n} in the pattern.',
    });
  }
  if (!safe.test(number) || number.length > longestNumber) {
    return refuse({
      code: 'NUMBER_UNSAFE',
      field: 'pattern',
      message: `"${number}" can not stand in a URL and a file name as it is.`,
      remedy: `Use letters, digits, ".", "_" and "-" only, beginning with a letter or digit, at most ${longestNumber} characters.`,
    });
  }
  return ok(number);
}

function invalidPart(parts: CertificateNumberParts): keyof CertificateNumberParts | undefined {
  if (parts.office.trim() === '') return 'office';
  if (!Number.isInteger(parts.year) || parts.year < 2000 || parts.year > 9999) return 'year';
  if (parts.kind.trim() === '') return 'kind';
  if (!Number.isSafeInteger(parts.serial) || parts.serial < 1) return 'serial';
  return undefined;
}
