import {
  AttributeIds,
  DataType,
  MessageSecurityMode,
  OPCUAClient,
  OPCUACertificateManager,
  resolveNodeId,
  SecurityPolicy,
  StatusCodes,
  type ClientSession,
  type OPCUAClientOptions,
  type StatusCode,
} from 'node-opcua';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MemoryPlantLog } from './log.ts';
import { VolatileMemory } from './retentive-memory.ts';
import type { PlantMemory } from './virtual-plant.ts';
import { startVirtualPort, type VirtualPort } from './virtual-port.ts';

/** A client over TCP, as an integrator would write it. */
class PlainClient {
  readonly #client: OPCUAClient;
  #session: ClientSession | null = null;
  #namespace = 0;

  constructor(client: OPCUAClient) {
    this.#client = client;
  }

  async open(endpoint: string): Promise<void> {
    await this.#client.connect(endpoint);
    this.#session = await this.#client.createSession();
    this.#namespace = (await this.session.readNamespaceArray()).indexOf('urn:quay:plc');
  }

  async close(): Promise<void> {
    await this.#session?.close();
    await this.#client.disconnect();
  }

  get session(): ClientSession {
    if (!this.#session) throw new Error('Not open.');
    return this.#session;
  }

  async read(tag: string): Promise<unknown> {
    const answer = await this.session.read({ nodeId: this.#node(tag), attributeId: AttributeIds.Value });
    return answer.statusCode.isGood() ? answer.value.value : answer.statusCode;
  }

  async write(tag: string, dataType: DataType, value: unknown): Promise<StatusCode> {
    return this.session.write({
      nodeId: this.#node(tag),
      attributeId: AttributeIds.Value,
      value: { value: { dataType, value } },
    });
  }

  async waitFor(tag: string, wanted: unknown): Promise<void> {
    for (let i = 0; i < 200; i++) {
      if ((await this.read(tag)) === wanted) return;
      await pause(25);
    }
    throw new Error(`${tag} did not become ${String(wanted)}.`);
  }

  #node(tag: string): ReturnType<typeof resolveNodeId> {
    return resolveNodeId(`ns=${this.#namespace};s=${tag}`);
  }
}

describe('the virtual port over OPC UA', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-port-test-'));
  const log = new MemoryPlantLog();
  const clientCertificateManager = new OPCUACertificateManager({
    rootFolder: join(folder, 'client'),
    automaticallyAcceptUnknownCertificate: true,
  });
  let port: VirtualPort;

  beforeAll(async () => {
    const memory = new VolatileMemory<PlantMemory>();
    const flow = { nominal: 1500, maximum: 2000 };
    port = await startVirtualPort({
      port: 0,
      timeFactor: 100,
      seed: 7,
      parcelTonnes: 500,
      flow,
      memory,
      log,
      pki: folder,
    });
  }, 60_000);

  afterAll(async () => {
    await port.stop();
    await clientCertificateManager.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const newClient = (security: OPCUAClientOptions = {}): PlainClient =>
    new PlainClient(
      OPCUAClient.create({
        endpointMustExist: false,
        connectionStrategy: { maxRetry: 0 },
        clientCertificateManager,
        ...security,
      }),
    );
  const plain = (): PlainClient => newClient();

  async function withClient(client: PlainClient, use: (client: PlainClient) => Promise<void>): Promise<void> {
    try {
      await client.open(port.endpoint);
      await use(client);
    } finally {
      await client.close();
    }
  }

  it('carries a command through the handshake', () =>
    withClient(plain(), async (client) => {
      await client.write('CS-01.Cmd.OrchHeartbeat', DataType.UInt32, 1);
      await client.write('CS-01.Cmd.Code', DataType.Int32, 1);
      await client.write('CS-01.Cmd.SampleId', DataType.String, 'S-1');
      await client.write('CS-01.Cmd.Token', DataType.UInt32, await client.read('CS-01.Sts.Token'));
      expect(await client.write('CS-01.Cmd.Seq', DataType.UInt32, 4_000_000_000)).toEqual(StatusCodes.Good);
      await client.waitFor('CS-01.Sts.DoneSeq', 4_000_000_000);
      expect(await client.read('CS-01.Sts.AckResult')).toBe(1);
      expect(await client.read('CS-01.Sts.StateCurrent')).toBe(4);
      expect(await client.read('CS-01.Sts.OrchAlive')).toBe(true);
      expect(await client.read('CS-01.Sts.PlcTime')).toBeInstanceOf(Date);
    }));

  it('refuses writes to what the PLC owns, and values of another type', () =>
    withClient(plain(), async (client) => {
      expect(await client.write('CS-01.Act.CutCount', DataType.UInt32, 7)).toEqual(
        StatusCodes.BadNotWritable,
      );
      expect(await client.write('CS-01.Sts.EStopOk', DataType.Boolean, true)).toEqual(
        StatusCodes.BadNotWritable,
      );
      expect(await client.write('CS-01.Cmd.Seq', DataType.Double, 7)).toEqual(StatusCodes.BadTypeMismatch);
      expect(await client.read('CS-01.No.Such')).toEqual(StatusCodes.BadNodeIdUnknown);
    }));

  it('publishes the range of a setting', () =>
    withClient(plain(), async (client) => {
      expect(await client.read('CS-01.Set.Basis.EURange')).toMatchObject({ low: 1, high: 4 });
    }));

  it('stops its heartbeat when frozen, while reads still answer', () =>
    withClient(plain(), async (client) => {
      port.freeze(true);
      const before = await client.read('CS-01.Sts.PlcHeartbeat');
      await pause(1100);
      expect(await client.read('CS-01.Sts.PlcHeartbeat')).toBe(before);
      port.freeze(false);
      await client.waitFor('CS-01.Sts.PlcHeartbeat', Number(before) + 3);
    }));

  it('drops connections on demand and takes new ones', async () => {
    const client = plain();
    await client.open(port.endpoint);
    port.dropConnections();
    await expect(client.read('CS-01.Sts.Token')).rejects.toThrow();
    await client.close().catch(() => undefined);
    await withClient(plain(), async (next) => {
      expect(await next.read('CP-01.Sts.StateCurrent')).toBe(2);
    });
  });

  it('serves a signed and encrypted session', async () => {
    const client = newClient({
      securityMode: MessageSecurityMode.SignAndEncrypt,
      securityPolicy: SecurityPolicy.Basic256Sha256,
    });
    await withClient(client, async (secure) => {
      expect(await secure.read('CP-01.Sts.StateCurrent')).toBe(2);
    });
  });
});
