import type { CertificateFiles } from '../certificate/record.ts';

/** What a customs system was given, or told that it has it already. */
export interface Pull {
  /** In words. */
  readonly what: string;
  /** Number, version and rendering of a certificate; null where it is something else. */
  readonly number: string | null;
  readonly version: number | null;
  readonly rendering: keyof CertificateFiles | null;
  /** SHA-256 (hex) of the bytes that were asked for; null where nothing is fixed. */
  readonly digest: string | null;
  /** HTTP status: all of it, a part, or nothing because the client had it. */
  readonly status: 200 | 206 | 304;
}

/** Pulls that one entry takes at most. */
export const mostPulls = 256;

/** Pulls as they go on record: those that a client asked for while others were being written, together, in their order. */
export interface PullsRecorded {
  readonly type: 'pulls.recorded';
  readonly pulls: readonly Pull[];
  /** SHA-256 of the certificate the client presented (RFC 8705 `x5t#S256`, base64url); null where it presented none. */
  readonly certificate: string | null;
}

/** One pull as it was once recorded by itself; the first only said what and with which digest. */
export interface PullRecorded extends Pick<Pull, 'what' | 'digest'>, Partial<Omit<Pull, 'what' | 'digest'>> {
  readonly type: 'pull.recorded';
  readonly certificate?: string | null;
}
