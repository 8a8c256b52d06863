import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { renderLineageSummary } from '../../reports/lineage-summary.ts';
import type { CertificateView, ConsignmentView } from '../views/model.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { Crew } from './crew.ts';
import { startDemoPort } from './demo-port.ts';
import { ApiError } from './http-client.ts';
import { progressBars, readProgress } from './progress.ts';
import { demonstrationShip } from './ship.ts';
import { summarise } from './summary.ts';

export interface DemoOptions {
  readonly commodity: string;
  readonly out: string;
  readonly seed: number;
  readonly timeFactor: number;
  readonly version: string;
}

/** How long the demonstration may take before it gives up, ms; at the default speed it takes about one minute. */
const longestRun = 5 * 60_000;
const lookEvery = 500;

/**
 * Runs one consignment from declaration to customs' decision, headless and accelerated, and writes `certificate.pdf`,
 * `certificate.json` and `summary.pdf` to the folder. Throws a RefusedError for a commodity it does not have.
 */
export async function runDemo({ commodity, out, seed, timeFactor, version }: DemoOptions): Promise<readonly string[]> {
  if (commodity !== 'coal') {
    throw new RefusedError({ code: 'COMMODITY_UNKNOWN', field: 'commodity', message: `There is no demonstration for "${commodity}".`, remedy: 'Use --commodity coal.' });
  }
  await mkdir(out, { recursive: true });
  const dataFolder = join(out, 'data');
  const log = pino({ level: 'info' }, pino.destination({ dest: join(out, 'server.log'), mkdir: true }));
  const port = await startDemoPort({ dataFolder, port: 0, host: '127.0.0.1', version, log, timeFactor, seed, plantPort: 0 });
  const crew = new Crew({ url: port.server.url, logins: port.server.logins, seed, log });
  const bars = progressBars();
  try {
    const id = await declared(crew);
    crew.start();
    const consignment = await finished(crew, id, bars.show);
    return await writeResults(crew, consignment, out);
  } finally {
    bars.stop();
    await crew.stop();
    await port.stop();
  }
}

/** Declares the demonstration ship; a folder that was used before has it already. */
export async function declared(crew: Crew): Promise<string> {
  try {
    return (await crew.as('officer').post<ConsignmentView>('/api/v1/consignments', demonstrationShip)).id;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'DECLARATION_CONFLICT') return `consignment/${demonstrationShip.declarationNo}.${demonstrationShip.goodsItem}`;
    throw error;
  }
}

async function finished(crew: Crew, id: string, show: ReturnType<typeof progressBars>['show']): Promise<ConsignmentView> {
  const giveUp = Date.now() + longestRun;
  for (;;) {
    const { consignment, progress } = await readProgress(crew, id);
    show(progress);
    if (consignment.status === 'closed') return consignment;
    if (consignment.status === 'resampling-needed') throw new Error('a sample was lost: the demonstration cannot end with a certificate');
    if (Date.now() > giveUp) throw new Error(`the demonstration is still in the state "${consignment.status}" after ${longestRun / 60_000} minutes; see server.log`);
    await sleep(lookEvery);
  }
}

async function writeResults(crew: Crew, consignment: ConsignmentView, out: string): Promise<readonly string[]> {
  const officer = crew.as('officer');
  const path = `/api/v1/certificates/${encodeURIComponent(consignment.certificateId ?? '')}`;
  const certificate = await officer.get<CertificateView>(path);
  const { bytes: pdf } = await officer.bytes(`${path}/pdf`, 'application/pdf');
  const { bytes: json } = await officer.bytes(`${path}/json`, 'application/json');
  const summary = await renderLineageSummary(await summarise(crew, consignment, certificate, new Date().toISOString()));
  const files = [
    ['certificate.pdf', pdf],
    ['certificate.json', json],
    ['summary.pdf', summary],
  ] as const;
  return Promise.all(
    files.map(async ([name, bytes]) => {
      await writeFile(join(out, name), bytes);
      return join(out, name);
    }),
  );
}
