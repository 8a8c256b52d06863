import pino from 'pino';
import { loadAlarmCatalogue } from '../config/alarms/load.ts';
import { instant } from '../workflows/kernel/brand.ts';
import type { ProcessId } from '../workflows/kernel/brand.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { definitions } from './composition/definitions.ts';
import { packLibrary } from './composition/packs.ts';
import { releaseEvent } from './engine/decide.ts';
import { DefinitionRegistry } from './engine/definitions.ts';
import { Engine } from './engine/engine.ts';
import { CredentialsFile, freshSecret, secretName } from './identity/credentials-file.ts';
import { claimDataFolder, journalFile } from './storage/data-folder.ts';
import { openEmbeddedJournal } from './storage/embedded/journal.ts';

/** Commands that work on a data folder without the server. */

type Print = (line: string) => void;

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
    const credentials = new CredentialsFile(data);
    if (credentials.hashOf(secretName(name, 1)) !== undefined) throw new RefusedError(clientRotated(name));
    const secret = freshSecret();
    await credentials.set(name, secret);
    print(`${name} ${secret}`);
  } finally {
    giveBack();
  }
}

/** Its secrets are the journal's business from then on: one written past it would never count. */
const clientRotated = (name: string) => ({
  code: 'CUSTOMS_CLIENT_ADMINISTERED',
  field: 'name',
  message: `The secret of the customs client ${name} was given by an administrator of the running server.`,
  remedy: `Start the server and use: quaylab customs-client rotate ${name}.`,
});
