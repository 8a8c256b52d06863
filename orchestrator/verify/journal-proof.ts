import { decodeBody } from '../engine/entry.ts';
import { issuedBy, proofSchema, whyNotIncluded, type IssuedByEntry } from '../journal-roots/proof.ts';
import { openRoot } from '../journal-roots/signed-root.ts';
import { signedByKey, type Trusted } from './trust.ts';
import { failed, type Said, type Verification } from './verification.ts';

/** Checks that the entry by which a certificate was issued is in the journal of which a root was signed. Needs no data folder. */
export async function verifyJournalProof(value: unknown, trusted: Trusted): Promise<Verification> {
  const parsed = proofSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return wrong('PROOF_INVALID', issue?.path.join('.') ?? '', issue?.message ?? 'It is no proof.');
  }
  const proof = parsed.data;
  const opened = await openRoot(proof.root, trusted.keys, trusted.timeStampRoots);
  if (!opened.ok) return failed('journal-proof', opened.refusal);
  const { root, signedBy, stamped } = opened.value;
  const broken = whyNotIncluded(proof, root);
  if (broken !== undefined) return wrong('PROOF_BROKEN', 'path', broken);
  // Looked into only now that the laboratory's own signature stands behind every byte of it.
  const { body } = proof.entry;
  const issued = issuedBy({ process: decodeBody(body).process, body });
  if (issued?.number !== proof.certificate)
    return wrong(
      'PROOF_OF_SOMETHING_ELSE',
      'certificate',
      `The entry did not issue certificate ${proof.certificate}.`,
    );
  return {
    kindOfDocument: 'journal-proof',
    verdict: 'valid',
    ...saidOf(issued),
    signedBy: signedByKey(signedBy),
    signedAt: stamped
      ? { at: stamped.at.toISOString(), saidBy: 'time-stamp-authority', authority: stamped.authority }
      : { at: root.at, saidBy: 'laboratory' },
    notes: [
      {
        zh: `签发记录是第 ${proof.entry.position} 条，日志根覆盖 ${root.size} 条`,
        en: `issued by entry ${proof.entry.position} of the ${root.size} that the signed root is over`,
      },
    ],
  };
}

const saidOf = ({ number, digest, context: { draft, issuedAt } }: IssuedByEntry): Said => ({
  number,
  digest,
  kind: draft.kind,
  laboratory: draft.laboratory.name,
  demonstration: draft.laboratory.demonstration,
  replaces: draft.replaces?.number ?? null,
  ...(issuedAt !== null && { issuedAt }),
});

const wrong = (code: string, field: string, message: string): Verification =>
  failed('journal-proof', {
    code,
    field,
    message,
    remedy: 'Ask the laboratory for the proof again; do not rely on this one.',
  });
