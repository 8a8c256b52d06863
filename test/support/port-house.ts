import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import type { SiteFile } from '../../config/site/schema.ts';
import { bareSite } from '../../config/site/testing/bare-site.ts';
import type { Login } from '../../orchestrator/composition/identity.ts';
import { commission } from '../../orchestrator/demo/demo-port.ts';
import { runProcess } from './process-line.ts';
import type { RunningProcess } from './process-line.ts';

/** A port of processes for tests: the virtual plant and the server, each of which can be killed and started again. */

const root = process.cwd();
const plantScript = join(root, 'dist', 'plc-adapters', 'simulator', 'main.js');
const serverScript = join(root, 'dist', 'orchestrator', 'cli.js');

export interface PlantReady {
  readonly endpoint: string;
}
export interface ServerReady {
  readonly url: string;
  readonly open: number;
  readonly logins: readonly Login[];
}

export interface PlantTerms {
  readonly folder: string;
  readonly port: number;
  readonly timeFactor: number;
  readonly seed: number;
  readonly parcelTonnes: string;
  /** How long the PLCs go on without the server, s; default 10. */
  readonly watchdog?: number;
  /** What else the virtual plant is told on its command line, by the names of its options. */
  readonly further?: Readonly<Record<string, string | number>>;
}

/** The plant's own log in its folder. */
export const plantLogOf = (folder: string): string => join(folder, 'plant.jsonl');

export function startPlant({
  folder, port, timeFactor, seed, parcelTonnes, watchdog = 10, further = {},
}: PlantTerms): Promise<RunningProcess<PlantReady>> { // prettier-ignore
  mkdirSync(folder, { recursive: true });
  const own = ['--port', port, '--time-factor', timeFactor, '--seed', seed, '--parcel-tonnes', parcelTonnes, '--watchdog', watchdog];
  const options = [...own, ...Object.entries(further).flatMap(([name, value]) => [`--${name}`, value])];
  const files = ['--state', join(folder, 'memory.json'), '--log', plantLogOf(folder), '--pki', join(folder, 'pki')];
  return runProcess(plantScript, [...options, ...files].map(String));
}

export interface ServerTerms {
  readonly dataFolder: string;
  readonly port: number;
  readonly plant: string;
  readonly seed: number;
  /** Makes its site of the demonstration's without its housekeeping; default: the coal berth alone. */
  readonly site?: (demonstration: SiteFile) => SiteFile;
  /** Changes to the text of its tag maps, by file. */
  readonly tagMaps?: TagMapChanges;
  /** ms; default: what a server without a past is given. */
  readonly readyWithin?: number;
}
export type TagMapChanges = Readonly<Record<string, (text: string) => string>>;

export function startServerProcess(
  { dataFolder, port, plant, seed, site: change = coalBerth, tagMaps = {}, readyWithin }: ServerTerms,
  born?: (child: ChildProcess) => void,
): Promise<RunningProcess<ServerReady>> {
  const site = writeSite(`${dataFolder}-site`, change, tagMaps);
  const options = ['serve', '--site', site, '--data', dataFolder, '--port', port, '--plant', plant, '--demonstration-seed', seed];
  return runProcess(serverScript, options.map(String), {}, born, readyWithin);
}

export interface NodeReady {
  readonly url: string;
}

export interface NodeTerms extends Omit<ServerTerms, 'dataFolder'> {
  readonly name: string;
  /** In which each node has a folder of its own. */
  readonly folder: string;
  readonly mongodbUri: string;
  readonly redisUrl?: string;
  readonly lease_s: number;
}

/** A node of a cluster. It is ready when it answers, which it does before it leads. */
export function startNodeProcess(
  { name, folder, port, plant, seed, mongodbUri, redisUrl, lease_s, site: change = coalBerth, tagMaps = {} }: NodeTerms,
  born: (child: ChildProcess) => void,
): Promise<RunningProcess<NodeReady>> {
  const dataFolder = join(folder, name);
  const site = writeSite(`${dataFolder}-site`, change, tagMaps);
  const options = ['serve', '--site', site, '--data', dataFolder, '--port', port, '--plant', plant, '--demonstration-seed', seed];
  return runProcess(
    serverScript,
    [...options, '--node-name', name, '--lease', lease_s].map(String),
    {
      MONGODB_URI: mongodbUri,
      QUAYLAB_CLUSTER_SECRET: 'known to all nodes of this test, and to nobody else',
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    },
    born,
  );
}

/** Those the virtual plant runs when it is asked for no others. Units that stand idle would slow each start of a server down. */
const coalUnits = ['CS-01', 'CP-01'];

/** The demonstration site with its coal berth alone. */
const coalBerth = ({ scheduling: _scheduling, ...site }: SiteFile): SiteFile => ({
  ...site,
  units: site.units.filter(({ unit }) => coalUnits.includes(unit)),
});

/** A site file made of the demonstration's, with its tag maps beside it. */
function writeSite(folder: string, change: (demonstration: SiteFile) => SiteFile, tagMaps: TagMapChanges): string {
  const [demonstration, file] = [join(root, 'config', 'demo-port'), join(folder, 'site.yaml')];
  cpSync(demonstration, folder, { recursive: true });
  const site = load(readFileSync(join(demonstration, 'site.yaml'), 'utf8')) as SiteFile;
  writeFileSync(file, dump(change(bareSite(site))));
  for (const [name, changed] of Object.entries(tagMaps)) {
    const tagMap = join(folder, 'tag-maps', name);
    writeFileSync(tagMap, changed(readFileSync(tagMap, 'utf8')));
  }
  return file;
}

/** Makes the server trust the plant, as an engineer does when commissioning. */
export const trustPlant = (plantFolder: string, dataFolder: string): void =>
  commission(join(plantFolder, 'pki', 'server', 'own', 'certs', 'certificate.pem'), join(dataFolder, 'pki'));

/** One line of the plant's own log. */
export interface PlantLogLine {
  readonly event: string;
  readonly unit: string;
  readonly seq?: number;
  readonly name?: string;
  readonly sampleId?: string;
  readonly idx?: number;
  readonly no?: number;
  readonly mass?: number;
}

export const readPlantLog = (folder: string): readonly PlantLogLine[] =>
  readFileSync(plantLogOf(folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PlantLogLine);
