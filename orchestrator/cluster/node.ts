import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Connection } from 'mongoose';
import { instant } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { leadershipProcess } from '../../workflows/leadership/machine.ts';
import { Closing } from '../closing.ts';
import { openHttps } from '../composition/https.ts';
import { telemetryLimits } from '../composition/telemetry-limits.ts';
import { wait } from '../engine/effect-runner.ts';
import { openHouse, prepareHouse } from '../house.ts';
import type { House, HouseOptions, PreparedHouse } from '../house.ts';
import { openListener } from '../http/listener.ts';
import type { Listener } from '../http/listener.ts';
import { createHealth } from '../observability/health.ts';
import { diskCheck } from '../observability/health-checks.ts';
import { metricsPage, serveMetrics } from '../observability/metrics-http.ts';
import { JournalTakenOverError } from '../storage/ports.ts';
import type { Journal } from '../storage/ports.ts';
import { takeOverMongoJournal } from '../storage/mongo/journal.ts';
import { mongoLeases } from '../storage/mongo/leases.ts';
import { openMongo } from '../storage/mongo/open.ts';
import { openMongoStores } from '../storage/mongo/stores.ts';
import { forwardingKey, Origins, OriginSigner } from './forwarded.ts';
import { openClusterJobs } from './jobs.ts';
import { leadershipEntry } from './leadership-entry.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import type { HeldLease } from './lease-keeper.ts';
import { leaseOfThePort } from './lease-of-the-port.ts';
import { createStandbyApp } from './standby.ts';

export interface NodeOptions extends HouseOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly mongodbUri: string;
  /** Absent: each node does its jobs itself. */
  readonly redisUrl?: string;
  readonly clusterSecret: string;
  /** Where other nodes reach this one; default: the address listened on. */
  readonly nodeAddress?: string;
  readonly lease_s: number;
  /** Address and port that metrics are offered on besides. */
  readonly metricsAddress?: string;
}

export interface RunningNode {
  readonly url: string;
  /** Resolves when this node leads, to what it found; never when it does not. */
  readonly leading: Promise<Pick<House, 'logins' | 'recovered'>>;
  /** Resolves when this node can be of no use any more and has to be started anew: why. */
  readonly ended: Promise<Error>;
  /** Finishes what is under way and leaves the lead to another. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a node of a cluster. It answers at once; whether it leads or stands by is decided by a lease. Throws a RefusedError for what the
 * caller can mend.
 */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const { nodeName = hostname(), nodeAddress, host } = options;
  if (nodeAddress === undefined && everywhere.has(host)) throw new RefusedError(addressMissing(host));
  const log = options.log.child({ node: nodeName });
  const closing = new Closing();
  return closing.opening(async () => {
    let lease: HeldLease | null = null;
    // As a node that stands by has it, so that a take-over takes no longer than it must.
    const prepared = await prepareHouse({ ...options, log }, () => lease?.isHeld() ?? false);
    if (prepared.tracing) closing.add(prepared.tracing.stop);
    const tls = openHttps(options.site);
    const connection = await openMongo(options.mongodbUri);
    closing.add(() => connection.close());
    const listener = await openListener(tls, options);
    closing.add(() => listener.close());
    if (options.metricsAddress !== undefined)
      closing.add((await serveMetrics(prepared.metrics, options.metricsAddress)).close);

    const key = forwardingKey(options.clusterSecret);
    const holder = `${nodeName} ${randomUUID()}`;
    const keeper = new LeaseKeeper({
      leases: mongoLeases(connection),
      name: leaseOfThePort,
      holder,
      address: nodeAddress ?? listener.url,
      length: options.lease_s * 1_000,
      monotonic: () => performance.now(),
      wait,
      log,
    });
    listener.serve(
      createStandbyApp({
        leader: () => keeper.leader,
        certificateOf: listener.certificateOf,
        signer: new OriginSigner(key, holder),
        nodeCertificate: tls?.cert ?? null,
        health: standbyHealth(keeper, options),
        metricsPage: metricsPage(prepared.metrics, options.metricsToken),
        baseUrl: options.publicUrl ?? listener.url,
        log,
        requestId: randomUUID,
      }),
    );

    const [ended, end] = told<Error>();
    const [leading, lead] = told<Pick<House, 'logins' | 'recovered'>>();
    let house: House | null = null;
    const stopping = new AbortController();
    const taking = (async () => {
      const held = await keeper.acquire(stopping.signal);
      lease = held;
      closing.add(() => held.giveUp());
      void held.lost.then(() => end(new Error('another node has taken the lead')));
      const parts = {
        term: held.term,
        connection,
        listener: withOrigins(listener, new Origins(key, holder)),
        nodeName,
        prepared,
        takenOver: end,
      };
      house = await openLeadership({ ...options, log }, parts, closing);
      lead(house);
    })();
    taking.catch((error: Error) => {
      if (!stopping.signal.aborted) end(error);
    });

    return {
      url: listener.url,
      leading,
      ended,
      stop: async () => {
        stopping.abort();
        await taking.catch(() => {});
        house?.stopListening();
        // First of all: nobody asks for what is about to end. Closed a second time it is closed already.
        await listener.close();
        await closing.close();
        log.info('node has stopped');
      },
    };
  });
}

