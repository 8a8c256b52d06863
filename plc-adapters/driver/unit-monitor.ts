import type { Instant } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { NodeTable } from '../opcua/nodes.ts';
import { RingReader } from '../ring/ring-reader.ts';
import { readableTags } from '../tag-map/parse.ts';
import type { UnitConfig } from '../unit-config.ts';
import type { Reading, UnitListener, UnitObservation, UnitSnapshot } from '../unit-driver.ts';
import { certificateObservations } from './certificates.ts';
import type { DriverDeps } from './deps.ts';
import { LiveGate } from './live-gate.ts';
import type { LinkHandlers, UnitLink } from './monitoring-link.ts';
import { Observer } from './observer.ts';
import { Readings } from './readings.ts';
import type { Upkeep } from './upkeep.ts';
import { lookMs, Watchdogs } from './watchdogs.ts';

/** Reconcile reads that may fail on a session that claims to be up before it is begun anew. */
const failuresBeforeRenewal = 3;
/** How often certificates that expire are told of again. */
const certificatesEveryMs = 86_400_000;
/** A silent subscription is set up again, but not more often than this. */
const resubscribeAfterMs = 5000;
const plcHeartbeat = 'Sts.PlcHeartbeat';

/** What a monitor watches through, and what it gives back. */
export interface MonitorAccess {
  readonly link: (handlers: LinkHandlers) => UnitLink;
  /** Made once; `nodes` are those of the link as it stands, null while it is down. */
  readonly upkeep: (nodes: () => NodeTable | null) => Upkeep;
  /** Told of everything read and notified, changed or not. */
  readonly taken?: (readings: ReadonlyMap<string, Reading>) => void;
}

/** Watches a unit: keeps its readings, decides whether it is live, tells the listener, empties the ring, sees to the upkeep. */
export class UnitMonitor {
  readonly gate = new LiveGate();
  private readonly config: UnitConfig;
  private readonly deps: DriverDeps;
  private readonly listener: UnitListener;
  private readonly link: UnitLink;
  private readonly tags: readonly string[];
  private readonly readings: Readings;
  private readonly observer: Observer;
  private readonly ring: RingReader;
  private readonly watchdogs: Watchdogs;
  private readonly upkeep: Upkeep;
  private readonly taken: MonitorAccess['taken'];
  private readonly timers: NodeJS.Timeout[] = [];
  /** Null when live; also what the listener was last told, once it was told anything. */
  private reason: string | null = 'never-connected';
  private linkTold = false;
  private fault: string | null = null;
  private stopped = false;
  private resubscribedAt = -Infinity;
  private announcing = false;
  private reconciling = false;
  private lookPending = false;
  private failures = 0;

  constructor(config: UnitConfig, access: MonitorAccess, listener: UnitListener, deps: DriverDeps) {
    this.config = config;
    this.deps = deps;
    this.listener = listener;
    this.tags = readableTags(config.tagMap);
    this.readings = new Readings(this.tags, deps.clock.now());
    this.observer = new Observer(config.tagMap);
    this.watchdogs = new Watchdogs(deps.clock.monotonicMs());
    this.link = access.link({
      ready: () => this.ready(),
      down: (fault) => this.down(fault),
      changed: (tag, reading) => this.changed(tag, reading),
      heard: () => this.watchdogs.heard(this.monotonic()),
    });
    this.upkeep = access.upkeep(() => this.link.nodes());
    this.taken = access.taken;
    this.ring = new RingReader(config.tagMap, this.link, this.upkeep, listener, deps.clock, deps.log);
  }

  start(): void {
    const { timing } = this.config.tagMap;
    this.timers.push(
      setInterval(() => this.look(), lookMs),
      setInterval(() => void this.reconcile(), timing.reconcileMs),
      setInterval(() => void this.beat(), timing.orchestratorHeartbeatMs),
      setInterval(() => this.tellCertificates('expiring'), certificatesEveryMs),
    );
    this.link.start();
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.stopped = true;
    this.gate.stop();
    this.reason = 'link-lost';
    await this.ring.stop();
    await this.link.stop();
  }

  snapshot(): UnitSnapshot {
    return { ...this.readings.snapshot(this.config.unit, this.reason), subscription: this.link.terms() };
  }

  nodes(): NodeTable | null {
    return this.link.nodes();
  }

  read(tags: readonly string[]): Promise<ReadonlyMap<string, Reading>> {
    return this.link.read(tags);
  }

  /** Rejects with `UNIT_NOT_LIVE`, or as the link's `read`. */
  async readAll(): Promise<UnitSnapshot> {
    if (this.reason !== null) {
      throw new RefusedError({
        code: 'UNIT_NOT_LIVE',
        message: `${this.config.unit} is not live: ${this.reason}.`,
        remedy: 'Wait until its link is live again.',
      });
    }
    await this.readTags();
    return this.snapshot();
  }

  private monotonic(): number {
    return this.deps.clock.monotonicMs();
  }

  private ready(): void {
    this.fault = null;
    this.watchdogs.up(this.monotonic());
    this.failures = 0;
    this.tellCertificates('all');
  }

  private down(fault: string | null): void {
    this.fault = fault;
    this.watchdogs.down();
    this.look();
  }

