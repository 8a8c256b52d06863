import type { mongo } from 'mongoose';

const timeField = 'at';
const expiry = 'expiry';
/** A server before 5.0 does not know the option; a name that is taken means another node was faster. */
const namespaceExists = 48;

/**
 * A collection of measurements that the server removes once they are `kept` ms old: a time series, with `series` telling the series apart;
 * on a server that has none an ordinary collection with an index that makes documents expire. Goes on with another time when it changed.
 */
export async function expiringCollection(db: mongo.Db, name: string, kept: number): Promise<void> {
  const seconds = Math.ceil(kept / 1000);
  const there = await typeOf(db, name);
  if (!there) await create(db, name, seconds);
  const type = (await typeOf(db, name)) ?? { isTimeSeries: false };
  const collection = db.collection(name);
  await collection.createIndex({ 'series.unit': 1, 'series.tag': 1, [timeField]: 1 }, { name: 'series' });
  if (type.isTimeSeries) {
    if (type.seconds !== seconds) await db.command({ collMod: name, expireAfterSeconds: seconds });
    return;
  }
  const index = (await collection.indexes()).find((each) => each.name === expiry);
  if (!index) await collection.createIndex({ [timeField]: 1 }, { name: expiry, expireAfterSeconds: seconds });
  else if (index.expireAfterSeconds !== seconds)
    await db.command({ collMod: name, index: { name: expiry, expireAfterSeconds: seconds } });
}

async function create(db: mongo.Db, name: string, seconds: number): Promise<void> {
  const timeseries = { timeField, metaField: 'series', granularity: 'seconds' };
  try {
    await db.createCollection(name, { timeseries, expireAfterSeconds: seconds });
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'number') throw error;
    if (code !== namespaceExists) await db.createCollection(name);
  }
}

async function typeOf(
  db: mongo.Db,
  name: string,
): Promise<{ readonly isTimeSeries: boolean; readonly seconds?: number } | null> {
  const [found] = await db.listCollections({ name }).toArray();
  if (!found) return null;
  const { type, options } = found as { type?: string; options?: { expireAfterSeconds?: number } };
  const seconds = options?.expireAfterSeconds;
  return { isTimeSeries: type === 'timeseries', ...(seconds !== undefined && { seconds }) };
}
