import type { EvidenceType } from '../../workflows/evidence/machine.ts';

/** What files begin with: ISO/IEC 10918-1 B.1.1.3 (SOI and a marker), ISO/IEC 15948 clause 5.2, ISO 32000-1 clause 7.5.2. */
const signatures: readonly (readonly [EvidenceType, readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** What a file is by its first bytes, whatever its sender calls it; null for anything that is not taken as evidence. */
export const evidenceTypeOf = (bytes: Buffer): EvidenceType | null =>
  signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0] ?? null;
