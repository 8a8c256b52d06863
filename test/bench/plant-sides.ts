import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AttributeIds, ClientMonitoredItemGroup, OPCUAClient, TimestampsToReturn } from 'node-opcua-client';
import type { ClientSubscription } from 'node-opcua-client';
import pino from 'pino';
import { DefinitionRegistry } from '../../orchestrator/engine/definitions.ts';
import { Engine } from '../../orchestrator/engine/engine.ts';
import { encodeBody } from '../../orchestrator/engine/entry.ts';
import { PlantService } from '../../orchestrator/plant/plant-service.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { openJournalForWriting } from '../../orchestrator/storage/embedded/schema.ts';
import { Readings } from '../../plc-adapters/driver/readings.ts';
import { openPki } from '../../plc-adapters/opcua/pki.ts';
import { readableTags } from '../../plc-adapters/tag-map/parse.ts';
import type { TagMap } from '../../plc-adapters/tag-map/parse.ts';
import { blindCode, instant, processId } from '../../workflows/kernel/brand.ts';
import { begin } from '../../workflows/kernel/step.ts';
import { plantUnitDefinition } from '../../workflows/plant-unit/machine.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import { driversFor, until } from './plant-rig.ts';
import type { PlantRig } from './plant-rig.ts';
import { isCounter } from './plant-tag-map.ts';
import { sampling } from './sampling.ts';

/** One of the two that are compared: connects, counts what it is told, and puts ring records on the disk. */
export interface Side {
  /** Resolves when every unit is watched. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** Notifications of counters so far. */
  readonly told: () => number;
  /** From a record's time in the field to its commit, ms; of all that came since the last call. */
  takeLatencies(): readonly number[];
  close(): Promise<void>;
}

/** The one sample that all records of the bench belong to. */
export const benchSample = 'B2QKN9043ZQR70';

/** Wall time with fractions of a millisecond; the field's times are wall times. */
const wallNow = () => performance.timeOrigin + performance.now();

/** A subscription of the library and a bare insert, with nothing of ours: what is possible at all. */
export function rawSide(rig: PlantRig, map: TagMap, folder: string): Side {
  mkdirSync(folder, { recursive: true });
  const db = openJournalForWriting(join(folder, 'raw.db'));
  // Of its own: the library's is made in the user's home by the first client, which several at once get in each other's way at.
  const clientCertificateManager = openPki(join(folder, 'pki'), { security: { mode: 'None', policy: 'None' } });
  const columns = 'position, process, seq, input_id, answers, effects, body, hash';
  const insert = db.prepare(`insert into journal (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?)`);
  const name = processId('bench');
  const [opening] = sampling.opening(name);
  const increment = sampling.next(name, 1);
  const { definition } = sampling;
  const { state } = begin(definition, name, opening);
  const body = encodeBody({ process: name, seq: 1 }, { definition, hash: '0'.repeat(16) }, increment, state, []);
  const tags = readableTags(map).filter((tag) => map.tags[tag]?.dir !== 'W');
  let told = 0;
  let position = 0;
  const latencies: number[] = [];
  let clients: OPCUAClient[] = [];
  const commit = (fieldTime: number) => {
    position += 1;
    insert.run(position, 'bench', position, `bench/${position}`, null, 0, body, 'f'.repeat(64));
    latencies.push(wallNow() - fieldTime);
  };

  async function watch(unit: string): Promise<void> {
    const client = OPCUAClient.create({
      endpointMustExist: false,
      connectionStrategy: { maxRetry: 0 },
      keepSessionAlive: true,
      clientCertificateManager,
    });
    clients.push(client);
    await client.connect(rig.endpoint);
    const session = await client.createSession();
    const { publishingMs, keepAliveCount } = map.timing;
    const subscription = await session.createSubscription2({
      requestedPublishingInterval: publishingMs,
      requestedMaxKeepAliveCount: keepAliveCount,
      requestedLifetimeCount: 600,
      maxNotificationsPerPublish: 0,
      publishingEnabled: true,
      priority: 1,
    });
    const namespace = (await session.readNamespaceArray()).indexOf(map.namespaceUri);
    await monitor(
      subscription,
      tags.map((tag) => `ns=${namespace};s=${unit}.${tag}`),
    );
  }

  function monitor(subscription: ClientSubscription, nodeIds: readonly string[]): Promise<void> {
    const group = ClientMonitoredItemGroup.create(
      subscription,
      nodeIds.map((nodeId) => ({ nodeId, attributeId: AttributeIds.Value })),
      { samplingInterval: map.timing.publishingMs, queueSize: 1, discardOldest: true },
      TimestampsToReturn.Source,
    );
    const heard = new Set<number>();
    return new Promise((resolve) => {
      group.on('changed', (_item, { sourceTimestamp }, index) => {
        const tag = tags[index] ?? '';
        if (isCounter(tag)) told += 1;
        // The first value of WriteIdx is where it stands; each after it is a record.
        if (tag === map.ring.writeIdx && heard.has(index) && sourceTimestamp) commit(sourceTimestamp.getTime());
        heard.add(index);
        if (heard.size === tags.length) resolve();
      });
    });
  }

  return {
    connect: async () => {
      await clientCertificateManager.initialize();
      await Promise.all(rig.units.map(watch));
    },
    disconnect: async () => {
      await Promise.all(clients.map((client) => client.disconnect()));
      clients = [];
    },
    told: () => told,
    takeLatencies: () => latencies.splice(0),
    close: async () => {
      await clientCertificateManager.close();
      db.close();
    },
  };
}

