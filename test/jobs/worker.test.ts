import { join } from 'node:path';
import pino from 'pino';
import { loadSite } from '../../config/site/load.ts';
import { eventually } from '../../orchestrator/engine/testing/workbench.ts';
import { startWorker } from '../../orchestrator/worker.ts';
import { freePort } from '../support/free-port.ts';
import { describeOnMongo } from '../support/mongo.ts';
import { openRedis } from '../support/redis.ts';
import { describeWith } from '../support/tools.ts';

const startLimit = 60_000;

describeWith(['redis-server'], 'a worker', () => {
  describeOnMongo('of a cluster', (mongo) => {
    it(
      'tells at its own address how it is, and that it can do nothing while Redis is away',
      async () => {
        const site = loadSite(join(process.cwd(), 'config', 'demo-port', 'site.yaml'));
        if (!site.ok) throw new Error(site.refusal.message);
        const redis = await openRedis(false);
        const metricsAddress = `127.0.0.1:${await freePort()}`;
        const stop = await startWorker({
          site: site.value,
          mongodbUri: mongo.newDatabase(),
          redisUrl: redis.url,
          clusterSecret: 'forty characters that nobody else can know',
          version: '4.5.6',
          metricsAddress,
          log: pino({ level: 'silent' }),
        });
        try {
          const get = async (path: string) => {
            const answer = await fetch(`http://${metricsAddress}${path}`);
            return { status: answer.status, text: await answer.text() };
          };
          await eventually(async () => (await get('/readyz')).status === 200);
          expect((await get('/metrics')).text).toContain('quaylab_build_info{version="4.5.6"} 1');
          await redis.kill();
          await eventually(async () => (await get('/readyz')).status === 503);
          const { checks } = JSON.parse((await get('/readyz')).text) as {
            checks: { name: string; ok: boolean }[];
          };
          expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
            ['mongodb', true],
            ['jobs', false],
          ]);
          expect((await get('/healthz')).status).toBe(200);
          await redis.start('empty');
          await eventually(async () => (await get('/readyz')).status === 200);
        } finally {
          await stop();
          await redis.remove();
        }
      },
      startLimit,
    );
  });
});