  private changed(tag: string, reading: Reading): void {
    this.take(new Map([[tag, reading]]));
    if (tag === plcHeartbeat) this.watchdogs.beatTold(this.readings.number(plcHeartbeat), this.monotonic());
    if (tag === this.config.tagMap.ring.writeIdx && this.reason === null) this.ring.poke();
    if (this.lookPending) return;
    this.lookPending = true;
    // Changes of one notification come one by one: look when all are in.
    queueMicrotask(() => {
      this.lookPending = false;
      this.tellChanges();
    });
  }

  private take(readings: ReadonlyMap<string, Reading>): void {
    this.readings.putAll(readings, this.deps.clock.now());
    this.taken?.(readings);
  }

  private async readTags(): Promise<void> {
    this.take(await this.link.read(this.tags));
    this.watchdogs.beatRead(this.readings.number(plcHeartbeat), this.monotonic());
  }

  private verdict(now: number): string | null {
    const { timing } = this.config.tagMap;
    const keepAliveMs = this.link.keepAliveMs() ?? timing.publishingMs * timing.keepAliveCount;
    // A server that tells more slowly than the PLC beats is not a PLC that stands.
    const beatMs = Math.max(timing.plcHeartbeatMs, this.link.toldEveryMs(plcHeartbeat) ?? 0);
    const heartbeatMs = beatMs * timing.plcHeartbeatLostAfter;
    return this.fault ?? this.watchdogs.verdict(now, { heartbeatMs, silenceMs: 2 * keepAliveMs });
  }

  private look(): void {
    const now = this.monotonic();
    this.watchdogs.look(now);
    const verdict = this.verdict(now);
    if (verdict === null) {
      if (this.reason !== null) void this.announce();
      return;
    }
    if (verdict === 'subscription-silent' && now - this.resubscribedAt > resubscribeAfterMs) {
      this.resubscribedAt = now;
      this.link.refresh();
    }
    // Set up again and no beat told yet: what was said before still stands.
    if (verdict === 'link-lost' && this.watchdogs.ready && this.reason !== null) return;
    if (verdict === this.reason && (this.linkTold || !this.watchdogs.overdue(now, this.config.tagMap.timing.firstConnectionMs))) return;
    this.reason = verdict;
    this.gate.set(false);
    this.tellLink();
  }

  /** Reads everything, and only then says live: state and stream go out with it, changed or not. */
  private async announce(): Promise<void> {
    if (this.announcing) return;
    this.announcing = true;
    try {
      await this.readTags();
      // Before anybody commands: without our heartbeat the PLC refuses a start.
      await this.upkeep.beat();
      if (this.stopped || this.verdict(this.monotonic()) !== null) return;
      this.reason = null;
      this.watchdogs.live();
      this.tellLink();
      this.observer.forget();
      this.tellChanges();
      this.gate.set(true);
      this.ring.poke();
    } catch (error) {
      this.deps.log.warn({ error: String(error) }, 'first read of the unit failed');
    } finally {
      this.announcing = false;
    }
  }

  private async reconcile(): Promise<void> {
    if (this.reconciling || !this.watchdogs.ready) return;
    this.reconciling = true;
    const asked = this.deps.clock.now();
    try {
      await this.readTags();
      this.failures = 0;
      this.tellChanges();
      this.tellClock(asked);
      if (this.reason === null) this.ring.poke();
    } catch (error) {
      this.failures++;
      this.deps.log.warn({ error: String(error) }, 'reconcile read failed');
      if (this.failures >= failuresBeforeRenewal && this.link.nodes())
        this.link.renew('it does not answer reads');
    } finally {
      this.reconciling = false;
    }
  }

  private async beat(): Promise<void> {
    if (this.reason !== null || !this.link.nodes()) return;
    await this.upkeep
      .beat()
      .catch((error: unknown) =>
        this.deps.log.warn({ error: String(error) }, 'our heartbeat did not arrive'),
      );
  }

  private tellChanges(): void {
    if (this.reason !== null) return;
    for (const observation of this.observer.look(this.readings, this.deps.clock.now()))
      this.tell(observation);
    if (this.observer.streamTurned(this.readings)) void this.tellStream();
  }

  private tellClock(asked: Instant): void {
    if (this.reason !== null) return;
    for (const observation of this.observer.clock(this.readings, this.deps.clock.now(), asked)) this.tell(observation);
  }

  private tellCertificates(which: 'all' | 'expiring'): void {
    try {
      for (const observation of certificateObservations(this.link.certificates(), which, this.deps.clock.now())) this.tell(observation);
    } catch (error) {
      this.deps.log.warn({ error: String(error) }, 'a certificate cannot be read');
    }
  }

  private async tellStream(): Promise<void> {
    const { stream } = this.config.tagMap;
    if (!stream) return;
    try {
      this.take(await this.link.read([stream.flow, stream.total]));
      for (const observation of this.observer.stream(this.readings, this.deps.clock.now()))
        this.tell(observation);
    } catch (error) {
      this.deps.log.warn({ error: String(error) }, 'stream not read; the next reconcile read tells');
    }
  }

  private tellLink(): void {
    this.linkTold = true;
    this.tell({ kind: 'link', live: this.reason === null, reason: this.reason, at: this.deps.clock.now() });
  }

  private tell(observation: UnitObservation): void {
    if (this.stopped) return;
    try {
      this.listener.observed(observation);
    } catch (error) {
      this.deps.log.error({ observation, error: String(error) }, 'the listener threw on an observation');
    }
  }
}
