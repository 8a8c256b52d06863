/** Whose signature it is, as his certificate says. */
export interface SignedBy {
  readonly name: string;
  /** Of the certificate, hexadecimal. */
  readonly serialNumber: string;
  /** Who issued the certificate. */
  readonly issuer: string;
  /** Of the public key, see `Signer.keyId`; absent for a kind of key that no signer of ours has. */
  readonly keyId?: string;
  /** When, by the signer's own clock; absent when the PDF does not say. */
  readonly claimedAt?: Date;
}

export interface StampedBy {
  readonly at: Date;
  readonly authority: string;
  /** False: the stamp is sound, but none of the given roots stands behind its authority, so it proves no time. */
  readonly trusted: boolean;
}

/** What became of one signature. The first thing that fails is named; what comes after it was not looked at. */
export type SignatureVerdict =
  | { readonly verdict: 'valid'; readonly signedBy: SignedBy; readonly timeStamp?: StampedBy }
  | {
      readonly verdict: 'invalid';
      /** The signature does not cover the whole file; bytes `from` (counted from 0) up to, without, `to` are not covered. */
      readonly fails: 'byte-range';
      readonly uncovered: { readonly from: number; readonly to: number };
      readonly explanation: string;
    }
  | {
      readonly verdict: 'invalid';
      /**
       * `format`: it cannot be read as a signature. `digest`: the covered bytes were changed. `signature`: it was not made
       * with this certificate's key. `time-stamp`: the stamp is not of this signature. `chain`: the certificate is not
       * trusted, or was not at that time.
       */
      readonly fails: 'format' | 'digest' | 'signature' | 'time-stamp' | 'chain';
      readonly explanation: string;
      readonly signedBy?: SignedBy;
    }
  | {
      readonly verdict: 'unsupported';
      /** Object identifier. */
      readonly algorithm: string;
      readonly explanation: string;
      readonly signedBy: SignedBy;
    };

export type PdfVerdict =
  | { readonly state: 'unreadable'; readonly explanation: string }
  | { readonly state: 'unsigned' }
  /** In the order of the form's fields. The file is as signed when every one is valid. */
  | { readonly state: 'signed'; readonly signatures: readonly SignatureVerdict[] };
