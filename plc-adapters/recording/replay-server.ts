import { join } from 'node:path';
import { DataType, MessageSecurityMode, OPCUACertificateManager, OPCUAServer, SecurityPolicy, StatusCodes } from 'node-opcua';
import type { AddressSpace, UAObject, UAVariable } from 'node-opcua';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { withTagsOfServer } from '../methods/method-map.ts';
import { dataTypes, toRaw } from '../opcua/values.ts';
import { nodeIdText, ringTags } from '../tag-map/parse.ts';
import type { TagSpec } from '../tag-map/schema.ts';
import type { RecordingHeader } from './format.ts';
import type { ReplayValue } from './replay-steps.ts';

const applicationUri = 'urn:quaylab:replay';
/** The library's default of 10 lets further clients hang without an error. */
const maxConnections = 50;

const statuses = { good: StatusCodes.Good, uncertain: StatusCodes.UncertainLastUsableValue, bad: StatusCodes.Bad } as const;

export interface ReplayServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder for the server's key and certificates; made when it is missing. */
  readonly pki: string;
}

interface ShownTag {
  readonly spec: TagSpec;
  readonly variable: UAVariable;
}

/**
 * An OPC UA server with the address space of one unit, by the names of its tag map, that shows what it is told to. What a client writes
 * into a W tag is taken and stands there; nothing acts upon it. It listens on the loopback interface and trusts every client.
 */
export class ReplayServer {
  private readonly server: OPCUAServer;
  private readonly header: RecordingHeader;
  private readonly tags = new Map<string, ShownTag>();

  constructor(header: RecordingHeader, { port, pki }: ReplayServerOptions) {
    this.header = header;
    const certificates = (name: string) =>
      new OPCUACertificateManager({ rootFolder: join(pki, name), automaticallyAcceptUnknownCertificate: true, disableFileWatchers: true });
    this.server = new OPCUAServer({
      port,
      host: '127.0.0.1',
      hostname: '127.0.0.1',
      serverInfo: { applicationUri, productUri: applicationUri },
      buildInfo: { productName: 'Quaylab replay' },
      securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256],
      securityModes: [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt],
      allowAnonymous: true,
      maxConnectionsPerEndpoint: maxConnections,
      serverCapabilities: { maxSessions: maxConnections },
      serverCertificateManager: certificates('server'),
      userCertificateManager: certificates('user'),
    });
  }

  /** Builds the address space and listens. Rejects with `PORT_IN_USE`. */
  async start(): Promise<void> {
    await this.server.initialize();
    const addressSpace = this.server.engine.addressSpace;
    if (!addressSpace) throw new Error('The OPC UA server came up without an address space.');
    this.addTags(addressSpace);
    try {
      await this.server.start();
    } catch (error) {
      if (!String(error).includes('EADDRINUSE')) throw error;
      throw new RefusedError({
        code: 'PORT_IN_USE',
        field: 'port',
        message: String(error),
        remedy: 'Stop the other program or choose another port with --port.',
      });
    }
  }

  get endpoint(): string {
    return `opc.tcp://127.0.0.1:${this.server.endpoints[0]?.port ?? 0}`;
  }

  /** Tags the unit's map does not have are passed over. A bad value keeps the one before it, with a bad status. */
  show(values: ReadonlyMap<string, ReplayValue>): void {
    for (const [tag, { value, quality }] of values) {
      const shown = this.tags.get(tag);
      if (!shown) continue;
      const { spec, variable } = shown;
      const variant = value === null ? variable.readValue().value : { dataType: dataTypes[spec.type], value: onTheWire(spec, value) };
      variable.setValueFromSource(variant, statuses[value === null ? 'bad' : quality]);
    }
  }

  async stop(): Promise<void> {
    await this.server.shutdown(0);
  }

  private addTags(addressSpace: AddressSpace): void {
    const { unit } = this.header;
    const map = withTagsOfServer(this.header.tagMap);
    const root = addressSpace
      .registerNamespace(map.namespaceUri)
      .addObject({ browseName: unit, nodeId: `s=${unit}`, organizedBy: addressSpace.rootFolder.objects });
    for (const [tag, spec] of Object.entries({ ...map.tags, ...ringTags(map) })) {
      this.tags.set(tag, { spec, variable: addTag(addressSpace, root, tag, spec, nodeIdText(map, unit, tag)) });
    }
  }
}

function addTag(addressSpace: AddressSpace, root: UAObject, tag: string, spec: TagSpec, node: string): UAVariable {
  const [, uri = '', nodeId = ''] = /^nsu=([^;]+);(.+)$/.exec(node) ?? [];
  const access = spec.dir === 'R' ? 'CurrentRead' : 'CurrentRead | CurrentWrite';
  return addressSpace.registerNamespace(uri).addVariable({
    componentOf: root,
    browseName: tag,
    nodeId,
    dataType: dataTypes[spec.type],
    accessLevel: access,
    userAccessLevel: access,
    value: { dataType: dataTypes[spec.type], value: nothing[spec.type] },
  });
}

const nothing = {
  Bool: false, Int16: 0, UInt16: 0, Int32: 0, UInt32: 0, Float: 0, Double: 0, String: '', DateTime: new Date(0),
} as const; // prettier-ignore

function onTheWire(spec: TagSpec, value: number | string | boolean): number | string | boolean | Date {
  if (typeof value === 'boolean') return value;
  return dataTypes[spec.type] === DataType.DateTime ? new Date(value) : toRaw(spec, value);
}
