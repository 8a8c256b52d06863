import type { LinkHandlers, UnitLink } from '../../../plc-adapters/driver/monitoring-link.ts';
import type { NodeTable } from '../../../plc-adapters/opcua/nodes.ts';
import type { SessionCertificates } from '../../../plc-adapters/opcua/session.ts';
import { readableTags } from '../../../plc-adapters/tag-map/parse.ts';
import type { UnitConfig } from '../../../plc-adapters/unit-config.ts';
import type { Reading } from '../../../plc-adapters/unit-driver.ts';
import type { Cable } from './cable.ts';

/** Between two attempts to connect, ms. */
const retryMs = 500;
/** After so long without an answer the session gives its connection up, ms: three keep-alives of 2 s. */
const sessionLostMs = 6000;
const noNodes: NodeTable = { namespaces: [], byTag: new Map() };

/** The watching half of a unit's link on a cable to the bench: what `MonitoringLink` is over OPC UA. */
export class DirectLink implements UnitLink {
  readonly #cable: Cable;
  readonly #handlers: LinkHandlers;
  readonly #tags: readonly string[];
  readonly #publishingMs: number;
  readonly #keepAliveMs: number;
  readonly #timers: NodeJS.Timeout[] = [];
  #isUp = false;
  #silentSince: number | null = null;
  #published = new Map<string, Reading['value']>();
  #unplug: () => void = () => undefined;

  constructor({ tagMap }: UnitConfig, cable: Cable, handlers: LinkHandlers) {
    this.#cable = cable;
    this.#handlers = handlers;
    this.#tags = readableTags(tagMap);
    this.#publishingMs = tagMap.timing.publishingMs;
    this.#keepAliveMs = tagMap.timing.publishingMs * tagMap.timing.keepAliveCount;
  }

  start(): void {
    this.#unplug = this.#cable.onBroken(() => this.#down());
    this.#timers.push(
      setInterval(() => this.#connect(), retryMs),
      setInterval(() => this.#publish(), this.#publishingMs),
    );
    this.#connect();
  }

  stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#unplug();
    this.#isUp = false;
    return Promise.resolve();
  }

  nodes(): NodeTable | null {
    return this.#isUp ? noNodes : null;
  }

  certificates(): SessionCertificates {
    return { plc: this.#cable.certificate, ours: null };
  }

  terms(): null {
    return null;
  }

  keepAliveMs(): number | null {
    return this.#isUp ? this.#keepAliveMs : null;
  }

  toldEveryMs(): number | null {
    return this.#isUp ? this.#publishingMs : null;
  }

  read(tags: readonly string[]): Promise<ReadonlyMap<string, Reading>> {
    return this.#isUp ? this.#cable.read(tags) : Promise.reject(new Error('LINK_DOWN'));
  }

  refresh(): void {
    this.#published = new Map();
  }

  renew(): void {
    this.#down();
  }

  #connect(): void {
    if (this.#isUp || !this.#cable.connects) return;
    this.#isUp = true;
    this.#silentSince = null;
    this.#published = new Map();
    this.#handlers.ready();
  }

  #down(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#handlers.down(null);
  }

  /** One publishing interval: what changed since the last is told; a server that is heard counts as there. */
  #publish(): void {
    if (!this.#isUp) return;
    if (!this.#cable.hears) return this.#missed();
    // Requests that don't arrive leave the server without anything to answer.
    if (this.#cable.state === 'no-requests') return this.#missed();
    this.#silentSince = null;
    this.#handlers.heard();
    if (this.#cable.losesNotifications) return;
    const { now } = this.#cable;
    for (const tag of this.#tags) {
      const reading = this.#cable.reading(tag, now);
      if (this.#published.get(tag) === reading.value) continue;
      this.#published.set(tag, reading.value);
      this.#handlers.changed(tag, reading);
    }
  }

  #missed(): void {
    const now = performance.now();
    this.#silentSince ??= now;
    if (now - this.#silentSince >= sessionLostMs) this.#down();
  }
}
