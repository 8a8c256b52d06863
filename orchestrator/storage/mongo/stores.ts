import type { Connection } from 'mongoose';
import type { Journal, TelemetryLimits } from '../ports.ts';
import type { Stores } from '../stores.ts';
import { openMongoBlobs } from './blobs.ts';
import { openMongoPrivateFiles } from './private-files.ts';
import { openMongoTelemetry } from './telemetry.ts';
import { openMongoViews } from './views.ts';

/** Those in MongoDB, for the node that has taken the journal over. The connection stays open. */
export async function openMongoStores(connection: Connection, journal: Journal, limits: TelemetryLimits, clusterSecret: string): Promise<Stores> {
  const privateFiles = await openMongoPrivateFiles(connection, clusterSecret);
  const views = await openMongoViews(connection);
  const blobs = openMongoBlobs(connection);
  const telemetry = await openMongoTelemetry(connection, limits);
  return {
    journal,
    views,
    blobs,
    telemetry,
    privateFiles,
    close: async () => void (await Promise.all([journal.close(), views.close(), telemetry.close()])),
  };
}
