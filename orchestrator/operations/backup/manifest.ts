import { z } from 'zod';

/** A backup is a tar archive, gzipped: first `begin.json`, last `manifest.json`, between them the parts. */
export const backupSchema = 'urn:quaylab:backup:1';
export const beginName = 'begin.json';
export const manifestName = 'manifest.json';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What a backup begins with, so that one of another kind is refused before anything of it is written. */
export const beginSchema = z.strictObject({
  schema: z.literal(backupSchema),
  /** Of the program that made it. */
  version: z.string().min(1),
  takenAt: z.iso.datetime(),
});
export type BackupBegin = z.infer<typeof beginSchema>;

export const manifestSchema = beginSchema.extend({
  journal: z.strictObject({
    /** Position of the newest entry in it. */
    entries: z.int().min(0),
    /** Hash of that entry: the head of the chain. */
    head: digest,
  }),
  /** Blobs are named by their digest; only their number has to be kept. */
  blobs: z.int().min(0),
  parts: z.array(z.strictObject({ name: z.string().min(1), bytes: z.int().min(0), sha256: digest })),
});
/** What a backup ends with: what must be in it, byte for byte. */
export type BackupManifest = z.infer<typeof manifestSchema>;

/** How the parts of a backup are named, and told apart again. */
export const partNames = {
  journal: (first: number, last: number) => `journal/${padded(first)}-${padded(last)}.jsonl`,
  blob: (sha256: string) => `blobs/${sha256}`,
  privateFile: (name: string) => `private/${name}`,
  nodeFile: (path: string) => `node/${path}`,
  /** The n-th piece, from 1. */
  telemetry: (piece: number) => `telemetry/${padded(piece)}`,
} as const;

/** Names in an archive are sorted as the positions are. */
const padded = (position: number): string => String(position).padStart(12, '0');

export type PartKind = 'journal' | 'blobs' | 'private' | 'node' | 'telemetry';

/** Of which kind a part is, and its name within that kind; null for a name no backup has. */
export function readPartName(name: string): { readonly kind: PartKind; readonly rest: string } | null {
  const [, kind, rest] = /^(journal|blobs|private|node|telemetry)\/(.+)$/.exec(name) ?? [];
  if (kind === undefined || rest === undefined) return null;
  // A name must stay below the folder it is written into.
  const steps = rest.split('/');
  if (steps.some((step) => step === '' || step === '.' || step === '..' || /[\\\0]/.test(step))) return null;
  return { kind: kind as PartKind, rest };
}
