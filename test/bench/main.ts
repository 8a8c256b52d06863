import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { setDebugLogger, setErrorLogger, setWarningLogger } from 'node-opcua-debug';
import { isThere } from '../support/foreign-programs.ts';
import { counter } from './counter.ts';
import { measureEngine } from './engine.ts';
import type { GrowthFigures } from './growth.ts';
import { measureIdleServer } from './idle-server.ts';
import { sampling } from './sampling.ts';

/** Prints each figure beside the limit it is compared with, measured in the same run on the same disk. */

const row = (name: string, value: string, ratio = '', wanted = '') =>
  process.stdout.write(`${name.padEnd(58)}${value.padStart(12)}${ratio.padStart(9)}  ${wanted}\n`);
const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')}/s`;
const ratio = (value: number) => value.toFixed(2);

const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
const hundredths = (value: number) => `${value.toFixed(2)} ms`;
const mebibytes = (value: number) => `${value.toFixed(1)} MiB`;

async function engineFigures(): Promise<void> {
  for (const subject of [counter, sampling]) {
    const engine = await measureEngine(subject);
    process.stdout.write(`\nprocess: ${subject.name}\n`);
    row('disk: write + fdatasync, one at a time', perSecond(engine.rawSync));
    row('database: bare insert, one a transaction', perSecond(engine.bareSingle));
    row('database: bare insert, 32 a transaction', perSecond(engine.bareGrouped));
    row('processor: XState’s pure transition + serialisation', perSecond(engine.pure));
    row('processor: our step + serialisation', perSecond(engine.ownStep));
    const { sequential, concurrent } = engine;
    row(
      'engine: durable inputs, 1 process',
      perSecond(sequential),
      ratio(sequential / engine.bareSingle),
      '>= 0.70 of one bare insert a transaction',
    );
    row(
      'engine: durable inputs, 64 processes',
      perSecond(concurrent),
      ratio(concurrent / engine.pure),
      '>= 0.60 of XState’s pure transition + serialisation',
    );
  }
}

async function plantFigures(): Promise<void> {
  const { measurePlant } = await import('./plant.ts');
  const { raw, ours } = await measurePlant();
  process.stdout.write('\nplant: 10 PLCs, 200 tags each, on one OPC UA server\n');
  for (const [name, side] of [
    ['library alone', raw],
    ['our drivers', ours],
  ] as const) {
    const wanted = side === ours ? '>= 0.90 of the library alone' : '';
    row(
      `${name}: notifications`,
      perSecond(side.rate),
      side === ours ? ratio(ours.rate / raw.rate) : '',
      wanted,
    );
    row(`${name}: notifications lost`, `${side.lost} of ${side.expected}`, '', '0');
    row(`${name}: processor time a notification`, `${side.processorMicros.toFixed(1)} µs`);
  }
  row('library alone + one insert: field to disk, p50', milliseconds(raw.p50));
  row('library alone + one insert: field to disk, p99', milliseconds(raw.p99));
  row('our drivers: field to journal, p50', milliseconds(ours.p50), ratio(ours.p50 / raw.p50));
  row(
    'our drivers: field to journal, p99',
    milliseconds(ours.p99),
    ratio(ours.p99 / raw.p99),
    '<= 1.50 of the library alone + one insert',
  );
  row('our drivers: ring records lost', `${ours.recordsLost} of ${ours.records + ours.recordsLost}`, '', '0');
}

async function idleFigures(): Promise<void> {
  const idle = await measureIdleServer();
  process.stdout.write('\n');
  row('server: start until it answers', `${idle.startSeconds.toFixed(1)} s`);
  row(
    'server: idle memory (resident)',
    idle.residentMiB === null ? 'unknown' : `${Math.round(idle.residentMiB)} MiB`,
  );
}

async function soakFigures(minutes: number): Promise<void> {
  const { measureSoak } = await import('./plant-soak.ts');
  const { start, end, outages } = await measureSoak(minutes);
  process.stdout.write('\nsoak: 20 PLCs, 200 tags each, all changing every second\n');
  row('heap after garbage collection: start', mebibytes(start.heapMiB));
  row(
    'heap after garbage collection: end',
    mebibytes(end.heapMiB),
    ratio(end.heapMiB / start.heapMiB),
    'no growth',
  );
  row('listeners: start', String(start.listeners));
  row('listeners: end', String(end.listeners), ratio(end.listeners / start.listeners), 'no growth');
  row('sockets, timers …: start', String(start.resources));
  row('sockets, timers …: end', String(end.resources), ratio(end.resources / start.resources), 'no growth');
  row(
    'times a unit was not live meanwhile',
    String(outages.length),
    '',
    `0 (was: ${[...new Set(outages)].join(', ') || 'live'})`,
  );
}

