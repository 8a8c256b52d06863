import { instant } from '../workflows/kernel/brand.ts';
import { Closing } from './closing.ts';
import { openHttps } from './composition/https.ts';
import { telemetryLimits } from './composition/telemetry-limits.ts';
import { openHouse, prepareHouse } from './house.ts';
import type { House, HouseOptions } from './house.ts';
import { openListener } from './http/listener.ts';
import { LocalJobs } from './jobs/local.ts';
import { serveMetrics } from './observability/metrics-http.ts';
import { openEmbeddedStores } from './storage/stores.ts';

export interface ServerOptions extends HouseOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  /** Address and port that metrics are offered on besides. */
  readonly metricsAddress?: string;
}

export interface RunningServer extends Pick<House, 'logins' | 'recovered'> {
  readonly url: string;
  /** Finishes what is under way, then gives the data folder back. */
  readonly stop: () => Promise<void>;
}

/** Starts the server of a port that keeps everything in its data folder. Throws a RefusedError for what the caller can mend. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { site, dataFolder, log, metricsAddress } = options;
  const closing = new Closing();
  return closing.opening(async () => {
    const prepared = await prepareHouse(options, () => true);
    if (prepared.tracing) closing.add(prepared.tracing.stop);
    const listener = await openListener(openHttps(site), options);
    closing.add(() => listener.close());
    if (metricsAddress !== undefined)
      closing.add((await serveMetrics(prepared.metrics, metricsAddress)).close);
    const stores = await openEmbeddedStores(dataFolder, telemetryLimits(site));
    closing.add(() => stores.close());
    const openJobs = (work: ConstructorParameters<typeof LocalJobs>[0]['work']) =>
      new LocalJobs({ work, clock: () => instant(new Date().toISOString()), log });
    const { logins, recovered, stopListening, stop } = await openHouse(options, prepared, {
      stores,
      openJobs,
      listener,
    });
    closing.add(stop);
    return {
      url: listener.url,
      logins,
      recovered,
      stop: async () => {
        stopListening();
        // First of all: nobody asks for what is about to end. Closed a second time it is closed already.
        await listener.close();
        await closing.close();
        log.info('server has stopped');
      },
    };
  });
}
