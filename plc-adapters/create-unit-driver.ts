import { RefusedError } from '../workflows/kernel/refusal.ts';
import type { DriverDeps } from './driver/deps.ts';
import { Readings } from './driver/readings.ts';
import { UnitMonitor } from './driver/unit-monitor.ts';
import { CommandRunner } from './handshake/run-command.ts';
import { withMethodConnection } from './methods/method-connection.ts';
import { methodObjectOf, speaksMethods, tagsBesideMethods } from './methods/method-map.ts';
import { MethodRunner } from './methods/run-method.ts';
import { withShownSeq } from './methods/tasks.ts';
import { commandOptions, userIdentity } from './opcua/client-options.ts';
import { withCommandConnection } from './opcua/command-client.ts';
import { openPki } from './opcua/pki.ts';
import type { PkiFolder } from './opcua/pki.ts';
import { readableTags } from './tag-map/parse.ts';
import type { UnitConfig } from './unit-config.ts';
import type { CommandOutcome, UnitCommand, UnitDriver, UnitListener, UnitSnapshot } from './unit-driver.ts';

/**
 * A driver for one unit over OPC UA.
 *
 * `start` resolves at once and never rejects for the plant's sake. Whether the tag map fits the PLC is known only once
 * connected: if not, the unit stays not live, `snapshot().reason` and a `link` observation say
 * `tag-map-wrong: TAG_MAP_NODE_MISSING: …` (or `TAG_MAP_TYPE_WRONG`) with every tag and node id concerned, and the driver
 * looks again every 10 s.
 *
 * Commands go as the tag map says: by the numbers of the common block, or as method calls (`methods/`). A map for methods
 * without the task tags is refused at once: throws a RefusedError `TAG_MAP_NOT_VALID`.
 *
 * `execute` waits through outages as long as it must and then reconciles; it rejects only with `DRIVER_NOT_STARTED` or
 * `DRIVER_STOPPED`. `unknown` means that the PLC itself no longer tells: codes `SUPERSEDED`, `ACK_TIMEOUT`,
 * `DONE_TIMEOUT`, `WRITE_UNCERTAIN`. `failed` codes: the PLC's (`WRONG_STATE`, `STALE_TOKEN`, `FAULT` …, see
 * `handshake/failure.ts`) and ours, when nothing was given: `NOT_SENT`, `PLC_RESTARTED`, `WRITE_REJECTED`, `COMMAND_NOT_IN_TAG_MAP`,
 * `SETTING_NOT_VALID`, `ID_TOO_LONG`, `SEQ_NOT_VALID`, `PARAMS_TOO_MANY`.
 * After `STALE_TOKEN` the caller may try again with a new seq; choose it above `Cmd.Seq` and `Sts.AckSeq` of a fresh read.
 */
export function createUnitDriver(config: UnitConfig, deps: DriverDeps): UnitDriver {
  return new OpcUaUnitDriver(config, deps);
}

interface Running {
  readonly pki: PkiFolder;
  readonly monitor: UnitMonitor;
  readonly commands: Pick<CommandRunner, 'run'>;
}

class OpcUaUnitDriver implements UnitDriver {
  readonly unit: UnitDriver['unit'];
  private readonly config: UnitConfig;
  /** The unit with the tags its server has: without the numbers of the handshake where commands are method calls. */
  private readonly watched: UnitConfig;
  private readonly deps: DriverDeps;
  private running: Running | null = null;
  private last: UnitSnapshot;

  constructor(config: UnitConfig, deps: DriverDeps) {
    this.unit = config.unit;
    this.config = config;
    this.watched = speaksMethods(config.tagMap)
      ? { ...config, tagMap: tagsBesideMethods(config.tagMap) }
      : config;
    this.deps = deps;
    this.last = new Readings(readableTags(this.watched.tagMap), deps.clock.now()).snapshot(
      config.unit,
      'never-connected',
    );
  }

  start(listener: UnitListener): Promise<void> {
    if (this.running) return Promise.resolve();
    const { config, deps } = this;
    const pki = openPki(deps.pkiFolder, config);
    const monitor = new UnitMonitor(this.watched, pki, listener, deps);
    const access = {
      live: () => monitor.gate.passed(),
      isLive: () => monitor.gate.open,
      read: (tags: readonly string[]) => monitor.read(tags),
      readAll: () => monitor.readAll(),
      snapshot: () => monitor.snapshot(),
    };
    const connection = () => ({
      endpoint: config.endpoint,
      client: commandOptions(config, pki),
      user: userIdentity(config),
    });
    const commands = speaksMethods(config.tagMap)
      ? new MethodRunner(
          config.tagMap,
          {
            ...access,
            methodConnection: (use) =>
              withMethodConnection(connection(), methodObjectOf(config.tagMap, config.unit), use),
          },
          deps.clock,
          deps.log,
        )
      : new CommandRunner(
          config.tagMap,
          {
            ...access,
            commandConnection: (use) => {
              const nodes = monitor.nodes();
              if (!nodes) return Promise.reject(new Error('The link is down.'));
              return withCommandConnection(connection(), nodes, use);
            },
          },
          deps.clock,
          deps.log,
        );
    this.running = { pki, monitor, commands };
    monitor.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    const { monitor, pki } = this.running;
    this.running = null;
    await monitor.stop();
    this.last = monitor.snapshot();
    await pki.close();
  }

  snapshot(): UnitSnapshot {
    return withShownSeq(this.running ? this.running.monitor.snapshot() : this.last);
  }

  async read(): Promise<UnitSnapshot> {
    if (!this.running) throw notStarted(this.config);
    return withShownSeq(await this.running.monitor.readAll());
  }

  execute(command: UnitCommand, accepted: () => void): Promise<CommandOutcome> {
    return this.running
      ? this.running.commands.run(command, accepted)
      : Promise.reject(notStarted(this.config));
  }
}

const notStarted = ({ unit }: UnitConfig) =>
  new RefusedError({
    code: 'DRIVER_NOT_STARTED',
    message: `The driver of ${unit} is not running.`,
    remedy: 'Start it first.',
  });