/** Addresses to listen on that are no address to be reached at. */
const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

const addressMissing = (host: string) => ({
  code: 'NODE_ADDRESS_MISSING',
  field: 'nodeAddress',
  message: `This node listens on ${host}, which is no address that the other nodes of its cluster could reach it at.`,
  remedy: 'Set QUAYLAB_NODE_ADDRESS or --node-address, for example http://lab-1.internal:8080.',
});

const standbyHealth = (keeper: LeaseKeeper, { dataFolder, freeDisk_MiB }: NodeOptions) =>
  createHealth([
    diskCheck(dataFolder, freeDisk_MiB),
    {
      name: 'leader',
      look: () =>
        keeper.leader === null
          ? { ok: false, detail: 'nobody leads' }
          : { ok: true, detail: 'standing by' },
    },
  ]);

interface LeadershipParts {
  readonly term: number;
  readonly connection: Connection;
  readonly listener: Listener;
  readonly nodeName: string;
  readonly prepared: PreparedHouse;
  /** Called when another node has written to the journal. */
  readonly takenOver: (error: Error) => void;
}

/** Begins to lead: the journal is taken over first, so that whoever led before can append nothing to it any more. */
async function openLeadership(
  options: NodeOptions,
  parts: LeadershipParts,
  closing: Closing,
): Promise<House> {
  const { term, connection, listener, nodeName, prepared, takenOver } = parts;
  const { log, site, clusterSecret } = options;
  const draft = (newest: Parameters<typeof leadershipEntry>[0]) =>
    leadershipEntry(newest, { node: nodeName, term }, instant(new Date().toISOString()));
  const journal = await takeOverMongoJournal(connection, { process: leadershipProcess, draft }, { log });
  const stores = await openMongoStores(
    connection,
    watched(journal, takenOver),
    telemetryLimits(site),
    clusterSecret,
  );
  closing.add(() => stores.close());
  const openJobs = openClusterJobs(options, connection.name);
  const house = await openHouse(options, prepared, { stores, openJobs, listener });
  closing.add(house.stop);
  return house;
}

/** The same journal; that it was taken over is told at once, whoever was about to write. */
const watched = (journal: Journal, takenOver: (error: Error) => void): Journal => ({
  ...journal,
  append: async (batch) => {
    try {
      return await journal.append(batch);
    } catch (error) {
      if (error instanceof JournalTakenOverError) takenOver(error);
      throw error;
    }
  },
});

/** The same listener, which knows of requests that came through another node who asked. */
function withOrigins(listener: Listener, origins: Origins): Listener {
  return {
    ...listener,
    certificateOf: (req) => {
      const origin = origins.of(req);
      return origin ? origin.certificate : listener.certificateOf(req);
    },
    addressOf: (req) => origins.of(req)?.address ?? null,
    serve: (answer) => listener.serve(origins.before(answer)),
  };
}

/** A promise, and what resolves it. */
function told<T>(): readonly [Promise<T>, (value: T) => void] {
  let tell: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => (tell = resolve));
  return [promise, tell];
}
