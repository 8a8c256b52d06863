import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageSecurityMode, OPCUACertificateManager, OPCUAClient, SecurityPolicy } from 'node-opcua';
import type { Deed } from '../../plc-adapters/simulator/deeds.ts';
import { FaultSchedule } from '../../plc-adapters/simulator/fault-schedule.ts';
import { Berth, until } from '../../plc-adapters/testing/berth.ts';

// Making keys and booting a server take seconds on a busy machine.
jest.setTimeout(120_000);

const stuck: Deed = { do: 'disturb', unit: 'CS-01', what: 'cutter', stands: true };
const absent: Deed = { do: 'disturb', unit: 'GD-01', what: 'air', stands: true };

describe('a running port', () => {
  const pki = mkdtempSync(join(tmpdir(), 'quaylab-expired-'));
  const berth = new Berth(pki);
  afterAll(async () => {
    await berth.close();
    rmSync(pki, { recursive: true, force: true });
  });

  const client = (secured: boolean): OPCUAClient =>
    OPCUAClient.create({
      endpointMustExist: false,
      connectionStrategy: { maxRetry: 0 },
      clientCertificateManager: new OPCUACertificateManager({
        rootFolder: join(pki, 'client'),
        automaticallyAcceptUnknownCertificate: false,
      }),
      ...(secured && {
        securityMode: MessageSecurityMode.SignAndEncrypt,
        securityPolicy: SecurityPolicy.Basic256Sha256,
      }),
    });

  /** When what the server shows ends; whatever it shows is trusted, as a person would once have done. */
  async function validTo(): Promise<number> {
    const asking = client(false);
    await asking.connect(berth.endpoint);
    const [endpoint] = await asking.getEndpoints();
    if (endpoint) await asking.clientCertificateManager.trustCertificate(endpoint.serverCertificate);
    await asking.disconnect();
    return Date.parse(new X509Certificate(endpoint?.serverCertificate ?? Buffer.of()).validTo);
  }

  /** Null, or why no session came about. */
  async function secureSession(): Promise<string | null> {
    const visiting = client(true);
    try {
      await visiting.connect(berth.endpoint);
      await (await visiting.createSession()).close();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      await visiting.disconnect();
    }
  }

  it('does by itself what its schedule says, and tells it', async () => {
    const happened: [Deed, string | null][] = [];
    await berth.open(150, 200, {
      faults: new FaultSchedule([
        { at: 10, deed: stuck },
        { at: 20, deed: absent },
      ]),
      faultHappened: (deed, refusal) => happened.push([deed, refusal]),
    });
    await until('both', () => happened.length === 2, 30_000);
    expect(happened).toEqual([
      [stuck, null],
      [absent, 'GD-01 does not run here.'],
    ]);
    const [sampler] = berth.plant.plant.units;
    await until('the fault shows', () => sampler?.image.number('Sts.FaultCode') === 5101, 30_000);
  });

  it('shows an expired certificate on request; no secured session comes about until it has a good one again', async () => {
    expect(await validTo()).toBeGreaterThan(Date.now());
    expect(await secureSession()).toBeNull();

    await berth.plant.showExpiredCertificate(true);
    expect(await validTo()).toBeLessThan(Date.now());
    expect(await secureSession()).toContain('BadCertificateTimeInvalid');

    await berth.plant.showExpiredCertificate(false);
    expect(await validTo()).toBeGreaterThan(Date.now());
    expect(await secureSession()).toBeNull();
  });
});
