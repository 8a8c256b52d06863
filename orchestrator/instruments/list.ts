import type { Instrument } from '../../config/site/instrument-schema.ts';
import type { ViewStore } from '../storage/ports.ts';
import type { InstrumentFileView } from '../views/instrument-file-view.ts';
import { collections } from '../views/projection.ts';

/** An instrument of the site file, and what came of it last. */
export interface InstrumentOverview extends Pick<Instrument, 'id' | 'format' | 'analyst'> {
  /** Whether a folder is watched for its files; where that lies is not told. */
  readonly watched: boolean;
  /** What it calls a determination, and which item of the rule pack that is. */
  readonly items: readonly { readonly inFile: string; readonly item: string; readonly unit: string }[];
  /** The file of which something was entered last; null: none ever was. */
  readonly lastFile: InstrumentFileView | null;
}

export interface InstrumentList {
  /** In the order of the site file. */
  list(): Promise<readonly InstrumentOverview[]>;
}

export const createInstrumentList = (
  views: Pick<ViewStore, 'get'>,
  instruments: readonly Instrument[],
): InstrumentList => ({
  list: () =>
    Promise.all(
      instruments.map(async ({ id, format, analyst, folder, items }) => ({
        id,
        format,
        analyst,
        watched: folder !== undefined,
        items: Object.entries(items).map(([inFile, { item, unit }]) => ({ inFile, item, unit })),
        lastFile: await views.get<InstrumentFileView>(collections.instrumentFiles, id),
      })),
    ),
});
