import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  AccessRestrictionsFlag,
  DataType,
  MessageSecurityMode,
  OPCUACertificateManager,
  OPCUAServer,
  Range,
  SecurityPolicy,
  WellKnownRoles,
  allPermissions,
  resolveNodeId,
  type Namespace,
  type UAObject,
  type UAVariable,
} from 'node-opcua';
import type { CommonBlock } from './plc/common-block.ts';
import type { ProcessImage, TagDefinition, TagType, TagValue } from './plc/process-image.ts';

const NAMESPACE_URI = 'urn:quay:plc';
const APPLICATION_URI = 'urn:quay:virtual-port';
/** The library's default of 10 lets further clients hang without an error. */
const MAX_CONNECTIONS = 50;
const DAY_MS = 86_400_000;
/** Namespaces a download may put before that of the tags. */
const MOST_BLOCKS = 8;

const DATA_TYPE: Readonly<Record<TagType, DataType>> = {
  Bool: DataType.Boolean,
  Int16: DataType.Int16,
  UInt16: DataType.UInt16,
  Int32: DataType.Int32,
  UInt32: DataType.UInt32,
  Float: DataType.Float,
  Double: DataType.Double,
  String: DataType.String,
  DateTime: DataType.DateTime,
};

export interface PlcServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder for the server's key, its certificate and those of its clients; made when it is missing. */
  readonly pki: string;
  /** Programs downloaded so far: each moves the tags' namespace to another index. */
  readonly downloads?: number;
  /** Who is let in, instead of everybody. */
  readonly user?: { readonly name: string; readonly password: string };
  /** Shows a certificate that ended yesterday; the key is the same. */
  readonly expired?: boolean;
}

/** Shows the process images of the units as OPC UA variables, `UNIT.Path` each; it has no logic of the plant. */
export class PlcServer {
  readonly #server: OPCUAServer;
  readonly #units: readonly CommonBlock[];
  readonly #downloads: number;
  readonly #expired: { readonly manager: OPCUACertificateManager; readonly file: string } | null;
  readonly #variables = new Map<ProcessImage, Map<string, UAVariable>>();

