import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { openMongo } from '../../orchestrator/storage/mongo/open.ts';

/** The URI of an empty database of its own on the same servers. */
function databaseOn(uri: string): string {
  const [, servers = uri, query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*(\?.*)?$/.exec(uri) ?? [];
  return `${servers}/quaylab_bench_${randomBytes(4).toString('hex')}${query}`;
}

/** Lends as many empty databases as are asked for; drops them afterwards. */
export async function withDatabases<Given>(
  uri: string,
  work: (open: () => Promise<{ readonly uri: string; readonly connection: Connection }>) => Promise<Given>,
): Promise<Given> {
  const connections: Connection[] = [];
  try {
    return await work(async () => {
      const own = databaseOn(uri);
      const connection = await openMongo(own);
      connections.push(connection);
      return { uri: own, connection };
    });
  } finally {
    for (const connection of connections) {
      await connection.dropDatabase();
      await connection.close();
    }
  }
}
