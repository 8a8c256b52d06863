import type { Instant } from '../../workflows/kernel/brand.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** The file of an instrument of which a determination was entered last. It names no sample. */
export interface InstrumentFileView {
  readonly instrument: string;
  /** Hex; the store has the file under it. */
  readonly sha256: string;
  /** User for whom it was entered. */
  readonly analyst: string;
  readonly at: Instant;
}

/** Ids of determinations that came from a file: source, instrument, digest of the file, row, item. */
const fromFile = /^instrument\/([^/]+)\/([0-9a-f]{64})\//;

/** The newest file of each instrument. */
export const projectInstrumentFile: Projection = ({ definition, input, snapshot }) => {
  if (definition !== 'assay' || !snapshot || input.event.type !== 'determination.entered') return [];
  const [, instrument, sha256] = fromFile.exec(input.id) ?? [];
  if (instrument === undefined || sha256 === undefined) return [];
  const doc: InstrumentFileView = { instrument, sha256, analyst: input.actor.id, at: input.at };
  return [{ collection: collections.instrumentFiles, key: instrument, doc }];
};
