import { join } from 'node:path';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { createUnitDriver } from '../create-unit-driver.ts';
import { MemoryPlantLog } from '../simulator/log.ts';
import { VolatileMemory } from '../simulator/retentive-memory.ts';
import type { PlantMemory } from '../simulator/virtual-plant.ts';
import { startVirtualPort } from '../simulator/virtual-port.ts';
import type { VirtualPort, VirtualPortOptions } from '../simulator/virtual-port.ts';
import { tagMap } from './tag-maps.ts';
import type { UnitConfig } from '../unit-config.ts';
import type { RingRecord, UnitCommand, UnitDriver, UnitListener, UnitObservation } from '../unit-driver.ts';

/** What the driver tests share: a berth with the virtual port and drivers on it, and a listener that remembers. */

const unit = unitId('CS-01');
/** Plant seconds in a second: a parcel of 150 t takes 2 s. */
const usualTimeFactor = 200;

export class Berth {
  readonly log = new MemoryPlantLog();
  private readonly pki: string;
  private readonly memory = new VolatileMemory<PlantMemory>();
  private port: VirtualPort | null = null;
  private portNumber = 0;
  private readonly drivers: UnitDriver[] = [];

  /** @param pki folder for keys and certificates; one for many berths, because making keys takes seconds. */
  constructor(pki: string) {
    this.pki = pki;
  }

  /** @param more what differs from the coal berth with its two units. */
  async open(
    parcelTonnes = 150,
    timeFactor = usualTimeFactor,
    more: Partial<VirtualPortOptions> = {},
  ): Promise<void> {
    this.port = await startVirtualPort({
      port: this.portNumber,
      timeFactor,
      seed: 7,
      parcelTonnes,
      flow: { nominal: 1500, maximum: 2000 },
      memory: this.memory,
      log: this.log,
      pki: join(this.pki, 'plant'),
      ...more,
    });
    this.portNumber = Number(new URL(this.port.endpoint).port);
  }

  get plant(): VirtualPort {
    if (!this.port) throw new Error('The berth is closed.');
    return this.port;
  }

  get endpoint(): string {
    return `opc.tcp://127.0.0.1:${this.portNumber}`;
  }

  /** The plant's server goes away as at a restart of the PLC; the memory stays. */
  async powerOff(): Promise<void> {
    this.plant.dropConnections();
    await this.port?.stop();
    this.port = null;
  }

  /** Sequence numbers of the commands the plant's program accepted, in order. */
  commands(): readonly unknown[] {
    return this.log.lines.filter(({ event }) => event.event === 'command').map(({ event }) => event['seq']);
  }

  driver(map = tagMap(), name = unit, more: Partial<UnitConfig> = {}): UnitDriver {
    const driver = createUnitDriver(
      { unit: name, tagMap: map, endpoint: this.endpoint, security: { mode: 'None', policy: 'None' }, ...more },
      {
        clock: {
          now: () => instant(new Date().toISOString()),
          monotonicMs: () => performance.now(),
        },
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        pkiFolder: join(this.pki, 'quaylab'),
      },
    );
    this.drivers.push(driver);
    return driver;
  }

  async close(): Promise<void> {
    await Promise.all(this.drivers.map((driver) => driver.stop()));
    await this.port?.stop();
  }
}

export class Witness implements UnitListener {
  readonly observations: UnitObservation[] = [];
  readonly taken: RingRecord[] = [];
  /** Deliveries to refuse before taking any. */
  refusals = 0;
  /** True when two deliveries ever overlapped. */
  overlapped = false;
  private inside = false;

  observed(observation: UnitObservation): void {
    this.observations.push(observation);
  }

  async records(records: readonly RingRecord[]): Promise<void> {
    this.overlapped ||= this.inside;
    this.inside = true;
    await new Promise((resolve) => setTimeout(resolve, 5));
    this.inside = false;
    if (this.refusals-- > 0) throw new Error('The journal is busy.');
    this.taken.push(...records);
  }

  of<Kind extends UnitObservation['kind']>(kind: Kind): Extract<UnitObservation, { kind: Kind }>[] {
    return this.observations.filter(
      (each): each is Extract<UnitObservation, { kind: Kind }> => each.kind === kind,
    );
  }

  get idx(): readonly number[] {
    return this.taken.map(({ idx }) => idx);
  }
}

export async function until(what: string, condition: () => boolean, withinMs = 15_000): Promise<number> {
  const begun = performance.now();
  while (!condition()) {
    if (performance.now() - begun > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return performance.now() - begun;
}

export const command = (
  seq: number,
  name: UnitCommand['command'],
  more: Partial<UnitCommand> = {},
): UnitCommand => ({
  commandId: `test/${seq}`,
  seq,
  command: name,
  jobId: 'JOB-1',
  lotId: 'LOT-1',
  sampleId: 'S-4711',
  recipeId: 'R-1',
  settings: {},
  params: [],
  ...more,
});

export const start = (seq: number, intervalTonnes = 15) =>
  command(seq, 'start', {
    settings: {
      'Set.Basis': 2,
      'Set.IncrementInterval': intervalTonnes,
      'Set.CutterSpeed': 0.6,
      'Set.IncrementsPlanned': 10,
      'Set.TargetContainer': 0,
    },
  });

export const ignore = () => undefined;
export const range = (to: number) => Array.from({ length: to }, (_, index) => index + 1);
