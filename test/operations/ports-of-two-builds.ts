import type { ChildProcess } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Connection } from 'mongoose';
import { dump, load } from 'js-yaml';
import type { SiteFile } from '../../config/site/schema.ts';
import { bareSite } from '../../config/site/testing/bare-site.ts';
import type { Login } from '../../orchestrator/composition/identity.ts';
import { openMongoJournalReader } from '../../orchestrator/storage/mongo/journal-reader.ts';
import { trustPlant } from '../support/port-house.ts';
import { runProcess } from '../support/process-line.ts';
import type { RunningProcess } from '../support/process-line.ts';
import { readRecord, recordOf } from '../support/run-record.ts';
import type { RunRecord } from '../support/run-record.ts';

export type Build = 'older' | 'newer';
/** The command line program of each. */
export type Programs = Readonly<Record<Build, string>>;

/** A port whose program is replaced by another build while it works. */
export interface PortOfTwoBuilds {
  /** Of the build that is in its place now. */
  readonly url: () => string;
  readonly logins: readonly Login[];
  /** Stops the program in an orderly way, and has the other build lead in its place. */
  readonly replaceBy: (build: Build) => Promise<void>;
  /** Stops it, and reads what was recorded. */
  readonly end: () => Promise<RunRecord>;
}

export interface PortTerms {
  readonly folder: string;
  /** OPC UA address of the virtual plant, and its folder. */
  readonly plant: string;
  readonly plantFolder: string;
  readonly programs: Programs;
}

/** Makes the virtual plant and the blind codes repeatable. */
export const seed = 7;

interface Leading {
  readonly url: string;
  readonly logins: readonly Login[];
}

/** An upgrade in place: the one server is stopped, then the other started on its data folder. */
export async function openOneMachine({
  folder,
  plant,
  plantFolder,
  programs,
}: PortTerms): Promise<PortOfTwoBuilds> {
  const dataFolder = join(folder, 'data');
  const site = writeCoalSite(folder);
  trustPlant(plantFolder, dataFolder);
  const start = (build: Build) => runProcess<Leading>(programs[build], serving({ site, dataFolder, plant }));
  let server = await start('older');
  return {
    url: () => server.ready.url,
    logins: server.ready.logins,
    replaceBy: async (build) => {
      await server.kill('SIGTERM');
      server = await start(build);
    },
    end: async () => {
      await server.kill('SIGTERM');
      return readRecord(dataFolder);
    },
  };
}

/** A rolling upgrade: a node of the other build stands by before the one that leads is stopped. */
export async function openCluster(
  { folder, plant, plantFolder, programs }: PortTerms,
  { mongodbUri, redisUrl }: { readonly mongodbUri: string; readonly redisUrl: string },
  connection: Connection,
): Promise<PortOfTwoBuilds> {
  const site = writeCoalSite(folder);
  const environment = {
    MONGODB_URI: mongodbUri,
    REDIS_URL: redisUrl,
    QUAYLAB_CLUSTER_SECRET: 'known to both nodes of this port, and to nobody else',
  };
  let nodes = 0;
  const start = async (build: Build): Promise<Node> => {
    nodes += 1;
    const dataFolder = join(folder, `node-${nodes}`);
    trustPlant(plantFolder, dataFolder);
    let tell: (leading: Leading) => void = () => {};
    const leading = new Promise<Leading>((resolve) => (tell = resolve));
    const options = [...serving({ site, dataFolder, plant }), '--node-name', `node-${nodes}`, '--lease', '2'];
    const process = await runProcess<object>(programs[build], options, environment, (child) =>
      whenLeading(child, tell),
    );
    return { process, leading };
  };
  let leader = await start('older');
  const { logins, url } = await leader.leading;
  let address = url;
  return {
    url: () => address,
    logins,
    replaceBy: async (build) => {
      const next = await start(build);
      await leader.process.kill('SIGTERM');
      address = (await next.leading).url;
      leader = next;
    },
    end: async () => {
      await leader.process.kill('SIGTERM');
      return recordOf(openMongoJournalReader(connection));
    },
  };
}

interface Node {
  readonly process: RunningProcess<object>;
  readonly leading: Promise<Leading>;
}

function whenLeading({ stdout }: ChildProcess, tell: (leading: Leading) => void): void {
  if (!stdout) return;
  createInterface({ input: stdout }).on('line', (line) => {
    if (line.startsWith('{"leading"')) tell(JSON.parse(line) as Leading);
  });
}

const serving = ({ site, dataFolder, plant }: Readonly<Record<'site' | 'dataFolder' | 'plant', string>>) =>
  [
    'serve',
    '--site',
    site,
    '--data',
    dataFolder,
    '--port',
    0,
    '--plant',
    plant,
    '--demonstration-seed',
    seed,
  ].map(String);

/** The demonstration's coal berth, sampler and preparation line, without its housekeeping. */
function writeCoalSite(folder: string): string {
  const [demonstration, own] = [join(process.cwd(), 'config', 'demo-port'), join(folder, 'site')];
  cpSync(demonstration, own, { recursive: true });
  const file = join(own, 'site.yaml');
  const { scheduling: _scheduling, ...site } = bareSite(load(readFileSync(file, 'utf8')) as SiteFile);
  const units = site.units.filter(({ unit }) => ['CS-01', 'CP-01'].includes(unit));
  writeFileSync(file, dump({ ...site, units }));
  return file;
}
