import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CommitListener } from './commit-watch.ts';
import { followSources, prefix } from './metric-sources.ts';
import type { MetricSources } from './metric-sources.ts';

/** Seconds: most answers take milliseconds, a long poll half a minute. */
const requestBuckets = [0.005, 0.025, 0.1, 0.5, 2.5, 10, 30, 60];
/** Seconds: from a fast disk to one that is about to fail. */
const commitBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];
/** Seconds: a reading over a local network, up to the time-out of a PLC. */
const readBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const batchBuckets = [1, 2, 4, 8, 16, 32, 64];

/** How a request was answered. `route` is the template of its operation, never the address itself. */
export interface AnsweredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export type CommandResult = 'done' | 'failed' | 'unknown' | 'interrupted';

/** The metrics of one server: what happens is told, what is so is looked up when somebody asks. */
export interface Metrics {
  readonly answered: (request: AnsweredRequest) => void;
  readonly committed: CommitListener;
  readonly commitFailed: () => void;
  readonly unitRead: (unit: string, seconds: number) => void;
  readonly unitLost: (unit: string) => void;
  /** A job this process did, or tried to: of which kind. */
  readonly jobEnded: (kind: string, outcome: 'done' | 'failed') => void;
  readonly commandEnded: (unit: string, result: CommandResult) => void;
  /** From now on also what these show. Each source is followed once. */
  readonly follow: (sources: MetricSources) => void;
  /** Everything, in the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
  readonly registry: Registry;
}

/** Metrics in a registry of their own. No label has values without end, and none tells of a cargo or of who owns it. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name: prefix + name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly Label[] = [],
  ) => new Histogram({ name: prefix + name, help, buckets, labelNames, registers });

  new Gauge({
    name: `${prefix}build_info`,
    help: 'Version that runs; always 1',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  const requests = counter('http_requests_total', 'Requests answered', ['method', 'route', 'status']);
  const requestTime = histogram(
    'http_request_duration_seconds',
    'From request to the end of its answer',
    requestBuckets,
    ['method', 'route'],
  );
  const commitTime = histogram('commit_duration_seconds', 'Until a commit is durable', commitBuckets);
  const commitSize = histogram('commit_entries', 'Entries of the journal in one commit', batchBuckets);
  const commitFailures = counter('commit_failures_total', 'Commits that the journal did not take');
  const readTime = histogram(
    'unit_read_duration_seconds',
    'Reading all tags of a unit afresh: the round trip to its PLC',
    readBuckets,
    ['unit'],
  );
  const losses = counter('unit_link_losses_total', 'How often a unit ceased to be live', ['unit']);
  const commands = counter('unit_commands_total', 'Commands to units by how they ended', ['unit', 'outcome']);
  const jobs = counter('jobs_ended_total', 'Jobs this process did, by how they ended', ['kind', 'outcome']);

  return {
    answered({ method, route, status, seconds }) {
      requests.inc({ method, route, status });
      requestTime.observe({ method, route }, seconds);
    },
    committed(entries, seconds) {
      commitSize.observe(entries);
      commitTime.observe(seconds);
    },
    commitFailed: () => commitFailures.inc(),
    unitRead: (unit, seconds) => readTime.observe({ unit }, seconds),
    unitLost: (unit) => losses.inc({ unit }),
    jobEnded: (kind, outcome) => jobs.inc({ kind, outcome }),
    commandEnded: (unit, outcome) => commands.inc({ unit, outcome }),
    follow: (sources) => followSources(sources, registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
    registry,
  };
}
