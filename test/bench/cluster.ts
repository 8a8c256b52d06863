import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import pino from 'pino';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { openMongoJournal } from '../../orchestrator/storage/mongo/journal.ts';
import { withDatabases } from './bench-database.ts';
import { durable, inTurn } from './engine.ts';
import type { Bench } from './engine.ts';
import type { Subject } from './subject.ts';

const groupSize = 32;

export interface ClusterFigures {
  /** The driver alone: documents of the size of an entry, acknowledged by a majority. */
  readonly bareSingle: number;
  readonly bareGrouped: number;
  readonly sequential: number;
  readonly concurrent: number;
  /** The same engine on the embedded journal. */
  readonly embeddedSequential: number;
  readonly embeddedConcurrent: number;
}

/** The driver alone, in as many inserts one after the other as the time allows. */
function bareInsert({ db }: Connection, group: number): Bench {
  if (!db) throw new Error('the connection is closed');
  const collection = db.collection<{ readonly _id: number; readonly body: string }>(`bare-${group}`);
  const body = 'x'.repeat(900);
  let no = 0;
  return {
    work: async (until) => {
      const before = no;
      while (performance.now() < until)
        await collection.insertMany(Array.from({ length: group }, () => ({ _id: (no += 1), body })));
      return no - before;
    },
    close: () => {},
  };
}

/** Measures a cluster's journal beside the driver alone, and beside the embedded journal, in turn. In databases of its own, dropped afterwards. */
export async function measureCluster(uri: string, subject: Subject): Promise<ClusterFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-bench-'));
  const log = pino({ level: 'warn' });
  try {
    return await withDatabases(uri, async (open) => {
      const [{ connection: bare }, { connection: one }, { connection: many }] = [
        await open(),
        await open(),
        await open(),
      ];
      const benches = {
        bareSingle: bareInsert(bare, 1),
        bareGrouped: bareInsert(bare, groupSize),
        sequential: await durable(await openMongoJournal(one, { log }), subject, 1),
        concurrent: await durable(await openMongoJournal(many, { log }), subject, 64),
        embeddedSequential: await durable(await openEmbeddedJournal(join(folder, 'one.db')), subject, 1),
        embeddedConcurrent: await durable(await openEmbeddedJournal(join(folder, 'many.db')), subject, 64),
      };
      const figures = await inTurn(benches);
      for (const { close } of Object.values(benches)) await close();
      return figures;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
