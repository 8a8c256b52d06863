import { loadServerConfig } from '../config/server/load.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import type { NodeOptions } from './cluster/node.ts';
import { at, siteOrThrow } from './composition/site.ts';
import type { ServerOptions } from './server.ts';
import { sourcesOf } from './server-options.ts';
import type { ServerOptionValues } from './server-options.ts';

interface ServeOptions extends ServerOptionValues {
  /** OPC UA address of all units, instead of the site file's. */
  readonly plant?: string;
  readonly demonstrationSeed?: number;
}

interface Surroundings {
  readonly version: string;
  readonly print: (line: string) => void;
  /** Has the server stopped when the process is told to end. */
  readonly untilStopped: (stop: () => Promise<void>) => void;
}

/** Runs the server of a site: by itself, or as a node of a cluster where MongoDB is set. Throws a RefusedError for what the caller can mend. */
export async function serve(options: ServeOptions, surroundings: Surroundings): Promise<void> {
  const config = loadServerConfig(sourcesOf(options, process.env));
  if (!config.ok) throw new RefusedError(config.refusal);
  const { settings, strangeVariables } = config.value;
  const loaded = siteOrThrow(settings.site);
  const site = options.plant === undefined ? loaded : at(loaded, options.plant);
  const { createLog } = await import('./observability/log.ts');
  const log = createLog(settings.logLevel);
  for (const { message } of strangeVariables) log.warn(message);
  const { demonstrationSeed } = options;
  const house = {
    ...settings,
    dataFolder: settings.data,
    site,
    log,
    version: surroundings.version,
    ...(demonstrationSeed !== undefined && { demonstrationSeed }),
  };
  const { mongodbUri, clusterSecret } = settings;
  // A database without the secret was refused with the settings.
  if (mongodbUri === undefined || clusterSecret === undefined) return serveAlone(house, surroundings);
  return serveAsNode({ ...house, mongodbUri, clusterSecret }, surroundings);
}

async function serveAlone(options: ServerOptions, { print, untilStopped }: Surroundings): Promise<void> {
  const { startServer } = await import('./server.ts');
  const { url, recovered, logins, stop } = await startServer(options);
  print(JSON.stringify({ ready: true, url, ...recovered, logins }));
  untilStopped(stop);
}

async function serveAsNode(options: NodeOptions, { print, untilStopped }: Surroundings): Promise<void> {
  const { startNode } = await import('./cluster/node.ts');
  const node = await startNode(options);
  print(JSON.stringify({ ready: true, url: node.url }));
  void node.leading.then(({ recovered, logins }) =>
    print(JSON.stringify({ leading: true, url: node.url, ...recovered, logins })),
  );
  void node.ended.then((error) => {
    options.log.fatal(
      { err: error },
      'this node can be of no use any more and ends; whoever watches over it starts it again',
    );
    // Not gracefully: what it would still do is another node's business now.
    process.exit(takenOver);
  });
  untilStopped(node.stop);
}

/** EX_TEMPFAIL of sysexits.h: start it again. */
const takenOver = 75;