  constructor(units: readonly CommonBlock[], options: PlcServerOptions) {
    const { port, pki, user, expired = false } = options;
    this.#downloads = options.downloads ?? 0;
    this.#units = units;
    // Every client certificate is accepted: this is a fake plant on the loopback interface.
    const certificateManager = (name: string): OPCUACertificateManager =>
      new OPCUACertificateManager({
        rootFolder: join(pki, name),
        automaticallyAcceptUnknownCertificate: true,
      });
    const manager = certificateManager('server');
    this.#expired = expired ? { manager, file: join(pki, 'server', 'own', 'certs', 'expired.pem') } : null;
    this.#server = new OPCUAServer({
      port,
      ...(this.#expired && { certificateFile: this.#expired.file }),
      host: '127.0.0.1',
      hostname: '127.0.0.1',
      serverInfo: { applicationUri: APPLICATION_URI, productUri: APPLICATION_URI },
      buildInfo: { productName: 'Quaylab virtual port' },
      securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256],
      securityModes: [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt],
      allowAnonymous: user === undefined,
      ...(user && {
        userManager: { isValidUser: (name: string, password: string) => name === user.name && password === user.password },
      }),
      maxConnectionsPerEndpoint: MAX_CONNECTIONS,
      serverCertificateManager: manager,
      userCertificateManager: certificateManager('user'),
      serverCapabilities: { maxSessions: MAX_CONNECTIONS },
    });
  }

  /** Builds the address space and listens. */
  async start(): Promise<void> {
    if (this.#expired) await makeExpired(this.#expired.manager, this.#expired.file);
    await this.#server.initialize();
    const addressSpace = this.#server.engine.addressSpace;
    if (!addressSpace) throw new Error('The OPC UA server came up without an address space.');
    // A program's blocks have namespaces of their own, registered before the tags'; never so many that indices run out.
    for (let i = 1; i <= this.#downloads % MOST_BLOCKS; i++)
      addressSpace.registerNamespace(`${NAMESPACE_URI}:block-${i}`);
    const namespace = addressSpace.registerNamespace(NAMESPACE_URI);
    for (const { unit, image } of this.#units) {
      const object = namespace.addObject({
        browseName: unit,
        nodeId: `s=${unit}`,
        organizedBy: addressSpace.rootFolder.objects,
      });
      this.#variables.set(image, addVariables(namespace, object, unit, image));
    }
    await this.#server.start();
  }

  get endpoint(): string {
    return `opc.tcp://127.0.0.1:${this.#server.endpoints[0]?.port ?? 0}`;
  }

  /** Brings the variables up to date with the images; to be called when what they say is safely kept. */
  publish(): void {
    for (const { image } of this.#units) {
      const variables = this.#variables.get(image);
      for (const path of image.takeChanged()) {
        const definition = image.definition(path);
        if (definition.access !== 'R') continue;
        variables?.get(path)?.setValueFromSource(variant(definition, image.get(path)));
      }
    }
  }

  /** Cuts every client's TCP connection without a word, as a pulled cable or a restarted switch does. */
  dropConnections(): void {
    for (const endpoint of this.#server.endpoints) endpoint.abruptlyInterruptChannels();
  }

  async stop(): Promise<void> {
    await this.#server.shutdown(0);
  }
}

/** A certificate that began a year ago and ended yesterday. */
async function makeExpired(manager: OPCUACertificateManager, outputFile: string): Promise<void> {
  if (existsSync(outputFile)) return;
  await manager.initialize();
  await manager.createSelfSignedCertificate({
    applicationUri: APPLICATION_URI,
    dns: [],
    ip: ['127.0.0.1'],
    subject: '/CN=Quaylab virtual port',
    startDate: new Date(Date.now() - 366 * DAY_MS),
    validity: 365,
    outputFile,
  });
}

function addVariables(
  namespace: Namespace,
  root: UAObject,
  unit: string,
  image: ProcessImage,
): Map<string, UAVariable> {
  const folders = new Map<string, UAObject>([['', root]]);
  const variables = new Map<string, UAVariable>();
  for (const definition of image.definitions) {
    const segments = definition.path.split('.');
    const browseName = segments.pop() ?? definition.path;
    const parent = folderFor(namespace, folders, unit, segments);
    variables.set(definition.path, addVariable(namespace, parent, unit, browseName, definition, image));
  }
  return variables;
}

function folderFor(
  namespace: Namespace,
  folders: Map<string, UAObject>,
  unit: string,
  segments: readonly string[],
): UAObject {
  const path = segments.join('.');
  const known = folders.get(path);
  if (known) return known;
  const parent = folderFor(namespace, folders, unit, segments.slice(0, -1));
  const folder = namespace.addObject({
    browseName: segments.at(-1) ?? unit,
    nodeId: `s=${unit}.${path}`,
    componentOf: parent,
  });
  folders.set(path, folder);
  return folder;
}

function addVariable(
  namespace: Namespace,
  parent: UAObject,
  unit: string,
  browseName: string,
  definition: TagDefinition,
  image: ProcessImage,
): UAVariable {
  const { path, type, access, range } = definition;
  const variable = namespace.addVariable({
    componentOf: parent,
    browseName,
    nodeId: `s=${unit}.${path}`,
    dataType: DATA_TYPE[type],
    accessLevel: access === 'W' ? 'CurrentRead | CurrentWrite' : 'CurrentRead',
    userAccessLevel: access === 'W' ? 'CurrentRead | CurrentWrite' : 'CurrentRead',
    value: variant(definition, image.get(path)),
  });
  // What holds without it, too; but then the namespace is asked at each read, several times, which took a tenth of the plant's time.
  variable.setRolePermissions([{ roleId: resolveNodeId(WellKnownRoles.Anonymous), permissions: allPermissions }]);
  variable.setAccessRestrictions(AccessRestrictionsFlag.None);
  if (range) {
    namespace.addVariable({
      propertyOf: variable,
      browseName: { name: 'EURange', namespaceIndex: 0 },
      nodeId: `s=${unit}.${path}.EURange`,
      dataType: 'Range',
      typeDefinition: 'PropertyType',
      value: {
        dataType: DataType.ExtensionObject,
        value: new Range(range),
      },
    });
  }
  // The communication processor puts what a client wrote into the image; the program reads it at its next scan.
  if (access === 'W')
    variable.on('value_changed', ({ value }) => image.set(path, fromVariant(type, value.value)));
  return variable;
}

function variant({ type }: TagDefinition, value: TagValue): { dataType: DataType; value: TagValue | Date } {
  return { dataType: DATA_TYPE[type], value: type === 'DateTime' ? new Date(Number(value)) : value };
}

function fromVariant(type: TagType, value: unknown): TagValue {
  if (type === 'String') return typeof value === 'string' ? value : '';
  if (type === 'Bool') return value === true;
  return Number(value);
}
