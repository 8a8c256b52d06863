import { MessageSecurityMode, OPCUAClient } from 'node-opcua-client';
import type { ClientSession, OPCUAClientOptions, UserIdentityInfo } from 'node-opcua-client';
import type { DriverLog } from '../driver/deps.ts';
import type { PlantAddress } from '../unit-config.ts';
import { monitoringOptions, userIdentity } from './client-options.ts';
import type { PkiFolder } from './pki.ts';
import { within } from './time-limit.ts';

/** The services of a session that watching takes: with these nothing can be written and nothing called. */
export type WatchingSession = Pick<ClientSession, 'read' | 'createSubscription2'>;

export interface SessionOptions {
  readonly endpoint: string;
  readonly client: OPCUAClientOptions;
  readonly user: UserIdentityInfo;
  /** Before another attempt after a refusal: whatever may have been mended is to be looked at anew. Must not reject. */
  beforeRetry(): Promise<void>;
}

export interface SessionCertificates {
  readonly plc: Buffer | null;
  readonly ours: Buffer | null;
}

export interface SessionHandlers {
  /** A session is usable: for the first time, or again after an outage (`restored`). Forget what was read before. */
  up(session: WatchingSession, restored: boolean): void;
  /** The session is gone or its connection is; `up` will tell when it is back. */
  down(): void;
}

/** A session kept up in the background, for those who only watch. */
export interface WatchedSession {
  start(handlers: SessionHandlers): void;
  stop(): Promise<void>;
  /** The session, while requests on it go out at once; null while they would be kept. */
  current(): WatchingSession | null;
  certificates(): SessionCertificates;
  renew(reason: string): void;
}

/** Between two attempts after one that reached the server but was not let in: credentials and certificates take people. */
const retryAfterMs = 5000;
/** For the service calls that open a session, each of which has its own time-out of 5 s. */
const openWithinMs = 15_000;
/** Politeness towards a server that may not answer any more; our end is closed in any case. */
const farewellWithinMs = 2000;
/** The library still counts as reconnecting when it announces a restored session (node-opcua #1331). */
const settlePollMs = 20;

/**
 * The monitoring session: connects in the background, stays connected whatever happens, says when it is up and down.
 * The library repairs connection and session by itself; what it gives up is begun anew here.
 */
export class MonitoringSession implements WatchedSession {
  private readonly options: SessionOptions;
  private handlers: SessionHandlers | null = null;
  private readonly log: DriverLog;
  /** Counts attempts; whatever belongs to an earlier one is stale and ends by itself. */
  private attempt = 0;
  private running = false;
  private client: OPCUAClient | null = null;
  private usable: ClientSession | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: SessionOptions, log: DriverLog) {
    this.options = options;
    this.log = log;
  }

  start(handlers: SessionHandlers): void {
    this.handlers = handlers;
    this.running = true;
    void this.connect();
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.discard();
  }

  /** The session, while requests on it go out at once; null while they would be kept. */
  current(): ClientSession | null {
    return this.usable && !this.usable.isReconnecting ? this.usable : null;
  }

  /** The certificates of the connection, DER; null without security or while there is no connection. */
  certificates(): SessionCertificates {
    const { client } = this;
    if (!client || !this.usable || client.securityMode === MessageSecurityMode.None) return { plc: null, ours: null };
    // Of a chain the first is the server's own.
    const [plc = null] = [client.serverCertificate ?? []].flat();
    return { plc, ours: client.getCertificateChain()[0] ?? null };
  }

  /** Gives the connection up and begins anew, for a session that is up and yet does not serve. */
  renew(reason: string): void {
    this.log.warn({ reason }, 'connection to the PLC begun anew');
    this.lost();
    void this.discard().then(() => this.connect());
  }

  private async connect(): Promise<void> {
    if (!this.running) return;
    const attempt = ++this.attempt;
    const stale = () => attempt !== this.attempt || !this.running;
    const client = OPCUAClient.create(this.options.client);
    this.client = client;
    client.on('connection_lost', () => stale() || this.lost());
    client.on('close', () => stale() || this.renew('the library gave the connection up'));
    try {
      await client.connect(this.options.endpoint);
      const session = await within(
        client.createSession(this.options.user),
        openWithinMs,
        'Opening a session',
      );
      if (stale()) return await farewell(client);
      session.on('keepalive_failure', () => stale() || this.lost());
      session.on('session_closed', () => stale() || this.renew('the server closed the session'));
      session.on('session_restored', () => stale() || this.settle(session, stale));
      this.usable = session;
      this.handlers?.up(session, false);
    } catch (error) {
      if (stale()) return;
      this.log.warn({ error: String(error) }, 'the PLC did not let us in');
      await this.discard();
      if (this.running) this.timer = setTimeout(() => void this.retry(), retryAfterMs);
    }
  }

  private async retry(): Promise<void> {
    const { attempt } = this;
    await this.options.beforeRetry();
    if (attempt === this.attempt) await this.connect();
  }

  private settle(session: ClientSession, stale: () => boolean): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (stale()) return;
      if (session.isReconnecting) return this.settle(session, stale);
      this.usable = session;
      this.handlers?.up(session, true);
    }, settlePollMs);
  }

  private lost(): void {
    if (!this.usable) return;
    this.usable = null;
    this.handlers?.down();
  }

  private async discard(): Promise<void> {
    this.attempt++;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = null;
    this.usable = null;
    if (client) await farewell(client);
  }
}

/**
 * The monitoring session of a unit, not yet begun.
 * @param clientName what the PLC's list of sessions shows it as.
 */
export const monitoringSession = (
  address: PlantAddress,
  pki: PkiFolder,
  log: DriverLog,
  clientName = `Quaylab ${address.unit}`,
): MonitoringSession =>
  new MonitoringSession(
    {
      endpoint: address.endpoint,
      client: monitoringOptions(address, pki, clientName),
      user: userIdentity(address),
      beforeRetry: () => pki.refresh(),
    },
    log,
  );

/** Closes a client with its sessions and subscriptions; a server that does not answer is left behind. */
export async function farewell(client: OPCUAClient): Promise<void> {
  await within(client.disconnect(), farewellWithinMs, 'Closing the connection').catch(() => undefined);
}