async function dayFigures(): Promise<void> {
  const { measureDay } = await import('./day.ts');
  const day = await measureDay();
  const latencies = [
    ['one consignment in flight', day.alone],
    [`${day.consignments} in flight`, day.inFlight],
    [`${day.consignments} in flight, flat out`, day.flatOut],
  ] as const;
  process.stdout.write(`\na day of a port: ${day.consignments} consignments, ${day.samples} samples\n`);
  row('plant and people give', perSecond(day.pace));
  for (const [name, { rate, p50, p99 }] of latencies) {
    const compared = name === latencies[1][0];
    row(`${name}: durable inputs`, perSecond(rate));
    row(`${name}: input to journal, p50`, hundredths(p50), compared ? ratio(p50 / day.alone.p50) : '');
    const wanted = compared ? '<= 5 of one consignment' : '';
    row(
      `${name}: input to journal, p99`,
      hundredths(p99),
      compared ? ratio(p99 / day.alone.p99) : '',
      wanted,
    );
  }
  row('open processes', String(day.open));
  row('heap of an open process', `${day.heapOfEach.toFixed(1)} KiB`);
}

async function restartFigures(sizes: readonly number[]): Promise<void> {
  const { measureRestart } = await import('./restart.ts');
  process.stdout.write(
    '\nrestart: 50 ships in port when the server was killed, after a past of cleared ones\n',
  );
  for (const size of sizes) {
    const { entries, open, fileMiB, written, projected, recovering, ready, residentMiB } =
      await measureRestart(size);
    const name = `${entries.toLocaleString('en')} entries`;
    row(`${name}: journal`, mebibytes(fileMiB), '', `written in ${written.toFixed(0)} s`);
    row(
      `${name}: views projected from nothing`,
      `${projected.toFixed(0)} s`,
      '',
      'only after they were deleted',
    );
    row(`${name}: open processes`, String(open), '', 'what a start grows with');
    row(`${name}: to find what is open`, milliseconds(recovering));
    row(`${name}: start until it answers`, `${ready.toFixed(1)} s`, '', 'seconds');
    row(`${name}: memory (resident)`, residentMiB === null ? 'unknown' : mebibytes(residentMiB));
  }
}

async function growthFigures(sizes: readonly number[], file: string | undefined): Promise<void> {
  const { measureGrowth } = await import('./growth.ts');
  const measured: GrowthFigures[] = [];
  for (const size of sizes) {
    const figures = await measureGrowth(size);
    measured.push(figures);
    // Each time: what was measured is kept, also when the next is broken off.
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
    const {
      entries,
      samples,
      load,
      diskOfEach,
      diskOfSample,
      firstStart,
      start,
      residentMiB,
      asked,
      excluded,
    } = figures;
    process.stdout.write(
      `\ngrowth: a past of ${entries.toLocaleString('en')} entries of the journal, ${samples.toLocaleString('en')} samples, one request at a time\n`,
    );
    row('load of the machine, before and after', load.map((each) => each.toFixed(1)).join(' / '));
    row('disk a sample, views included', `${diskOfSample.toFixed(0)} KiB`);
    row('disk an entry, views included', `${diskOfEach.toFixed(1)} KiB`);
    row('first start, keys to make and all views to project', `${firstStart.toFixed(1)} s`);
    row('start until it answers', `${start.toFixed(1)} s`, '', 'grows with what is open');
    row('memory (resident), after all of these', residentMiB === null ? 'unknown' : mebibytes(residentMiB));
    for (const { id, bytes, times, p50, p99, bare } of [...asked].sort((a, b) => b.p50 - a.p50)) {
      const told = `of the same bytes from express alone; p99 ${hundredths(p99)}, ${Math.ceil(bytes / 1024)} KiB, ${times} times`;
      row(`${id}: p50`, hundredths(p50), ratio(p50 / bare), told);
    }
    for (const { id, why } of excluded) row(`${id}: not asked`, '', '', why);
  }
}

async function certificateFigures(): Promise<void> {
  const { measureCertificates } = await import('./certificates.ts');
  const { bare, ours, twoWorkers, signed, stamped } = await measureCertificates();
  const each = (value: number) => `${value.toFixed(1)}/s`;
  process.stdout.write('\ncertificates: data, eCert, JWS, QR proof, tagged PDF/A-3b, PAdES signature\n');
  row('pdfmake alone, the same pages', each(bare));
  row('the whole pipeline', each(ours), ratio(ours / bare), '>= 0.60 of pdfmake alone');
  row('the whole pipeline, two workers', each(twoWorkers), ratio(twoWorkers / ours), 'more than one worker');
  row('one certificate signed (B-B): p50', milliseconds(signed.p50));
  row('one certificate signed (B-B): p99', milliseconds(signed.p99));
  if (!stamped) {
    row('one certificate signed and stamped (B-T)', 'not measured', '', 'openssl is not installed');
    return;
  }
  row('one certificate signed and stamped (B-T): p50', milliseconds(stamped.whole.p50));
  row('one certificate signed and stamped (B-T): p99', milliseconds(stamped.whole.p99));
  row('of it waiting for the authority: p50', milliseconds(stamped.authority.p50));
  row('of it waiting for the authority: p99', milliseconds(stamped.authority.p99));
}

