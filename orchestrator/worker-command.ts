import { loadServerConfig } from '../config/server/load.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { siteOrThrow } from './composition/site.ts';
import { sourcesOf } from './server-options.ts';
import type { ServerOptionValues } from './server-options.ts';

interface Surroundings {
  readonly version: string;
  readonly print: (line: string) => void;
  /** Has the worker stopped when the process is told to end. */
  readonly untilStopped: (stop: () => Promise<void>) => void;
}

/** Runs a worker of a cluster. Throws a RefusedError for what the caller can mend. */
export async function work(
  options: ServerOptionValues,
  { version, print, untilStopped }: Surroundings,
): Promise<void> {
  const sources = sourcesOf(options, process.env);
  const config = loadServerConfig(sources, ['site', 'mongodbUri', 'redisUrl', 'clusterSecret']);
  if (!config.ok) throw new RefusedError(config.refusal);
  const { settings, strangeVariables } = config.value;
  const site = siteOrThrow(settings.site);
  const [{ startWorker }, { createLog }] = await Promise.all([
    import('./worker.ts'),
    import('./observability/log.ts'),
  ]);
  const log = createLog(settings.logLevel);
  for (const { message } of strangeVariables) log.warn(message);
  untilStopped(await startWorker({ ...settings, site, log, version }));
  print(JSON.stringify({ ready: true }));
}
