import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { startServerProcess } from '../support/port-house.ts';
import { findProbes } from './growth-probes.ts';
import type { Excluded, Probe } from './growth-probes.ts';
import { residentOf, startServer } from './idle-server.ts';
import { writePast } from './past.ts';
import { quantile } from './quantile.ts';

/** How long one operation took, ms, with what it answered. */
export interface Asked {
  readonly id: string;
  /** Bytes of the answer. */
  readonly bytes: number;
  readonly times: number;
  readonly p50: number;
  readonly p99: number;
  /** The same bytes from a bare express route of the same run, p50, ms. */
  readonly bare: number;
}

export interface GrowthFigures {
  readonly entries: number;
  /** Gross samples that were cut in it. */
  readonly samples: number;
  /** Mean of the minute before and after, of how many processes wanted to run: what times are to be judged by. */
  readonly load: readonly [number, number];
  /** Of the data folder, for each sample, KiB. */
  readonly diskOfSample: number;
  /** Of the data folder, for each entry of the journal, KiB. */
  readonly diskOfEach: number;
  /** s until the server answers: the first time, when it makes keys and projects all its views, and the second. */
  readonly firstStart: number;
  readonly start: number;
  /** Resident set after it was asked everything, MiB; null where the system does not tell. */
  readonly residentMiB: number | null;
  readonly asked: readonly Asked[];
  readonly excluded: readonly Excluded[];
}

/** A server with a past has more to read when it starts than one of the tests, ms. */
const readyWithin = 600_000;

/** An operation is asked so often, or for so long, ms, whichever ends first; p99 of so few is the slowest. */
const most = 50;
const longest = 1_500;

/** Asks a server with a past of so many entries everything that can be read from it, one request at a time. */
export async function measureGrowth(wanted: number): Promise<GrowthFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-growth-'));
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  const before = loadNow();
  try {
    const { entries, samples } = await writePast(join(dataFolder, 'journal.db'), wanted);
    // Projecting all views may take longer than a server is otherwise given to start.
    const first = await startServer(dataFolder, 0);
    const { server, seconds } = await started(dataFolder);
    try {
      const { probes, excluded } = await findProbes(server.ready.url, server.ready.logins);
      const asked: Asked[] = [];
      for (const probe of probes) asked.push(await ask(server.ready.url, probe));
      return {
        entries,
        samples,
        load: [before, loadNow()],
        diskOfSample: sizeOf(dataFolder) / 1024 / samples,
        diskOfEach: sizeOf(dataFolder) / 1024 / entries,
        firstStart: first.startSeconds,
        start: seconds,
        residentMiB: residentOf(server.child.pid),
        asked,
        excluded,
      };
    } finally {
      await server.kill('SIGTERM');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With a plant that does not answer: port 9 (discard) refuses connections. */
async function started(dataFolder: string) {
  const begun = performance.now();
  const server = await startServerProcess({ dataFolder, port: 0, plant: 'opc.tcp://127.0.0.1:9', seed: 7, readyWithin });
  return { server, seconds: (performance.now() - begun) / 1000 };
}

async function ask(url: string, { id, path, headers }: Probe): Promise<Asked> {
  const { times, bytes } = await timed(url + path, headers);
  const app = express().get('/same', (_req, res) => void res.type('json').send(bytes));
  const bare = createServer(app);
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  try {
    const limit = await timed(`http://127.0.0.1:${(bare.address() as AddressInfo).port}/same`, {});
    return {
      id,
      bytes: bytes.length,
      times: times.length,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      bare: quantile(limit.times, 0.5),
    };
  } finally {
    bare.closeAllConnections();
    bare.close();
  }
}

async function timed(address: string, headers: Probe['headers']) {
  const times: number[] = [];
  let bytes = Buffer.alloc(0);
  const begun = performance.now();
  while (times.length < most && performance.now() - begun < longest) {
    const asked = performance.now();
    const answer = await fetch(address, { headers });
    bytes = Buffer.from(await answer.arrayBuffer());
    times.push(performance.now() - asked);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
  }
  return { times, bytes };
}

const loadNow = (): number => loadavg()[0] ?? 0;

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
