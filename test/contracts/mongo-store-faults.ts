import { createHash } from 'node:crypto';
import { openMongoBlobs } from '../../orchestrator/storage/mongo/blobs.ts';
import { connectMongo } from '../../orchestrator/storage/mongo/connection.ts';
import { migrateStore } from '../../orchestrator/storage/mongo/migrate-store.ts';
import { openMongo } from '../../orchestrator/storage/mongo/open.ts';
import { openMongoPrivateFiles } from '../../orchestrator/storage/mongo/private-files.ts';
import { openMongoTelemetry } from '../../orchestrator/storage/mongo/telemetry.ts';
import { ViewState } from '../../orchestrator/storage/mongo/view-state.ts';
import { openMongoViews } from '../../orchestrator/storage/mongo/views.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import type { TestMongo } from '../support/mongo.ts';

const secret = 'forty characters that nobody else can know';

export function describeStoreFaults(mongo: TestMongo): void {
  describe('views', () => {
    const lot = (key: string, doc: object, index?: string) => ({
      collection: 'lots',
      key,
      doc,
      ...(index !== undefined && { index }),
    });
    /** What a server leaves that is killed after it has stored what a put is to do, and before it does it. */
    const killedBetween = async (
      connection: Parameters<typeof openMongoViews>[0],
      changes: Parameters<ViewState['advance']>[0],
      position: number,
    ) => {
      const state = new ViewState(connection);
      await state.take();
      await state.load();
      await state.advance(changes, position);
    };
    const change = (key: string, doc: object, index: string | null = null) => ({
      id: `1/lots/${key}`,
      index: index && `1/lots/${index}`,
      doc: JSON.stringify(doc),
    });

    it('a put that a kill left half is finished by the next opening', async () => {
      const connection = await mongo.open();
      const before = await openMongoViews(connection);
      await before.put([lot('1', { v: 1 }, 'open'), lot('2', { v: 1 })], 3);
      await before.close();
      await killedBetween(connection, [change('1', { v: 2 }), change('3', { v: 2 }, 'open')], 5);
      const views = await openMongoViews(connection);
      expect([
        await views.position(),
        await views.find('lots'),
        await views.find('lots', { index: 'open' }),
      ]).toEqual([5, [{ v: 2 }, { v: 1 }, { v: 2 }], [{ v: 2 }]]);
    });

    it('also one that is larger than a document', async () => {
      const connection = await mongo.open();
      const large = '煤'.repeat(1_000_000);
      const changes = Array.from({ length: 7 }, (_, no) => change(String(no), { no, large }));
      await killedBetween(connection, changes, 7);
      expect(await connection.collection('view_redo').countDocuments()).toBeGreaterThan(1);
      const views = await openMongoViews(connection);
      expect(await views.count('lots')).toBe(7);
      expect(await views.get('lots', '6')).toEqual({ no: 6, large });
      await views.put([lot('6', { no: 6 })], 8);
      expect([
        await views.get('lots', '6'),
        await connection.collection('view_redo').countDocuments(),
      ]).toEqual([{ no: 6 }, 0]);
    });

    it('a document is not replaced by one of an earlier position', async () => {
      const connection = await mongo.open();
      const document = { _id: '1/lots/1', doc: JSON.stringify({ v: 'newer' }), position: 9 };
      await connection.collection<typeof document>('views').insertOne(document);
      await killedBetween(connection, [change('1', { v: 'older' }), change('2', { v: 'older' })], 7);
      const views = await openMongoViews(connection);
      expect(await views.find('lots')).toEqual([{ v: 'newer' }, { v: 'older' }]);
    });

    it('a former leader that wakes up puts nothing, and clears nothing', async () => {
      const connection = await mongo.open();
      const former = await openMongoViews(connection);
      await former.put([lot('1', { v: 1 })], 1);
      const next = await openMongoViews(connection);
      await next.put([lot('1', { v: 3 })], 3);
      await expect(former.put([lot('1', { v: 'stale' })], 4)).rejects.toThrow(/another node/);
      await expect(former.clear()).rejects.toThrow(/another node/);
      expect([await next.get('lots', '1'), await next.position()]).toEqual([{ v: 3 }, 3]);
    });
  });

  describe('blobs', () => {
    it.each([
      ['changed', { $set: { data: Buffer.from('what was not') } }],
      ['shortened', { $set: { data: Buffer.from('what') } }],
    ])('whose bytes were %s are not given out, and are right once they are put again', async (_, change) => {
      const connection = await mongo.open();
      const blobs = openMongoBlobs(connection);
      const bytes = Buffer.from('what was issued');
      const sha256 = await blobs.put(bytes);
      await connection.collection('blobs.chunks').updateOne({ files_id: sha256 }, change);
      await expect(blobs.get(sha256)).rejects.toThrow(/does not hold the bytes/);
      await blobs.put(bytes);
      expect(await blobs.get(sha256)).toEqual(bytes);
    });

    it('that a kill left half are not there, and are completed by the next who puts them', async () => {
      const connection = await mongo.open();
      const blobs = openMongoBlobs(connection);
      const bytes = Buffer.alloc(600 * 1024, 'quay');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await connection
        .collection('blobs.chunks')
        .insertOne({ files_id: sha256, n: 0, data: bytes.subarray(0, 255 * 1024) });
      expect(await blobs.get(sha256)).toBeNull();
      await blobs.put(bytes);
      expect((await blobs.get(sha256))?.equals(bytes)).toBe(true);
      await connection.collection('blobs.chunks').deleteOne({ files_id: sha256, n: 1 });
      await expect(blobs.get(sha256)).rejects.toThrow(/does not hold the bytes/);
    });
  });

  describe('private files', () => {
    it('cannot be read in the database, nor with another secret', async () => {
      const connection = await mongo.open();
      const files = await openMongoPrivateFiles(connection, secret);
      await expect(openMongoPrivateFiles(connection, `${secret}?`)).rejects.toMatchObject({
        refusal: { code: 'CLUSTER_SECRET_WRONG' },
      });
      await files.write('secrets/tokens.key', 'planted-in-clear');
      const kept = JSON.stringify(await connection.collection('private_files').find().toArray());
      expect(kept).toContain('secrets/tokens.key');
      for (const form of ['utf8', 'hex', 'base64'] as const)
        expect(kept).not.toContain(Buffer.from('planted-in-clear').toString(form).slice(0, 14));
    });

    it('under the name of another are refused', async () => {
      const connection = await mongo.open();
      await (
        await openMongoPrivateFiles(connection, secret)
      ).write('secrets/demonstration.key', 'known to many');
      const collection = connection.collection<{ _id: string }>('private_files');
      const found = await collection.findOne({ _id: 'secrets/demonstration.key' });
      await collection.insertOne({ ...found, _id: 'secrets/tokens.key' });
      await expect(openMongoPrivateFiles(connection, secret)).rejects.toMatchObject({
        refusal: { code: 'CLUSTER_SECRET_WRONG' },
      });
    });

    it('that another node has changed are not written over by who knows only what was before', async () => {
      const connection = await mongo.open();
      const former = await openMongoPrivateFiles(connection, secret);
      await former.write('secrets/ended-sessions.json', '{}');
      const next = await openMongoPrivateFiles(connection, secret);
      await next.write('secrets/ended-sessions.json', '{"ended":1}');
      await expect(former.write('secrets/ended-sessions.json', '{"stale":1}')).rejects.toThrow(
        /another node/,
      );
      expect((await openMongoPrivateFiles(connection, secret)).read('secrets/ended-sessions.json')).toBe(
        '{"ended":1}',
      );
    });

    it('want a secret that cannot be guessed', async () => {
      await expect(openMongoPrivateFiles(await mongo.open(), 'x'.repeat(31))).rejects.toMatchObject({
        refusal: { code: 'CLUSTER_SECRET_TOO_SHORT' },
      });
    });
  });

  describe('migrations', () => {
    it('are run once by nodes that start together, and each is on record', async () => {
      const uri = mongo.newDatabase();
      const connections = await Promise.all(Array.from({ length: 3 }, () => connectMongo(uri)));
      const reports = await Promise.all(connections.map(migrateStore));
      const versions = reports.map(({ version }) => version);
      expect(new Set(versions).size).toBe(1);
      expect(reports.flatMap(({ run }) => run)).toHaveLength(versions[0] ?? 0);
      const recorded = await connections[0]?.collection('migrations').find().toArray();
      expect(recorded).toEqual(
        Array.from({ length: versions[0] ?? 0 }, (_, index) => ({
          _id: index + 1,
          name: expect.any(String),
          at: expect.any(Date),
        })),
      );
      expect(await Promise.all(connections.map(migrateStore))).toEqual(
        versions.map((version) => ({ version, run: [] })),
      );
      await Promise.all(connections.map((connection) => connection.close()));
    });

    it('a database of a newer program is refused and left alone', async () => {
      const uri = mongo.newDatabase();
      const connection = await openMongo(uri);
      const newer = connection.collection<{ _id: number }>('migrations');
      await newer.insertOne({ _id: 99 });
      await expect(openMongo(uri)).rejects.toMatchObject({ refusal: { code: 'STORE_NEWER' } });
      await newer.deleteOne({ _id: 99 });
      await connection.close();
    });
  });

  it('telemetry of a minute in which another node took over is told in two parts', async () => {
    const connection = await mongo.open();
    const begin = Math.floor(Date.now() / 60_000) * 60_000;
    const at = (seconds: number) => instant(new Date(begin + seconds * 1000).toISOString());
    const point = (seconds: number, value: number) => ({
      unit: unitId('CS-01'),
      tag: 'flow',
      at: at(seconds),
      value,
      quality: 'good' as const,
    });
    const limits = { raw: 24 * 3_600_000, minutes: 30 * 24 * 3_600_000 };
    const former = await openMongoTelemetry(connection, limits);
    await former.append([point(0, 10), point(20, 20)]);
    await former.close();
    const next = await openMongoTelemetry(connection, limits);
    await next.append([point(40, 40)]);
    await next.tidy(at(60));
    const read = (points: number, from: number) =>
      next.read({ unit: unitId('CS-01'), tag: 'flow', from: at(from), to: at(60), points });
    expect((await read(3, 0)).buckets.map(({ mean }) => mean)).toEqual([10, 20, 40]);
    const [minute] = (await read(2, 60 - 3 * 3600)).buckets;
    expect(minute).toMatchObject({ min: 10, max: 40, last: 40 });
    expect(minute?.mean).toBeCloseTo(25, 1);
    await next.close();
  });
}
