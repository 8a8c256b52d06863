import type { DriverDeps } from '../../../plc-adapters/driver/deps.ts';
import { OwnHeartbeat } from '../../../plc-adapters/driver/own-heartbeat.ts';
import { UnitMonitor } from '../../../plc-adapters/driver/unit-monitor.ts';
import { CommandRunner } from '../../../plc-adapters/handshake/run-command.ts';
import type { Upkeep } from '../../../plc-adapters/driver/upkeep.ts';
import type { NodeTable } from '../../../plc-adapters/opcua/nodes.ts';
import type { CommandConnection } from '../../../plc-adapters/opcua/command-client.ts';
import type { UnitConfig } from '../../../plc-adapters/unit-config.ts';
import type {
  CommandOutcome,
  UnitCommand,
  UnitDriver,
  UnitListener,
  UnitSnapshot,
} from '../../../plc-adapters/unit-driver.ts';
import type { TagMap } from '../../../plc-adapters/tag-map/parse.ts';
import { instant, unitId } from '../../../workflows/kernel/brand.ts';
import type { UnitId } from '../../../workflows/kernel/brand.ts';
import type { Cable } from './cable.ts';
import { DirectLink } from './direct-link.ts';

const ignore = (): void => undefined;

/** A driver of one unit on the bench: everything above the wire is the driver's own (watchdogs, observer, ring reader, heartbeat, handshake). */
export class BenchDriver implements UnitDriver {
  readonly unit: UnitId;
  readonly totalTag: string | null;
  readonly capacity: number;
  readonly #cable: Cable;
  readonly #config: UnitConfig;
  readonly #deps: DriverDeps;
  #monitor: UnitMonitor | null = null;
  #commands: CommandRunner | null = null;

  constructor(cable: Cable, tagMap: TagMap) {
    this.unit = unitId(cable.unit);
    this.totalTag = tagMap.stream?.total ?? null;
    this.capacity = tagMap.capacity ?? 1;
    this.#cable = cable;
    this.#config = {
      unit: this.unit,
      tagMap,
      endpoint: 'opc.tcp://bench',
      security: { mode: 'None', policy: 'None' },
    };
    this.#deps = {
      clock: { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() },
      log: { info: ignore, warn: ignore, error: ignore },
      pkiFolder: '',
    };
  }

  start(listener: UnitListener): Promise<void> {
    const { clock, log } = this.#deps;
    const monitor = new UnitMonitor(
      this.#config,
      {
        link: (handlers) => new DirectLink(this.#config, this.#cable, handlers),
        upkeep: (nodes) => this.#upkeep(nodes),
      },
      listener,
      this.#deps,
    );
    this.#monitor = monitor;
    this.#commands = new CommandRunner(
      this.#config.tagMap,
      {
        live: () => monitor.gate.passed(),
        isLive: () => monitor.gate.open,
        read: (tags) => monitor.read(tags),
        readAll: () => monitor.readAll(),
        snapshot: () => monitor.snapshot(),
        commandConnection: (use) =>
          monitor.nodes() ? use(this.#connection()) : Promise.reject(new Error('The link is down.')),
      },
      clock,
      log,
    );
    monitor.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await this.#monitor?.stop();
  }

  snapshot(): UnitSnapshot {
    return this.#running().snapshot();
  }

  read(): Promise<UnitSnapshot> {
    return this.#running().readAll();
  }

  execute(command: UnitCommand, accepted: () => void): Promise<CommandOutcome> {
    return this.#commands?.run(command, accepted) ?? Promise.reject(new Error('not started'));
  }

  #running(): UnitMonitor {
    if (!this.#monitor) throw new Error(`The driver of ${this.unit} is not running.`);
    return this.#monitor;
  }

  #upkeep(nodes: () => NodeTable | null): Upkeep {
    const write = (tag: string, value: number) =>
      nodes() ? this.#cable.write([[tag, value]]) : Promise.reject(new Error('The link is down.'));
    const heart = new OwnHeartbeat(this.#deps.clock, (beat) => write('Cmd.OrchHeartbeat', beat));
    return {
      beat: () => heart.beat(),
      consumed: ({ readIdx }) => readIdx,
      move: (idx) => write(this.#config.tagMap.ring.readIdx, idx),
    };
  }

  #connection(): CommandConnection {
    return {
      read: (tags) => this.#cable.read(tags),
      write: async (values) => {
        await this.#cable.write(values);
        return [];
      },
    };
  }
}
