import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { Crew } from '../../orchestrator/demo/crew.ts';
import { openMongoJournalReader } from '../../orchestrator/storage/mongo/journal-reader.ts';
import { describeOnMongo } from '../support/mongo.ts';
import { startPlant, trustPlant } from '../support/port-house.ts';
import {
  acceptedSequences,
  countedIncrements,
  journaledIncrements,
  recordOf,
} from '../support/run-record.ts';
import type { RunRecord } from '../support/run-record.ts';
import {
  generator,
  parcelTonnes,
  patientWatchdog,
  reachedPlant,
  runLimit,
  seeShipThrough,
} from '../support/ship-run.ts';
import type { ShipSeen } from '../support/ship-run.ts';
import { otherThan, TwoNodes } from './two-nodes.ts';
import type { NodeName } from './two-nodes.ts';

const seed = 7;
const least = 20;
const most = 22;
const lease_s = 2;
/** Every so many times the leading node is stopped for longer than its lease, and goes on after another has taken over. */
const stopEvery = 4;
/** EX_TEMPFAIL: how a node ends that finds another in its place. */
const endedByItself = 75;
const longestLife = 1_500;
/** Take-overs take longer than restarts: a lease has to end first. ms */
const clusterRunLimit = 2 * runLimit;

describeOnMongo('a cluster whose leading node is killed, or stopped, again and again', (mongo) => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-cluster-'));
  const plantFolder = join(folder, 'plant');
  let seen: ShipSeen;
  let record: RunRecord;
  let stopped = 0;
  /** Exit codes of those that were stopped and went on. */
  const exits: (number | null)[] = [];
  /** Between two leaders, ms. */
  const gaps: number[] = [];

  const follow = async (nodes: TwoNodes, ousted: NodeName, term: number) => {
    const since = performance.now();
    for (;;) {
      const leader = await nodes.leader();
      if (leader && leader.term > term) break;
      await sleep(50);
    }
    gaps.push(performance.now() - since);
    return otherThan(ousted);
  };

  it(
    'sees a ship through to customs’ decision',
    async () => {
      const plant = await startPlant({
        folder: plantFolder,
        port: 0,
        timeFactor: 150,
        seed,
        parcelTonnes,
        watchdog: patientWatchdog,
      });
      for (const name of ['north', 'south']) trustPlant(plantFolder, join(folder, name));
      const uri = mongo.newDatabase();
      const connection = await mongo.connect(uri);
      const nodes = new TwoNodes(connection, {
        folder,
        plant: plant.ready.endpoint,
        seed,
        mongodbUri: uri,
        lease_s,
      });
      try {
        const url = await nodes.start();
        while (nodes.logins.length === 0) await sleep(100);
        const crew = new Crew({ url, logins: nodes.logins, seed, log: pino({ level: 'silent' }) });
        const random = generator(seed);
        seen = await seeShipThrough(
          crew,
          async (over) => {
            let times = 0;
            while (!over() && times < most) {
              // Every second leader ends while it takes over; the others after they have reached the plant.
              if (times % 2 === 0) await reachedPlant(crew);
              await sleep(random() * longestLife);
              const leader = await nodes.leader();
              if (over() || !leader) continue;
              times += 1;
              const node = nodes.node(leader.name);
              const exited = new Promise<number | null>((resolve) => node.child.once('exit', resolve));
              if (times % stopEvery === 0) {
                node.child.kill('SIGSTOP');
                await follow(nodes, leader.name, leader.term);
                await sleep(random() * longestLife);
                node.child.kill('SIGCONT');
                exits.push(await exited);
                stopped += 1;
              } else {
                await node.kill('SIGKILL');
              }
              await nodes.startNode(leader.name);
            }
            return times;
          },
          clusterRunLimit,
        );
        const journal = openMongoJournalReader(connection);
        record = await recordOf(journal);
      } finally {
        await nodes.stop();
        await plant.kill('SIGKILL');
      }
    },
    clusterRunLimit + runLimit,
  );
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`was led by another at least ${least} times, some of them while the former leader still lived`, () => {
    const longest = Math.max(...gaps);
    process.stdout.write(
      `the leading node was killed ${seen.disturbances - stopped} times and stopped ${stopped} times; longest take-over after a stop ${Math.round(longest)} ms\n`,
    );
    expect(seen.disturbances).toBeGreaterThanOrEqual(least);
    expect(stopped).toBeGreaterThanOrEqual(Math.floor(least / stopEvery));
  });

  it('has nodes that end by themselves when they find another in their place', () => {
    expect(exits.filter((code) => code !== endedByItself)).toEqual([]);
  });

  it('has every increment the plant counted in the journal exactly once', () => {
    expect(countedIncrements(plantFolder).length).toBeGreaterThan(50);
    expect(journaledIncrements(record)).toEqual(countedIncrements(plantFolder));
  });

  it('had no command executed twice, by the plant’s own log', () => {
    const accepted = acceptedSequences(plantFolder);
    expect(new Set(accepted).size).toBe(accepted.length);
  });

  it('leaves an intact journal, in which each leader says that it leads before it says anything else', () => {
    expect(record.audit.intact).toBe(true);
    const terms = record.bodies
      .filter(({ process }) => process === 'leadership/port')
      .map(({ input }) => Number(/\d+$/.exec(input.id)?.[0]));
    expect(terms).toEqual([...terms].sort((one, other) => one - other));
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms.length).toBeGreaterThan(1);
  });
});
