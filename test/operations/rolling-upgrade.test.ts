import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { leadershipEntry } from '../../orchestrator/cluster/leadership-entry.ts';
import { openJournalReader } from '../../orchestrator/storage/embedded/journal-reader.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { openMongoJournalReader } from '../../orchestrator/storage/mongo/journal-reader.ts';
import { takeOverMongoJournal } from '../../orchestrator/storage/mongo/journal.ts';
import { JournalTakenOverError } from '../../orchestrator/storage/ports.ts';
import { testTime } from '../../orchestrator/engine/testing/workbench.ts';
import { leadershipProcess } from '../../workflows/leadership/machine.ts';
import { describeOnMongo } from '../support/mongo.ts';
import { openRedis } from '../support/redis.ts';
import { describeWith } from '../support/tools.ts';
import { installNextBuild } from './next-build.ts';
import { openCluster, openOneMachine } from './ports-of-two-builds.ts';
import type { Programs } from './ports-of-two-builds.ts';
import { begunBefore, itUpgrades } from './rolling-upgrade.contract.ts';
import { itSamplesUnderTwoBuilds } from './two-builds.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-upgrade-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('another build of the program, with processes in flight', () => {
  itUpgrades('one machine, stopped in between', async () => {
    const file = join(folder, 'journal.db');
    return {
      next: async (former) => {
        await former?.stop();
        return openEmbeddedJournal(file);
      },
      read: async () => {
        const journal = openJournalReader(file);
        return { journal, close: async () => journal.close() };
      },
    };
  });

  describeOnMongo('in a cluster', (mongo) => {
    const log = pino({ level: 'silent' });
    itUpgrades('a node of one build takes over from one of the other that still runs', async () => {
      const connection = await mongo.open();
      let term = 0;
      return {
        next: async (former) => {
          term += 1;
          const node = `node ${term}`;
          const journal = await takeOverMongoJournal(
            connection,
            {
              process: leadershipProcess,
              draft: (newest) => leadershipEntry(newest, { node, term }, testTime),
            },
            { log },
          );
          if (former) {
            // It finds out at its next entry, and can be of no use any more.
            const late = former.submit(begunBefore, `late ${term}`, { type: 'stay' });
            await expect(late).rejects.toThrow(JournalTakenOverError);
            await former.stop();
          }
          return journal;
        },
        read: async () => ({ journal: openMongoJournalReader(connection), close: async () => {} }),
      };
    });
  });
});

describe('two compiled builds of the program, installed beside each other', () => {
  let programs: Programs;
  beforeAll(() => {
    const older = join(process.cwd(), 'dist', 'orchestrator', 'cli.js');
    programs = { older, newer: installNextBuild(join(folder, 'next')) };
  });

  itSamplesUnderTwoBuilds('one machine', join(folder, 'machine'), () => programs, openOneMachine);

  describeWith(['redis-server'], 'with Redis', () => {
    describeOnMongo('in a cluster', (mongo) => {
      itSamplesUnderTwoBuilds(
        'two nodes, one after the other',
        join(folder, 'cluster'),
        () => programs,
        async (terms) => {
          const [redis, mongodbUri] = [await openRedis(true), mongo.newDatabase()];
          const stores = { mongodbUri, redisUrl: redis.url };
          const port = await openCluster(terms, stores, await mongo.connect(mongodbUri));
          return { ...port, end: () => port.end().finally(() => redis.remove()) };
        },
      );
    });
  });
});
