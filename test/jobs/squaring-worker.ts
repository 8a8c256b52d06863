import pino from 'pino';
import { BullWorker } from '../../orchestrator/jobs/bull/worker.ts';
import { secret, shortPatience, squaringWork } from './squaring.ts';

/** A worker as a process of its own, to be killed: address of Redis, prefix of its keys, folder of traces. */
const [url = '', prefix = '', folder = ''] = process.argv.slice(2);
const worker = new BullWorker({
  place: { url, prefix, secret },
  work: [squaringWork(folder, 50)],
  log: pino({ level: 'silent' }),
  patience: shortPatience,
});
process.on('SIGTERM', () => void worker.stop().then(() => process.exit(0)));
process.stdout.write('{"ready":true}\n');
