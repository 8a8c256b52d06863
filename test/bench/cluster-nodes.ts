import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Login } from '../../orchestrator/composition/identity.ts';
import { ApiClient } from '../../orchestrator/demo/http-client.ts';
import { nominationExample } from '../../orchestrator/http/schemas/nomination.ts';
import { freePort } from '../support/free-port.ts';
import { startNodeProcess, startServerProcess } from '../support/port-house.ts';
import type { NodeReady } from '../support/port-house.ts';
import type { RunningProcess } from '../support/process-line.ts';
import { withDatabases } from './bench-database.ts';
import { rateOf } from './rate-of.ts';

/** Requests a second. */
export interface RequestRates {
  /** Ships nominated: each an entry of the journal before it is answered. */
  readonly written: number;
  /** Nominations read, by their number. */
  readonly read: number;
}

export interface NodeFigures extends Record<Asked, RequestRates> {
  /** From the leading node's stop, or its being killed, until the other answers as the one that leads; ms. */
  readonly takeOver: { readonly stopped: number; readonly killed: number };
}

/** A machine on its own; of two nodes the one that leads; both by turns, of which the other passes on. */
type Asked = 'embedded' | 'leading' | 'byTurns';

/** As long as a port's lease unless it is set, s. */
const lease_s = 5;
const load = { asking: 16, seconds: 2 };
/** All are asked in turn, over and over: a disturbance of the machine falls on all alike, and so does the length of their journals. */
const rounds = 5;
const warmUp = 1;
/** Port 9 (discard) refuses connections: the server waits for its plant, as it would at night. */
const plant = 'opc.tcp://127.0.0.1:9';
const seed = 7;

/** The same requests to one machine on its own and to a cluster of two nodes, in turn; then the nodes’ take-overs. */
export async function measureNodes(uri: string, redisUrl: string): Promise<NodeFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-bench-nodes-'));
  try {
    return await withDatabases(uri, async (open) => {
      const { uri: mongodbUri } = await open();
      return measureBeside(folder, { mongodbUri, redisUrl });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureBeside(
  folder: string,
  stores: { readonly mongodbUri: string; readonly redisUrl: string },
) {
  const living: RunningProcess<NodeReady>[] = [];
  const startNode = async (name: string, port: number) => {
    let tellLeading: (logins: readonly Login[]) => void = () => {};
    const leading = new Promise<readonly Login[]>((resolve) => (tellLeading = resolve));
    const node = await startNodeProcess(
      { name, port, folder, plant, seed, lease_s, ...stores },
      ({ stdout }) => {
        if (!stdout) return;
        createInterface({ input: stdout }).on('line', (line) => {
          if (line.startsWith('{"leading"'))
            tellLeading((JSON.parse(line) as { logins: readonly Login[] }).logins);
        });
      },
    );
    living.push(node);
    return { node, leading, url: node.ready.url };
  };
  try {
    const alone = await startServerProcess({ dataFolder: join(folder, 'alone'), port: 0, plant, seed });
    living.push(alone);
    const [northPort, southPort] = [await freePort(), await freePort()];
    const north = await startNode('north', northPort);
    const logins = await north.leading;
    const south = await startNode('south', southPort);
    const rates = await ratesInTurn({
      embedded: [officerAt(alone.ready.url, alone.ready.logins)],
      leading: [officerAt(north.url, logins)],
      byTurns: [officerAt(north.url, logins), officerAt(south.url, logins)],
    });
    const killed = await untilAnswered(() => north.node.kill('SIGKILL'), south, logins);
    const northAgain = await startNode('north', northPort);
    await untilReady(northAgain.url);
    const stopped = await untilAnswered(() => south.node.kill('SIGTERM'), northAgain, logins);
    return { ...rates, takeOver: { killed, stopped } };
  } finally {
    for (const each of living) await each.kill('SIGKILL');
  }
}

async function ratesInTurn(
  asked: Readonly<Record<Asked, readonly ApiClient[]>>,
): Promise<Record<Asked, RequestRates>> {
  const sums = {
    embedded: { written: 0, read: 0 },
    leading: { written: 0, read: 0 },
    byTurns: { written: 0, read: 0 },
  };
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const [name, sum] of Object.entries(sums)) {
      const { written, read } = await ratesOf(asked[name as Asked]);
      if (round < warmUp) continue;
      sum.written += written / rounds;
      sum.read += read / rounds;
    }
  }
  return sums;
}

async function ratesOf(clients: readonly ApiClient[]): Promise<RequestRates> {
  const client = (no: number) => {
    const chosen = clients[no % clients.length];
    if (!chosen) throw new Error('there is nobody to ask');
    return chosen;
  };
  const number = `BENCH-${randomBytes(4).toString('hex')}`;
  const written = await rateOf(load, (no) =>
    client(no).post('/api/v1/nominations', { ...nominationExample, number: `${number}-${no}` }),
  );
  const read = await rateOf(load, (no) =>
    client(no).get(`/api/v1/nominations/${number}-${(no % load.asking) + 1}`),
  );
  return { written, read };
}

const officerAt = (url: string, logins: readonly Login[]): ApiClient => {
  const login = logins.find(({ id }) => id === 'officer');
  if (!login) throw new Error('the demonstration has no login "officer"');
  return new ApiClient(url, login);
};

/** From the moment the leading node is ended until the other leads, and answers somebody who logs in there; ms. */
async function untilAnswered(
  end: () => Promise<void>,
  other: { readonly url: string; readonly leading: Promise<unknown> },
  logins: readonly Login[],
): Promise<number> {
  const began = performance.now();
  const ended = end();
  await other.leading;
  await officerAt(other.url, logins).get('/api/v1/nominations');
  const took = performance.now() - began;
  await ended;
  return took;
}

async function untilReady(url: string): Promise<void> {
  while (
    !(await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await sleep(50);
}
