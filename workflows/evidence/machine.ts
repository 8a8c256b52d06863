import { setup } from 'xstate';
import type { Instant } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { Actor, ProcessDefinition } from '../kernel/process.ts';

export const evidenceTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type EvidenceType = (typeof evidenceTypes)[number];

/** A photo or scan that was stored: its bytes are a blob, and this is who brought it and when. */
export interface EvidenceContext {
  readonly sha256: string;
  readonly mediaType: EvidenceType;
  readonly bytes: number;
  readonly storedAt: Instant;
  readonly storedBy: Actor;
}

interface EvidenceInput extends Pick<EvidenceContext, 'sha256' | 'mediaType' | 'bytes'> {
  readonly startedAt: Instant;
  readonly startedBy: Actor;
}

/** One file, once. Only blobs with such a process are evidence: the store holds certificates, too. */
const machine = setup({
  types: { context: {} as EvidenceContext, input: {} as EvidenceInput },
  actions: effectActions,
}).createMachine({
  id: 'evidence',
  context: ({ input: { sha256, mediaType, bytes, startedAt, startedBy } }) => ({
    sha256,
    mediaType,
    bytes,
    storedAt: startedAt,
    storedBy: startedBy,
  }),
  initial: 'stored',
  states: { stored: { type: 'final' } },
});

export const evidenceDefinition: ProcessDefinition = { id: 'evidence', version: 1, machine };