/** Drivers, plant service, engine and journal as the server puts them together; records reach a sampling process. */
export async function ourSide(rig: PlantRig, map: TagMap, folder: string): Promise<Side> {
  mkdirSync(folder, { recursive: true });
  const journal = await openEmbeddedJournal(join(folder, 'ours.db'));
  const clock = () => instant(new Date().toISOString());
  const log = pino({ level: 'warn' });
  const latencies: number[] = [];
  const engine = new Engine({
    journal,
    registry: new DefinitionRegistry([plantUnitDefinition, sampling.definition]),
    clock,
    log,
    onCommitted: (committed) => {
      for (const { input } of committed) {
        const { type, time } = input.event as { type: string; time?: string };
        if (type === 'record.increment' && time) latencies.push(wallNow() - Date.parse(time));
      }
    },
  });
  let service: PlantService | null = null;
  let held = false;
  let told = 0;
  // The driver tells nobody of single notifications; with its reads of everything put off, only they put readings here.
  const { put } = Readings.prototype;
  Readings.prototype.put = function (this: Readings, ...reading: Parameters<typeof put>) {
    if (isCounter(reading[0])) told += 1;
    put.apply(this, reading);
  };

  /** Each unit is held by a sampling run of the bench's sample, so that its records go where a port's go. */
  async function hold(): Promise<void> {
    if (held) return;
    held = true;
    for (const unit of rig.units) {
      const run = processId(`coal-sampling/${unit}`);
      const [start, ...more] = sampling.opening(run);
      await engine.start(sampling.definition.id, run, start);
      for (const input of more) await engine.submit(run, input);
      const event = { type: 'unit.request', sampleId: blindCode(benchSample) };
      await engine.submit(plantUnitProcess(unit), { id: `${run}/request`, at: clock(), actor: { kind: 'process', id: run }, event });
    }
  }

  return {
    connect: async () => {
      const drivers = driversFor(rig, map, join(folder, 'pki'));
      service = new PlantService({ engine, drivers, clock, log });
      await service.start();
      await hold();
      await until('all units live', () => [...drivers.values()].every((driver) => driver.snapshot().live));
    },
    disconnect: async () => void (await service?.stop()),
    told: () => told,
    takeLatencies: () => latencies.splice(0),
    close: async () => {
      Readings.prototype.put = put;
      await engine.stop();
      await journal.close();
    },
  };
}
