import type { EvidenceContext } from '../../workflows/evidence/machine.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** A photo or scan that is in the store; who brought it and when is for the journal alone. */
export type EvidenceView = Pick<EvidenceContext, 'sha256' | 'mediaType' | 'bytes'>;

export const projectEvidence: Projection = ({ definition, snapshot }) => {
  if (definition !== 'evidence' || !snapshot) return [];
  const { sha256, mediaType, bytes } = snapshot.context as EvidenceContext;
  return [
    {
      collection: collections.evidence,
      key: sha256,
      doc: { sha256, mediaType, bytes } satisfies EvidenceView,
    },
  ];
};