async function pullFigures(): Promise<void> {
  const { measurePulls } = await import('./pulls.ts');
  const { bytes, full, unchanged } = await measurePulls();
  process.stdout.write(
    `\ncustoms pulls: a paper of ${Math.round(bytes / 1024)} KiB, 32 connections, each pull in the journal\n`,
  );
  row('express alone: 200', perSecond(full.bare));
  row('ours: 200', perSecond(full.ours), ratio(full.ours / full.bare), '>= 0.60 of express alone');
  row('express alone: 304', perSecond(unchanged.bare));
  row(
    'ours: 304',
    perSecond(unchanged.ours),
    ratio(unchanged.ours / unchanged.bare),
    '>= 0.80 of express alone',
  );
}

async function workstationFigures(minutes: number): Promise<void> {
  const { measureWorkstation, audits, filteredRows } = await import('./workstation.ts');
  const { interactive, performance, blocking, mainThread, repaints, filter, heap } =
    await measureWorkstation(minutes);
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  process.stdout.write('\nworkstation: chromium with its processor slowed fourfold, nothing cached\n');
  const limits = { bench: '1 500', overview: '1 500', certificates: '2 500' } as const;
  for (const screen of ['bench', 'overview', 'certificates'] as const) {
    const { drawn, answered } = interactive[screen];
    row(`${screen}: until heading and data are drawn`, milliseconds(drawn));
    row(`${screen}: until it has answered a key`, milliseconds(answered), '', `<= ${limits[screen]} ms`);
  }
  for (const screen of ['bench', 'overview'] as const) {
    row(`${screen}: Lighthouse’s performance, middle of ${audits}`, String(performance[screen]), '', '>= 95');
    row(
      `${screen}: blocked by the page’s own work`,
      milliseconds(blocking[screen]),
      '',
      'Lighthouse counts waiting, too',
    );
  }
  row('2 000 tags, 10 times a second: main thread, overview', percent(mainThread.overview), '', '<= 25 %');
  row('2 000 tags, 10 times a second: main thread, device', percent(mainThread.device), '', '<= 25 %');
  row('one value: repaints a second', repaints.toFixed(1), '', '2 to 4');
  row(
    `a key in the filter of ${filteredRows.toLocaleString('en')} rows`,
    milliseconds(filter),
    '',
    '<= 100 ms',
  );
  row('heap after garbage collection: start', mebibytes(heap.start));
  row(
    `heap after garbage collection: ${minutes} minutes later`,
    mebibytes(heap.end),
    ratio(heap.end / heap.start),
    'no growth',
  );
}

async function clusterFigures(uri: string): Promise<void> {
  const { measureCluster } = await import('./cluster.ts');
  for (const subject of [counter, sampling]) {
    const { bareSingle, bareGrouped, sequential, concurrent, embeddedSequential, embeddedConcurrent } =
      await measureCluster(uri, subject);
    process.stdout.write(`\ncluster, process: ${subject.name}\n`);
    row('MongoDB: bare insert, one document', perSecond(bareSingle));
    row('MongoDB: bare insert, 32 documents', perSecond(bareGrouped));
    row(
      'engine: durable inputs, 1 process',
      perSecond(sequential),
      ratio(sequential / bareSingle),
      'of one bare insert',
    );
    row(
      'engine: durable inputs, 64 processes',
      perSecond(concurrent),
      ratio(concurrent / bareGrouped),
      'of bare inserts of 32',
    );
    row(
      'the same, embedded: 1 process',
      perSecond(embeddedSequential),
      ratio(sequential / embeddedSequential),
      'cluster of embedded',
    );
    row(
      'the same, embedded: 64 processes',
      perSecond(embeddedConcurrent),
      ratio(concurrent / embeddedConcurrent),
      'cluster of embedded',
    );
  }
}

