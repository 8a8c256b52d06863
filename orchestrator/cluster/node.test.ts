import pino from 'pino';
import { siteOrThrow } from '../composition/site.ts';
import { startNode } from './node.ts';

it.each(['0.0.0.0', '::'])('a node that listens on %s has to say where the others reach it', async (host) => {
  const starting = startNode({
    host,
    port: 0,
    site: siteOrThrow('config/demo-port/site.yaml'),
    dataFolder: 'nowhere',
    freeDisk_MiB: 0,
    version: '0',
    log: pino({ level: 'silent' }),
    mongodbUri: 'mongodb://127.0.0.1:1/nowhere',
    clusterSecret: 'x'.repeat(32),
    lease_s: 5,
  });
  await expect(starting).rejects.toMatchObject({
    refusal: { code: 'NODE_ADDRESS_MISSING', field: 'nodeAddress' },
  });
});
