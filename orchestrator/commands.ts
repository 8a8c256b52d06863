import pino from 'pino';
import { loadAlarmCatalogue } from '../config/alarms/load.ts';
import type { SiteConfig } from '../config/site/load.ts';
import { instant } from '../workflows/kernel/brand.ts';
import type { ProcessId } from '../workflows/kernel/brand.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { definitions } from './composition/definitions.ts';
import { packLibrary } from './composition/packs.ts';
import { releaseEvent } from './engine/decide.ts';
import { DefinitionRegistry } from './engine/definitions.ts';
import { Engine } from './engine/engine.ts';
import { CredentialsFile, freshSecret, secretName } from './identity/credentials-file.ts';
import { addressInForce, openPrivateFiles, openRecord } from './operations/record-stores.ts';
import { journalFile } from './storage/data-folder.ts';

/** Commands that work on what a port keeps, without its servers. */

type Print = (line: string) => void;

interface Whose {
  readonly data: string;
  /** In which `MONGODB_URI` may name the cluster's database; without it the data folder counts. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

interface ReleaseTerms extends Whose {
  readonly process: string;
  readonly by: string;
  readonly ruleFolders: readonly string[];
  readonly print: Print;
}

/** Throws a RefusedError: `DATA_FOLDER_EMPTY`, `DATA_FOLDER_IN_USE`, `PROCESS_UNKNOWN` and why a process cannot be released. */
export async function releaseProcess({ data, env = {}, process, by, ruleFolders, print }: ReleaseTerms): Promise<void> {
  const address = addressInForce(data, env);
  if (address.kind === 'embedded') journalFile(address.folder);
  const { journal, close } = await openRecord(address);
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
    await close();
  }
}

interface PasswdTerms extends Whose {
  readonly name: string;
  /** The names there are; without it only who has a secret already gets another. */
  readonly site?: Pick<SiteConfig, 'users' | 'customsClients'>;
  readonly print: Print;
}

/** Throws a RefusedError: `NAME_UNKNOWN`, `NAME_UNCHECKED`, `CUSTOMS_CLIENT_ADMINISTERED`, `DATA_FOLDER_IN_USE`. */
export async function passwd({ data, env = {}, name, site, print }: PasswdTerms): Promise<void> {
  const names = site && [...site.users.map(({ id }) => id), ...site.customsClients.map(({ clientId }) => clientId)];
  if (names && !names.includes(name)) throw new RefusedError(unknownName(name, names));
  const { privateFiles, close } = await openPrivateFiles(addressInForce(data, env));
  try {
    const credentials = new CredentialsFile(privateFiles);
    if (credentials.hashOf(secretName(name, 1)) !== undefined) throw new RefusedError(clientRotated(name));
    if (!names && credentials.hashOf(name) === undefined) throw new RefusedError(uncheckedName(name));
    const secret = freshSecret();
    await credentials.set(name, secret);
    print(`${name} ${secret}`);
  } finally {
    await close();
  }
}

/** A secret for a name that nobody has would be told to somebody who could never use it. */
const unknownName = (name: string, names: readonly string[]) => ({
  code: 'NAME_UNKNOWN',
  field: 'name',
  message: `The site has neither a user nor a customs client "${name}".`,
  remedy: `Use one of: ${names.join(', ')}; or add it to the site file first.`,
});
const uncheckedName = (name: string) => ({
  code: 'NAME_UNCHECKED',
  field: 'name',
  message: `"${name}" has no secret here yet, and without the site file it is not known whether there is such a name.`,
  remedy: 'Add --site FILE.',
});

/** Its secrets are the journal's business from then on: one written past it would never count. */
const clientRotated = (name: string) => ({
  code: 'CUSTOMS_CLIENT_ADMINISTERED',
  field: 'name',
  message: `The secret of the customs client ${name} was given by an administrator of the running server.`,
  remedy: `Start the server and use: quaylab customs-client rotate ${name}.`,
});
