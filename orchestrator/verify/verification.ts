import type { Certificate } from '../../workflows/certificate/content.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';

/** What was recognised, by its content. */
export type Kind = 'pdf' | 'xml' | 'jws' | 'json' | 'qr' | 'journal-proof';

/** Why it is not valid. `from` and `to`: the bytes it is about, counted from 0, without the last. */
export interface Fault extends Refusal {
  readonly bytes?: { readonly from: number; readonly to: number };
}

/** Who signed: by the certificate of the key, as far as the key file has one. */
export interface SignedBy {
  readonly name?: string;
  readonly keyId?: string;
  /** Who certified the key. */
  readonly issuer?: string;
}

/** When it was signed, and whose word that is. ISO 8601, UTC. */
export type SignedAt =
  | { readonly at: string; readonly saidBy: 'laboratory' }
  | { readonly at: string; readonly saidBy: 'time-stamp-authority'; readonly authority: string };

/** How the certificate stands today. */
export type Standing =
  | {
      readonly status: 'unknown';
      readonly reason: string;
      /** It was asked for, in vain. */ readonly inVain: boolean;
    }
  | {
      readonly status: 'valid' | 'replaced' | 'withdrawn' | 'not-issued';
      readonly replacedBy: string | null;
      /** Digest under which the laboratory issued this number; null when it did not. */
      readonly digest: string | null;
      readonly host: string;
      /** False: the word of a host that nobody but the document itself has named. */
      readonly trusted: boolean;
    };

/** What the document says of itself; proven only where the verdict is `valid`. */
export interface Said {
  readonly number?: string;
  readonly kind?: { readonly code: string; readonly title: Bilingual };
  readonly laboratory?: Bilingual;
  /** ISO 8601, UTC. */
  readonly issuedAt?: string;
  /** SHA-256 of the canonical JSON, 64 hex digits. */
  readonly digest?: string;
  readonly replaces?: string | null;
  /** A specimen of a demonstration system, without legal effect. */
  readonly demonstration?: boolean;
}

/** What came of checking one document, without asking anybody. */
export interface Verification extends Said {
  readonly kindOfDocument: Kind;
  /**
   * `valid`: signed by a key of the key file, and nothing changed since. `invalid`: changed, or it contradicts itself. `not-proven`:
   * neither; for instance without a signature, or signed by a key that is not in the key file.
   */
  readonly verdict: 'valid' | 'not-proven' | 'invalid';
  readonly signedBy?: SignedBy;
  readonly signedAt?: SignedAt;
  /** What made the verdict other than valid. */
  readonly fault?: Fault;
  /** What else is worth knowing. */
  readonly notes: readonly Bilingual[];
  /** Address of the status page that the document itself names. */
  readonly statusUrl?: string;
}

export const saidIn = (
  { number, kind, laboratory, issuedAt, replaces }: Certificate,
  digest: string,
): Required<Said> => ({
  number,
  kind,
  laboratory: laboratory.name,
  issuedAt,
  digest,
  replaces: replaces?.number ?? null,
  demonstration: laboratory.demonstration,
});

/** Refusals that say nothing against the document, only that it can not be checked with what is at hand. */
const undecided = /^(JWS_KEY_UNKNOWN|QR_KEY_UNKNOWN|JWS_KEY_NOT_VALID_THEN)$/;

export const failed = (kindOfDocument: Kind, fault: Fault, said: Said = {}): Verification => ({
  kindOfDocument,
  verdict: undecided.test(fault.code) ? 'not-proven' : 'invalid',
  ...said,
  fault,
  notes: [],
});

export const notProven = (kindOfDocument: Kind, fault: Fault, said: Said = {}): Verification => ({
  kindOfDocument,
  verdict: 'not-proven',
  ...said,
  fault,
  notes: [],
});
