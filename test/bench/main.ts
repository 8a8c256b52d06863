import { counter } from './counter.ts';
import { measureEngine } from './engine.ts';
import { measureIdleServer } from './idle-server.ts';
import { sampling } from './sampling.ts';

/** Prints each figure beside the limit it is compared with, measured in the same run on the same disk. */

const row = (name: string, value: string, ratio = '', wanted = '') => process.stdout.write(`${name.padEnd(58)}${value.padStart(12)}${ratio.padStart(9)}  ${wanted}\n`);
const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')}/s`;
const ratio = (value: number) => value.toFixed(2);

process.stdout.write('Measuring: about 70 seconds.\n\n');
row('figure', 'rate', 'ratio', 'wanted');
for (const subject of [counter, sampling]) {
  const engine = await measureEngine(subject);
  process.stdout.write(`\nprocess: ${subject.name}\n`);
  row('disk: write + fdatasync, one at a time', perSecond(engine.rawSync));
  row('database: bare insert, one a transaction', perSecond(engine.bareSingle));
  row('database: bare insert, 32 a transaction', perSecond(engine.bareGrouped));
  row('processor: XState’s pure transition + serialisation', perSecond(engine.pure));
  row('processor: our step + serialisation', perSecond(engine.ownStep));
  row('engine: durable inputs, 1 process', perSecond(engine.sequential), ratio(engine.sequential / engine.bareSingle), '>= 0.70 of one bare insert a transaction');
  row('engine: durable inputs, 64 processes', perSecond(engine.concurrent), ratio(engine.concurrent / engine.pure), '>= 0.60 of XState’s pure transition + serialisation');
}

const idle = await measureIdleServer();
process.stdout.write('\n');
row('server: start until it answers', `${idle.startSeconds.toFixed(1)} s`);
row('server: idle memory (resident)', idle.residentMiB === null ? 'unknown' : `${Math.round(idle.residentMiB)} MiB`);
