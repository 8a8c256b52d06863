import pino from 'pino';
import { openMongoBlobs } from '../../orchestrator/storage/mongo/blobs.ts';
import { openMongoJournal } from '../../orchestrator/storage/mongo/journal.ts';
import { mongoLeases } from '../../orchestrator/storage/mongo/leases.ts';
import { openMongoPrivateFiles } from '../../orchestrator/storage/mongo/private-files.ts';
import { openMongoTelemetry } from '../../orchestrator/storage/mongo/telemetry.ts';
import { openMongoViews } from '../../orchestrator/storage/mongo/views.ts';
import { describeOnMongo } from '../support/mongo.ts';
import { describeBlobs } from './blobs.contract.ts';
import { describeJournal } from './journal.contract.ts';
import { describeLeases } from './leases.contract.ts';
import { describeJournalFaults } from './mongo-faults.ts';
import { describeStoreFaults } from './mongo-store-faults.ts';
import { describePrivateFiles } from './private-files.contract.ts';
import { describeTelemetry } from './telemetry.contract.ts';
import { describeViews } from './views.contract.ts';

const hour = 3_600_000;
const clusterSecret = 'forty characters that nobody else can know';
const log = pino({ level: 'silent' });

describeOnMongo('on MongoDB', (mongo) => {
  describeJournal('MongoDB', async () => openMongoJournal(await mongo.open(), { log }));
  describeJournalFaults(mongo);
  describeStoreFaults(mongo);
  describeViews('MongoDB', async () => openMongoViews(await mongo.open()));
  describeLeases('MongoDB', async () => mongoLeases(await mongo.open()));
  describePrivateFiles('MongoDB', async () => {
    const connection = await mongo.open();
    const again = () => openMongoPrivateFiles(connection, clusterSecret);
    return { files: await again(), again };
  });
  describeTelemetry('MongoDB', async () =>
    openMongoTelemetry(await mongo.open(), { raw: 24 * hour, minutes: 30 * 24 * hour }),
  );
  describeBlobs('GridFS', async () => openMongoBlobs(await mongo.open()));
});
