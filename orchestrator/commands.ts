import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { loadAlarmCatalogue } from '../config/alarms/load.ts';
import { instant } from '../workflows/kernel/brand.ts';
import type { ProcessId } from '../workflows/kernel/brand.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { definitions } from './composition/definitions.ts';
import { packLibrary } from './composition/packs.ts';
import { verifyJournal } from './engine/audit.ts';
import { releaseEvent } from './engine/decide.ts';
import { DefinitionRegistry } from './engine/definitions.ts';
import { Engine } from './engine/engine.ts';
import { CredentialsFile, freshSecret } from './identity/credentials-file.ts';
import { claimDataFolder } from './storage/data-folder.ts';
import { openJournalReader } from './storage/embedded/journal-reader.ts';
import { openEmbeddedJournal } from './storage/embedded/journal.ts';

/** Commands that work on a data folder without the server. */

type Print = (line: string) => void;

function journalFile(data: string): string {
  const file = join(data, 'journal.db');
  if (existsSync(file)) return file;
  throw new RefusedError({ code: 'DATA_FOLDER_EMPTY', field: 'data', message: `There is no journal in ${data}.`, remedy: 'Name the data folder of a server with --data.' });
}

/** Checks the whole chain; true when it is intact. Reads only, so the server may be running. */
export async function auditVerify(data: string, print: Print): Promise<boolean> {
  const journal = openJournalReader(journalFile(data));
  try {
    const report = await verifyJournal(journal);
    print(
      report.intact
        ? `完好 intact: ${report.entries} entries, head ${report.head}`
        : `损坏 broken at entry ${report.position} (${report.process}): ${report.reason}`,
    );
    return report.intact;
  } finally {
    journal.close();
  }
}

export async function releaseProcess({ data, process, by, ruleFolders, print }: { data: string; process: string; by: string; ruleFolders: readonly string[]; print: Print }): Promise<void> {
  const file = journalFile(data);
  const giveBack = claimDataFolder(data);
  const journal = await openEmbeddedJournal(file);
  try {
    const packs = packLibrary(ruleFolders);
    const clock = () => instant(new Date().toISOString());
    const engine = new Engine({ journal, registry: new DefinitionRegistry(definitions(packs, loadAlarmCatalogue())), clock, log: pino({ level: 'fatal' }) });
    const at = clock();
    const input = { id: `release/${at}`, at, actor: { kind: 'person' as const, id: by }, event: { type: releaseEvent } };
    const result = await engine.submit(process as ProcessId, input, 'request');
    if (result.status === 'refused') throw new RefusedError(result.refusal);
    print(`已释放 released ${process}; 其余动作在服务启动后执行 what it asks for is done when the server starts`);
    await engine.stop();
  } finally {
    await journal.close();
    giveBack();
  }
}

export async function passwd(data: string, name: string, print: Print): Promise<void> {
  const giveBack = claimDataFolder(data);
  try {
    const secret = freshSecret();
    await new CredentialsFile(data).set(name, secret);
    print(`${name} ${secret}`);
  } finally {
    giveBack();
  }
}
