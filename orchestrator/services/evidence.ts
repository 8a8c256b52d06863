import { createHash } from 'node:crypto';
import type { EvidenceType } from '../../workflows/evidence/machine.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { evidenceTypeOf } from '../evidence/evidence-type.ts';
import { withoutMetadata } from '../evidence/without-metadata.ts';
import type { BlobStore } from '../storage/ports.ts';
import type { EvidenceView } from '../views/evidence-view.ts';
import { collections } from '../views/projection.ts';
import type { Caller } from './contract.ts';
import { personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

export interface StoredEvidence {
  readonly mediaType: EvidenceType;
  readonly bytes: Buffer;
}

/** Photos and scans. What is stored is the picture without its metadata, so its digest is not that of the file that was sent. */
export interface EvidenceService {
  /** Refuses `MEDIA_TYPE_UNSUPPORTED` (by its content) and `EVIDENCE_UNREADABLE`. Repeating is harmless. */
  store(caller: Caller, bytes: Buffer): Promise<Outcome<EvidenceView>>;
  /** Null for what is no evidence, also where the store has such bytes. */
  find(sha256: string): Promise<StoredEvidence | null>;
}

export function createEvidenceService({
  engine,
  views,
  clock,
  blobs,
}: ServiceDeps & { readonly blobs: BlobStore }): EvidenceService {
  return {
    store: async (caller, sent) => {
      const mediaType = evidenceTypeOf(sent);
      if (mediaType === null) return refuse(unsupported);
      const bytes = withoutMetadata(sent, mediaType);
      if (bytes === null) return refuse(unreadable(mediaType));
      const sha256 = await blobs.put(bytes);
      const process = `evidence/${sha256}` as ProcessId;
      const stored: EvidenceView = { sha256, mediaType, bytes: bytes.length };
      const event = { type: 'process.start', input: stored };
      await engine.start('evidence', process, {
        id: `${process}/begin`,
        at: clock(),
        actor: personOf(caller),
        event,
      });
      return ok(stored);
    },
    find: async (sha256) => {
      const view = await views.get<EvidenceView>(collections.evidence, sha256);
      if (view === null) return null;
      const bytes = await blobs.get(sha256);
      if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new Error(`evidence ${sha256} is missing or has changed; restore it from a backup`);
      return { mediaType: view.mediaType, bytes };
    },
  };
}

const unsupported = {
  code: 'MEDIA_TYPE_UNSUPPORTED',
  message: 'The file is neither JPEG nor PNG nor PDF, whatever it is called.',
  remedy: 'Send one of these.',
};
const unreadable = (mediaType: EvidenceType) => ({
  code: 'EVIDENCE_UNREADABLE',
  field: 'body',
  message: `The file begins like ${mediaType} and ends before its end.`,
  remedy: 'Take or scan it again, and send the whole file.',
});
