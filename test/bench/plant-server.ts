import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OPCUACertificateManager, OPCUAServer, SecurityPolicy, MessageSecurityMode, StatusCodes } from 'node-opcua';
import type { Namespace, UAVariable } from 'node-opcua';
import { dataTypes } from '../../plc-adapters/opcua/values.ts';
import { ringTag, ringTags } from '../../plc-adapters/tag-map/parse.ts';
import type { TagSpec } from '../../plc-adapters/tag-map/schema.ts';
import type { PlantOrder } from './plant-rig.ts';
import { isCounter, plantTagMap } from './plant-tag-map.ts';

/**
 * A process of its own with many PLCs that do nothing but change what they show: `node plant-server.js UNITS SAMPLE`. Obeys orders over
 * IPC and answers each when it is carried out. Ends with its parent.
 */
const [units = '1', sampleId = ''] = process.argv.slice(2);
const map = plantTagMap(1000);
/** The library's default of 10 lets further clients hang without an error. */
const mostConnections = 200;

class Plc {
  private readonly variables = new Map<string, UAVariable>();
  private readonly counters: readonly string[];
  private readonly values = new Map<string, number>();

  constructor(namespace: Namespace, unit: string) {
    const tags = Object.entries({ ...map.tags, ...ringTags(map) });
    for (const [tag, spec] of tags) {
      const access = 'CurrentRead | CurrentWrite';
      this.variables.set(
        tag,
        namespace.addVariable({
          organizedBy: namespace.addressSpace.rootFolder.objects,
          browseName: `${unit}.${tag}`,
          nodeId: `s=${unit}.${tag}`,
          dataType: dataTypes[spec.type],
          accessLevel: access,
          userAccessLevel: access,
          value: { dataType: dataTypes[spec.type], value: first(spec) },
        }),
      );
    }
    this.counters = tags.map(([tag]) => tag).filter(isCounter);
    this.set('Sts.StateCurrent', 6);
    this.set('Sts.UnitModeCurrent', 1);
  }

  beat(): void {
    this.count('Sts.PlcHeartbeat');
  }

  change(): void {
    for (const tag of this.counters) this.count(tag);
  }

  /** Fields first, the index last, as the interface asks of a PLC. */
  record(): void {
    const { writeIdx, size } = { ...map.ring };
    const idx = (this.values.get(writeIdx) ?? 0) + 1;
    const now = new Date();
    const fields = { Idx: idx, Time: now, Type: 1, SampleId: sampleId, No: idx, V1: 31.25, V2: 1500, V3: idx * 0.001, V4: 1.5625 };
    for (const [field, value] of Object.entries(fields)) this.set(ringTag(map, (idx - 1) % size, field), value, now);
    this.set(writeIdx, idx, now);
  }

  /** Nothing in the ring is left to be read. */
  settle(): void {
    this.set(map.ring.readIdx, this.values.get(map.ring.writeIdx) ?? 0);
  }

  private count(tag: string): void {
    this.set(tag, (this.values.get(tag) ?? 0) + 1);
  }

  private set(tag: string, value: number | string | Date, at = new Date()): void {
    if (typeof value === 'number') this.values.set(tag, value);
    const spec = map.tags[tag] ?? ringTags(map)[tag];
    if (spec) this.variables.get(tag)?.setValueFromSource({ dataType: dataTypes[spec.type], value }, StatusCodes.Good, at);
  }
}

function first({ type }: TagSpec): unknown {
  if (type === 'String') return '';
  if (type === 'DateTime') return new Date();
  return type === 'Bool' ? true : 0;
}

const folder = mkdtempSync(join(tmpdir(), 'quaylab-bench-plc-'));
const pki = (name: string) =>
  new OPCUACertificateManager({ rootFolder: join(folder, name), automaticallyAcceptUnknownCertificate: true, disableFileWatchers: true });
const server = new OPCUAServer({
  port: 0,
  host: '127.0.0.1',
  hostname: '127.0.0.1',
  securityPolicies: [SecurityPolicy.None],
  securityModes: [MessageSecurityMode.None],
  maxConnectionsPerEndpoint: mostConnections,
  serverCapabilities: { maxSessions: mostConnections },
  serverCertificateManager: pki('server'),
  userCertificateManager: pki('user'),
});
await server.initialize();
const addressSpace = server.engine.addressSpace;
if (!addressSpace) throw new Error('The OPC UA server came up without an address space.');
const namespace = addressSpace.registerNamespace(map.namespaceUri);
const plcs = Array.from({ length: Number(units) }, (_, index) => new Plc(namespace, `PLC-${index}`));
await server.start();
setInterval(() => plcs.forEach((plc) => plc.beat()), map.timing.plcHeartbeatMs);

/** Between two records of a unit: longer than sampling and publishing together, so that each is notified by itself. */
const recordEveryMs = 550;

async function obey(order: PlantOrder): Promise<void> {
  if (order.do === 'settle') plcs.forEach((plc) => plc.settle());
  if (order.do === 'change') {
    const begun = performance.now();
    for (let time = 1; time <= order.times; time++) {
      plcs.forEach((plc) => plc.change());
      await sleep(Math.max(0, begun + time * order.everyMs - performance.now()));
    }
  }
  if (order.do === 'record') {
    // Each unit at its own moment and tempo, so that no phase of sampling and publishing is favoured.
    const runs = plcs.map(async (plc, unit) => {
      for (let time = 0; time < order.times; time++) {
        await sleep(recordEveryMs + ((unit * 61 + time * 137) % 250));
        plc.record();
      }
    });
    await Promise.all(runs);
  }
}

process.on('message', (order: PlantOrder) => void obey(order).then(() => process.send?.({ done: order.do })));
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
process.send?.({ endpoint: `opc.tcp://127.0.0.1:${server.endpoints[0]?.port ?? 0}` });
