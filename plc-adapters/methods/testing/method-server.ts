import { join } from 'node:path';
import { DataType, OPCUACertificateManager, OPCUAServer, StatusCodes, Variant } from 'node-opcua';
import type { Namespace, UAObject, VariantLike } from 'node-opcua';
import type { UnitId } from '../../../workflows/kernel/brand.ts';
import { dataTypes } from '../../opcua/values.ts';
import type { PackMlCommand } from '../../simulator/plc/packml.ts';
import { ringTags } from '../../tag-map/parse.ts';
import type { TagMap } from '../../tag-map/parse.ts';
import type { TagSpec } from '../../tag-map/schema.ts';
import { withTagsOfServer } from '../method-map.ts';
import { methodSignatures } from '../method-signature.ts';
import type { MethodSampler } from './method-sampler.ts';

/** What happens to the next call on the wire: the request is lost, or only the answer. */
export type Mishap = 'request-lost' | 'answer-lost';

const scanEvery = 50;

/** Shows a sampler with methods as an OPC UA server on the loopback address; it has no logic of the plant. */
export class MethodServer {
  /** Mishaps of the next calls, first to last. */
  readonly mishaps: Mishap[] = [];
  private readonly server: OPCUAServer;
  private readonly sampler: MethodSampler;
  private readonly map: TagMap;
  private readonly unit: UnitId;
  private timer: NodeJS.Timeout | undefined;

  /** @param pki folder for keys; making them takes seconds, so it is worth keeping. */
  constructor(sampler: MethodSampler, map: TagMap, unit: UnitId, pki: string, port = 0) {
    this.sampler = sampler;
    this.map = map;
    this.unit = unit;
    const certificates = (name: string) =>
      new OPCUACertificateManager({
        rootFolder: join(pki, name),
        automaticallyAcceptUnknownCertificate: true,
        disableFileWatchers: true,
      });
    this.server = new OPCUAServer({
      port,
      host: '127.0.0.1',
      hostname: '127.0.0.1',
      serverInfo: { applicationUri: 'urn:quay:methods' },
      maxConnectionsPerEndpoint: 50,
      serverCertificateManager: certificates('server'),
      userCertificateManager: certificates('user'),
    });
  }

  get port(): number {
    return this.server.endpoints[0]?.port ?? 0;
  }

  async start(): Promise<void> {
    await this.server.initialize();
    const { addressSpace } = this.server.engine;
    if (!addressSpace) throw new Error('The server came up without an address space.');
    const namespace = addressSpace.registerNamespace(this.map.namespaceUri);
    const unit = namespace.addObject({
      browseName: this.unit,
      nodeId: `s=${this.unit}`,
      organizedBy: addressSpace.rootFolder.objects,
    });
    for (const [tag, spec] of Object.entries({ ...withTagsOfServer(this.map).tags, ...ringTags(this.map) }))
      this.addTag(namespace, unit, tag, spec);
    for (const [command, { method }] of Object.entries(methodSignatures))
      this.addMethod(namespace, unit, command as PackMlCommand, method);
    this.sampler.scan(performance.now());
    await this.server.start();
    this.timer = setInterval(() => this.sampler.scan(performance.now()), scanEvery);
  }

  dropConnections(): void {
    for (const endpoint of this.server.endpoints) endpoint.abruptlyInterruptChannels();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.server.shutdown(0);
  }

  private addTag(namespace: Namespace, unit: UAObject, tag: string, { type, dir }: TagSpec): void {
    const access = dir === 'R' ? 'CurrentRead' : 'CurrentRead | CurrentWrite';
    namespace.addVariable({
      componentOf: unit,
      browseName: tag,
      nodeId: `s=${this.unit}.${tag}`,
      dataType: dataTypes[type],
      accessLevel: access,
      userAccessLevel: access,
      minimumSamplingInterval: scanEvery,
      value: {
        get: () => {
          const value = this.sampler.get(tag, type);
          return new Variant({
            dataType: dataTypes[type],
            value: type === 'DateTime' ? new Date(Number(value)) : value,
          });
        },
        set: ({ value }: Variant) => {
          this.sampler.put(tag, value as number | string);
          return StatusCodes.Good;
        },
      },
    });
  }

  private addMethod(namespace: Namespace, unit: UAObject, command: PackMlCommand, name: string): void {
    const supervisor = [text('SupervisoryJobId'), text('SupervisoryTaskId')];
    const isStart = command === 'start';
    const method = namespace.addMethod(unit, {
      browseName: name,
      nodeId: `s=${this.unit}.${name}`,
      inputArguments: isStart
        ? [text('ProgramTemplateId'), texts('Properties'), ...supervisor, texts('Samples')]
        : supervisor,
      outputArguments: isStart ? [text('DeviceProgramRunId')] : [],
    });
    const answer = (inputs: readonly Variant[]) => {
      const mishap = this.mishaps.shift();
      if (mishap === 'request-lost') return this.hangUp();
      const [jobId, taskId] = inputs.slice(isStart ? 2 : 0).map(({ value }) => String(value));
      const { status, runId } = this.sampler.call(
        command,
        jobId ?? '',
        taskId ?? '',
        performance.now(),
        isStart ? startOf(inputs) : undefined,
      );
      if (mishap === 'answer-lost') return this.hangUp();
      const outputs: VariantLike[] = isStart ? [{ dataType: DataType.String, value: runId }] : [];
      return { statusCode: StatusCodes[status], outputArguments: outputs };
    };
    // The library wants a function of exactly three parameters.
    method.bindMethod((inputs, _context, callback) => callback(null, answer(inputs)));
  }

  /** The answer goes to nobody. */
  private hangUp() {
    this.dropConnections();
    return { statusCode: StatusCodes.BadUnexpectedError, outputArguments: [] };
  }
}

function startOf(inputs: readonly Variant[]) {
  const list = (index: number) => [...((inputs[index]?.value ?? []) as string[])];
  const settings = list(1).map(
    (line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const,
  );
  return { sampleId: list(4)[0] ?? '', settings: new Map(settings) };
}

const text = (name: string) => ({ name, dataType: DataType.String });
const texts = (name: string) => ({ name, dataType: DataType.String, valueRank: 1 });
