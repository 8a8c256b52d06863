import { join } from 'node:path';
import { openJournalReader } from '../../orchestrator/storage/embedded/journal-reader.ts';
import { verifyJournal } from '../../orchestrator/engine/audit.ts';
import type { AuditReport } from '../../orchestrator/engine/audit.ts';
import { decodeBody } from '../../orchestrator/engine/entry.ts';
import type { EntryBody } from '../../orchestrator/engine/entry.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import type { Journal } from '../../orchestrator/storage/ports.ts';
import { readPlantLog } from './port-house.ts';

/** What is left of a run when all processes have ended: the journal, and the plant's own log, which decides. */
export interface RunRecord {
  readonly audit: AuditReport;
  readonly bodies: readonly EntryBody[];
}

export async function readRecord(dataFolder: string): Promise<RunRecord> {
  const journal = openJournalReader(join(dataFolder, 'journal.db'));
  try {
    return await recordOf(journal);
  } finally {
    journal.close();
  }
}

export async function recordOf(journal: Pick<Journal, 'tail'>): Promise<RunRecord> {
  const entries = await journal.tail(0, 1_000_000);
  return { audit: await verifyJournal(journal), bodies: entries.map(({ body }) => decodeBody(body)) };
}

/** Index and mass of every increment, as the journal has them and as the plant counted them; sorted. */
export const journaledIncrements = ({ bodies }: RunRecord): readonly string[] =>
  bodies
    .map(({ input }) => input.event as { type: string; idx?: number; no?: number })
    .filter(({ type }) => type === 'record.increment')
    .map(({ idx, no }) => `${idx}:${no}`)
    .sort();

export const countedIncrements = (plantFolder: string): readonly string[] =>
  readPlantLog(plantFolder)
    .filter(({ event }) => event === 'increment')
    .map(({ idx, no }) => `${idx}:${no}`)
    .sort();

/** Commands the plant executed, in the order of each unit. */
export const executedCommands = (plantFolder: string): readonly string[] =>
  ['CS-01', 'CP-01'].flatMap((unit) =>
    readPlantLog(plantFolder)
      .filter((line) => line.event === 'command' && line.unit === unit)
      .map(({ name, sampleId }) => `${unit} ${name} ${sampleId}`),
  );

/** Sequence numbers of accepted commands; one that occurs twice was executed twice. */
export const acceptedSequences = (plantFolder: string): readonly string[] =>
  readPlantLog(plantFolder)
    .filter(({ event }) => event === 'command')
    .map(({ unit, seq }) => `${unit}/${seq}`);

/** A certificate without what differs between two runs by nature: instants, and hashes over instants. */
export function timelessContent({ dates: _dates, issuedAt: _issuedAt, journalHead: _head, lineageDigest: _digest, ...content }: Certificate) {
  return content;
}
