import { RefusedError } from '../workflows/kernel/refusal.ts';
import type { DriverDeps } from './driver/deps.ts';
import { MonitoringLink } from './driver/monitoring-link.ts';
import type { LinkHandlers } from './driver/monitoring-link.ts';
import { Readings } from './driver/readings.ts';
import type { OpenUnit, RunningUnit } from './driver/running-unit.ts';
import { UnitMonitor } from './driver/unit-monitor.ts';
import { writtenUpkeep } from './driver/written-upkeep.ts';
import { CommandRunner } from './handshake/run-command.ts';
import { withMethodConnection } from './methods/method-connection.ts';
import { methodObjectOf, withTagsOfServer } from './methods/method-map.ts';
import { MethodRunner } from './methods/run-method.ts';
import { withShownSeq } from './methods/tasks.ts';
import { commandOptions, userIdentity } from './opcua/client-options.ts';
import { withCommandConnection } from './opcua/command-client.ts';
import type { NodeTable } from './opcua/nodes.ts';
import { openPki } from './opcua/pki.ts';
import type { PkiFolder } from './opcua/pki.ts';
import { monitoringSession } from './opcua/session.ts';
import { openShadow } from './shadow/open-shadow.ts';
import { readableTags } from './tag-map/parse.ts';
import { speaksMethods } from './tag-map/schema.ts';
import type { UnitConfig } from './unit-config.ts';
import type { CommandOutcome, UnitCommand, UnitCommandName, UnitDriver, UnitListener, UnitSnapshot } from './unit-driver.ts';

/**
 * A driver for one unit over OPC UA.
 *
 * `start` resolves at once and never rejects for the plant's sake. Whether the tag map fits the PLC is known only once
 * connected: if not, the unit stays not live, `snapshot().reason` and a `link` observation say
 * `tag-map-wrong: TAG_MAP_NODE_MISSING: …` (or `TAG_MAP_TYPE_WRONG`) with every tag and node id concerned, and the driver
 * looks again every 10 s.
 *
 * Commands go as the tag map says: by the numbers of the common block, or as method calls (`methods/`).
 *
 * A unit with `shadow` is only watched: nothing is written to its PLC, and `execute` waits until somebody else is seen to have
 * done what is asked (`shadow/`). Throws `SHADOW_MEMORY_NOT_VALID` when what it remembers cannot be read.
 *
 * `execute` waits through outages as long as it must and then reconciles; it rejects only with `DRIVER_NOT_STARTED` or
 * `DRIVER_STOPPED`. `unknown` means that the PLC itself no longer tells: codes `SUPERSEDED`, `ACK_TIMEOUT`,
 * `DONE_TIMEOUT`, `WRITE_UNCERTAIN`. `failed` codes: the PLC's (`WRONG_STATE`, `STALE_TOKEN`, `FAULT` …, see
 * `handshake/failure.ts`) and ours, when nothing was given: `NOT_SENT`, `PLC_RESTARTED`, `WRITE_REJECTED`, `COMMAND_NOT_IN_TAG_MAP`,
 * `SETTING_NOT_VALID`, `ID_TOO_LONG`, `SEQ_NOT_VALID`, `PARAMS_TOO_MANY`.
 * After `STALE_TOKEN` the caller may try again with a new seq; choose it above `Cmd.Seq` and `Sts.AckSeq` of a fresh read.
 */
export function createUnitDriver(config: UnitConfig, deps: DriverDeps): UnitDriver {
  return new OpcUaUnitDriver(config, config.shadow ? openShadow(config.shadow) : openCommanded, deps);
}

/** A unit that we command. */
const openCommanded: OpenUnit = ({ config, watched, pki, listener }, deps) => {
  const session = monitoringSession(config, pki, deps.log);
  const upkeep = (nodes: () => NodeTable | null) => writtenUpkeep(watched, session, nodes, deps.clock);
  const link = (handlers: LinkHandlers) => new MonitoringLink(watched, session, handlers, deps);
  const monitor = new UnitMonitor(watched, { link, upkeep }, listener, deps);
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
    ...(deps.mayCommand && { mayCommand: deps.mayCommand }),
  });
  const commands = speaksMethods(config.tagMap)
    ? new MethodRunner(
        config.tagMap,
        {
          ...access,
          methodConnection: (use) => withMethodConnection(connection(), methodObjectOf(config.tagMap, config.unit), use),
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
  return { monitor, commands, shown: withShownSeq };
};

class OpcUaUnitDriver implements UnitDriver {
  readonly unit: UnitDriver['unit'];
  readonly capacity: number;
  readonly commands: readonly UnitCommandName[];
  readonly totalTag: string | null;
  private readonly config: UnitConfig;
  /** The unit with the tags its server has. */
  private readonly watched: UnitConfig;
  private readonly open: OpenUnit;
  private readonly deps: DriverDeps;
  private running: (RunningUnit & { readonly pki: PkiFolder }) | null = null;
  private last: UnitSnapshot;

  constructor(config: UnitConfig, open: OpenUnit, deps: DriverDeps) {
    this.unit = config.unit;
    this.capacity = config.tagMap.capacity ?? 1;
    this.totalTag = config.tagMap.stream?.total ?? null;
    this.commands = config.shadow ? [] : (Object.keys(config.tagMap.commands) as UnitCommandName[]);
    this.config = config;
    this.watched = { ...config, tagMap: withTagsOfServer(config.tagMap) };
    this.open = open;
    this.deps = deps;
    this.last = {
      ...new Readings(readableTags(this.watched.tagMap), deps.clock.now()).snapshot(config.unit, 'never-connected'),
      shadow: config.shadow !== undefined,
    };
  }

  start(listener: UnitListener): Promise<void> {
    if (this.running) return Promise.resolve();
    const { config, watched, deps } = this;
    const pki = openPki(deps.pkiFolder, config);
    this.running = { ...this.open({ config, watched, pki, listener }, deps), pki };
    this.running.monitor.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    const { monitor, pki, shown } = this.running;
    this.running = null;
    await monitor.stop();
    this.last = shown(monitor.snapshot());
    await pki.close();
  }

  snapshot(): UnitSnapshot {
    return this.running ? this.running.shown(this.running.monitor.snapshot()) : this.last;
  }

  async read(): Promise<UnitSnapshot> {
    if (!this.running) throw notStarted(this.config);
    const { monitor, shown } = this.running;
    return shown(await monitor.readAll());
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