async function clusterProcessFigures(uri: string): Promise<void> {
  if (!isThere('redis-server'))
    return void process.stdout.write(
      '\nworkers and nodes of a cluster: not measured, redis-server is not installed\n',
    );
  const [{ measureNodes }, { measureWorkers }, { openRedis }] = await Promise.all([
    import('./cluster-nodes.ts'),
    import('./cluster-workers.ts'),
    import('../support/redis.ts'),
  ]);
  const redis = await openRedis(true);
  try {
    const workers = await measureWorkers(uri, redis.url);
    const each = (value: number) => `${value.toFixed(1)}/s`;
    process.stdout.write(
      '\ncluster, workers: certificates rendered, signed and stored, handed out through Redis\n',
    );
    row('one worker', each(workers.one));
    row(
      'two workers',
      each(workers.two),
      ratio(workers.two / workers.one),
      `of one worker; ${availableParallelism()} processors for all`,
    );

    const { embedded, leading, byTurns, takeOver } = await measureNodes(uri, redis.url);
    process.stdout.write(
      '\ncluster, nodes: requests over HTTP, 16 at a time; one node leads and does all work\n',
    );
    for (const [name, what] of [
      ['nominations written, each in the journal', 'written'],
      ['nominations read', 'read'],
    ] as const) {
      row(`${name}: one machine, embedded`, perSecond(embedded[what]));
      row(
        '… the leading node',
        perSecond(leading[what]),
        ratio(leading[what] / embedded[what]),
        'of embedded',
      );
      row(
        '… two nodes by turns',
        perSecond(byTurns[what]),
        ratio(byTurns[what] / leading[what]),
        'of the leading node: a second one passes on, and is there to take over',
      );
    }
    row('the leading node is stopped: the other answers after', milliseconds(takeOver.stopped));
    row(
      'the leading node is killed: the other answers after',
      milliseconds(takeOver.killed),
      '',
      'a lease of 5 s, and a start',
    );
  } finally {
    await redis.remove();
  }
}

const heading = (minutes: string) => {
  process.stdout.write(`Measuring: about ${minutes} minutes.\n\n`);
  row('figure', 'rate', 'ratio', 'wanted');
};

/**
 * `--day` runs the port's day alone. `--million` has it restart with 1 000 000 entries as well, which takes minutes and 5 GiB to make.
 * `--growth` asks servers with a past of 10 000 and 100 000 entries all that can be read of them; with `--million` of 1 000 000 as well.
 * `--json FILE` keeps what that finds, with p50 and p99 of every operation.
 * `--customs` runs certificates and customs' pulls alone. `--workstation` runs the browser's alone, its soak for five minutes or as many as given.
 * `--cluster` runs the journal in the MongoDB at `MONGODB_URI` beside the embedded one, two workers beside one, and two nodes beside one
 * and beside a server on its own; with a Redis of its own.
 * `--soak` runs the long one alone, for ten minutes or as many as given.
 */
const flag = { type: 'boolean', default: false } as const;
const { values, positionals } = parseArgs({
  options: {
    soak: flag,
    day: flag,
    growth: flag,
    customs: flag,
    million: flag,
    workstation: flag,
    cluster: flag,
    json: { type: 'string' },
  },
  allowPositionals: true,
});
const sizes = [10_000, 100_000, ...(values.million ? [1_000_000] : [])];
silenceOpcua();
if (values.soak) {
  const minutes = minutesOf('--soak', 10);
  heading(String(minutes + 1));
  await soakFigures(minutes);
} else if (values.workstation) {
  const minutes = minutesOf('--workstation', 5);
  heading(String(minutes + 5));
  await workstationFigures(minutes);
} else if (values.cluster) {
  const uri = process.env['MONGODB_URI'];
  const away = uri ? await whyAway(uri) : 'MONGODB_URI is not set';
  if (uri && away === null) {
    heading('four');
    await clusterFigures(uri);
    await clusterProcessFigures(uri);
  } else {
    process.stdout.write(
      `Nothing is measured: ${away}. --cluster needs a MongoDB whose databases quaylab_bench_… may be made and dropped.\n`,
    );
  }
} else if (values.customs) {
  heading('one');
  await certificateFigures();
  await pullFigures();
} else if (values.growth) {
  heading(values.million ? 'fifteen' : 'four');
  await growthFigures(sizes, values.json);
} else if (values.day) {
  heading(values.million ? 'nine' : 'three');
  await dayFigures();
  await restartFigures(sizes);
} else {
  heading(values.million ? 'fourteen' : 'eight');
  await engineFigures();
  await plantFigures();
  await idleFigures();
  await certificateFigures();
  await pullFigures();
  await dayFigures();
  await restartFigures(sizes);
}

/** Null when a MongoDB answers there. */
async function whyAway(uri: string): Promise<string | null> {
  const { connectMongo } = await import('../../orchestrator/storage/mongo/connection.ts');
  try {
    await (await connectMongo(uri)).close();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function minutesOf(name: string, usual: number): number {
  const minutes = Number(positionals[0] ?? usual);
  if (!(minutes > 0)) throw new Error(`${name} takes a number of minutes, not ${positionals[0]}.`);
  return minutes;
}

/** The library would write its remarks between the figures, some while it is loaded: so it is loaded after this. */
function silenceOpcua(): void {
  for (const setLogger of [setDebugLogger, setWarningLogger, setErrorLogger]) setLogger(() => undefined);
}
