import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
}

export function startPlant({ folder, port, timeFactor, seed, parcelTonnes, watchdog = 10 }: PlantTerms): Promise<RunningProcess<PlantReady>> {
  mkdirSync(folder, { recursive: true });
  const options = ['--port', port, '--time-factor', timeFactor, '--seed', seed, '--parcel-tonnes', parcelTonnes, '--watchdog', watchdog];
  const files = ['--state', join(folder, 'memory.json'), '--log', join(folder, 'plant.jsonl'), '--pki', join(folder, 'pki')];
  return runProcess(plantScript, [...options, ...files].map(String));
}

export interface ServerTerms {
  readonly dataFolder: string;
  readonly port: number;
  readonly plant: string;
  readonly seed: number;
}

export function startServerProcess({ dataFolder, port, plant, seed }: ServerTerms): Promise<RunningProcess<ServerReady>> {
  const site = join(root, 'config', 'demo-port', 'site.yaml');
  const options = ['serve', '--site', site, '--data', dataFolder, '--port', port, '--plant', plant, '--demonstration-seed', seed];
  return runProcess(serverScript, options.map(String));
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
  readFileSync(join(folder, 'plant.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PlantLogLine);
