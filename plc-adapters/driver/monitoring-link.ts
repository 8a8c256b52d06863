import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { readTags, resolveNodes } from '../opcua/nodes.ts';
import type { NodeTable } from '../opcua/nodes.ts';
import type { SessionCertificates, WatchedSession, WatchingSession } from '../opcua/session.ts';
import { isAsRequested, subscribe } from '../opcua/subscription.ts';
import type { UnitSubscription } from '../opcua/subscription.ts';
import type { Reading, SubscriptionTerms } from '../unit-driver.ts';
import type { UnitConfig } from '../unit-config.ts';
import type { DriverDeps } from './deps.ts';

export interface LinkHandlers {
  /** Nodes are found and subscribed to; nothing is read yet. */
  ready(): void;
  /** Connection lost, or the tag map does not fit (`fault`). */
  down(fault: string | null): void;
  changed(tag: string, reading: Reading): void;
  heard(): void;
}

/** What a monitor asks of the link it watches over. */
export type UnitLink = Pick<
  MonitoringLink,
  'start' | 'stop' | 'nodes' | 'certificates' | 'terms' | 'keepAliveMs' | 'toldEveryMs' | 'read' | 'refresh' | 'renew'
>;

/** Between attempts to look tags up and subscribe on a session that is up. */
const retryAfterMs = 1000;
/** A wrong tag map is mended by people: looked at again in their tempo. */
const tagMapRetryAfterMs = 10_000;

/** The watching half of a unit's link: session, nodes and subscription, set up again after every (re)connect. It writes nothing. */
export class MonitoringLink {
  private readonly config: UnitConfig;
  private readonly handlers: LinkHandlers;
  private readonly deps: DriverDeps;
  private readonly session: WatchedSession;
  /** Counts set-ups; one that finds itself outnumbered ends by itself. */
  private generation = 0;
  private table: NodeTable | null = null;
  private subscription: UnitSubscription | null = null;
  private retry: NodeJS.Timeout | undefined;
  /** Logged at the first subscription, and again only when a server grants other terms than before. */
  private toldTerms = '';

  constructor(config: UnitConfig, session: WatchedSession, handlers: LinkHandlers, deps: DriverDeps) {
    this.config = config;
    this.session = session;
    this.handlers = handlers;
    this.deps = deps;
  }

  start(): void {
    this.session.start({ up: (session) => void this.setUp(session), down: () => this.tearDown(null) });
  }

  async stop(): Promise<void> {
    this.generation++;
    clearTimeout(this.retry);
    await this.session.stop();
  }

  /** The nodes, once found; null while the link is not up. */
  nodes(): NodeTable | null {
    return this.session.current() ? this.table : null;
  }

  /** What the connection's security rests on; null each without security or connection. */
  certificates(): SessionCertificates {
    return this.session.certificates();
  }

  /** What the server made of our subscription; null while there is none. */
  terms(): SubscriptionTerms | null {
    return this.nodes() && (this.subscription?.terms ?? null);
  }

  /** Longest silence of a healthy subscription; null while there is none. */
  keepAliveMs(): number | null {
    return this.subscription?.keepAliveMs ?? null;
  }

  /** How often a value that always changes is told, as the server revised our request; null while there is no subscription. */
  toldEveryMs(tag: string): number | null {
    if (!this.subscription) return null;
    const { terms, sampledOtherwise } = this.subscription;
    return Math.max(terms.revised.publishingMs, sampledOtherwise[tag] ?? terms.requested.samplingMs);
  }

  /** Rejects with `LINK_DOWN` at once instead of waiting for a reconnection. */
  async read(tags: readonly string[]): Promise<ReadonlyMap<string, Reading>> {
    const { session, table } = this.up();
    return readTags(session, table, tags);
  }

  /** Sets nodes and subscription up again on the session as it is. */
  refresh(): void {
    const session = this.session.current();
    if (session) void this.setUp(session);
  }

  renew(reason: string): void {
    this.session.renew(reason);
  }

  private up(): { session: WatchingSession; table: NodeTable } {
    const session = this.session.current();
    if (session && this.table) return { session, table: this.table };
    throw linkDown(this.config.unit);
  }

  private tearDown(fault: string | null): void {
    this.generation++;
    clearTimeout(this.retry);
    this.table = null;
    this.handlers.down(fault);
  }

  /** A slower server is only slower to tell, since everything is read again anyway; people should know it all the same. */
  private noteTerms({ terms, sampledOtherwise }: UnitSubscription): void {
    const told = JSON.stringify(terms);
    if (told === this.toldTerms) return;
    this.toldTerms = told;
    if (isAsRequested(terms)) this.deps.log.info(terms.revised, 'subscribed to the unit');
    else this.deps.log.info({ ...terms, sampledOtherwise }, 'subscribed to the unit; the server revised what was asked for');
  }

  private async setUp(session: WatchingSession): Promise<void> {
    const generation = ++this.generation;
    const stale = () => generation !== this.generation;
    clearTimeout(this.retry);
    const { tagMap, unit } = this.config;
    try {
      // The library revives the old subscription with items of yesterday's indices, and may lose its first change.
      await this.subscription?.close();
      const table = await resolveNodes(session, tagMap, unit);
      const watched = [...table.byTag.values()].filter(
        ({ tag, spec }) => tagMap.tags[tag] && spec.dir !== 'W',
      );
      const subscription = await subscribe(session, watched, tagMap.timing, {
        changed: (tag, reading) => stale() || this.handlers.changed(tag, reading),
        heard: () => stale() || this.handlers.heard(),
      });
      if (stale()) return await subscription.close();
      this.table = table;
      this.subscription = subscription;
      this.noteTerms(subscription);
      this.handlers.ready();
    } catch (error) {
      if (stale()) return;
      const fault = tagMapFault(error);
      this.deps.log[fault ? 'error' : 'warn']({ unit, error: String(error) }, 'unit not set up');
      if (fault) this.tearDown(fault);
      this.retry = setTimeout(() => this.refresh(), fault ? tagMapRetryAfterMs : retryAfterMs);
    }
  }
}

export const linkDown = (unit: UnitConfig['unit']) =>
  new RefusedError({
    code: 'LINK_DOWN',
    message: `There is no connection to ${unit}.`,
    remedy: 'The driver reconnects by itself; check the network and the PLC if it does not.',
  });

function tagMapFault(error: unknown): string | null {
  if (!(error instanceof RefusedError) || !error.refusal.code.startsWith('TAG_MAP_')) return null;
  return `tag-map-wrong: ${error.refusal.code}: ${error.refusal.message}`;
}
