import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ServerOptionValues } from '../server-options.ts';
import { withServerOptions } from '../server-options.ts';
import { dataOption, positive, print, untilStopped, version, wholeNumber } from './frame.ts';

/** Commands that run servers and demonstrations. */
export function addRunCommands(program: Command): void {
  program
    .command('start')
    .description('run the demonstration port: server, virtual plant and, unless --no-crew, the people')
    .option(...dataOption)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'HTTP port', wholeNumber, 8080)
    .option('--plant-port <number>', 'OPC UA port of the virtual plant', wholeNumber, 4840)
    .option('--time-factor <factor>', 'how much faster than life the virtual plant runs', positive, 600)
    .option('--seed <number>', 'makes the virtual plant repeatable', wholeNumber, 1)
    .option('--no-crew', 'leave set-up checks, samples, laboratory, office and customs to you')
    .action(async (options: { data: string; host: string; port: number; plantPort: number; timeFactor: number; seed: number; crew: boolean }) => {
      const { startDemonstration } = await import('../demo/start.ts');
      untilStopped(await startDemonstration({ ...options, data: resolve(options.data), version, print }));
    });

  withServerOptions(program.command('serve').description('run the server of a site, with its own plant; with MONGODB_URI a node of a cluster'))
    .option('--plant <endpoint>', 'OPC UA address of all units, instead of the site file’s')
    .option('--demonstration-seed <number>', 'repeatable blind codes; only on a demonstration site', wholeNumber)
    .action(async (options: { plant?: string; demonstrationSeed?: number }) => {
      const { serve } = await import('../serve-command.ts');
      await serve(options, { version, print, untilStopped });
    });

  withServerOptions(program.command('worker').description('作业 render, sign and deliver for the servers of a cluster; any number of them, on any machine')).action(
    async (options: ServerOptionValues) => {
      const { work } = await import('../worker-command.ts');
      await work(options, { version, print, untilStopped });
    },
  );

  program
    .command('demo')
    .description('one consignment from declaration to certificate, headless and accelerated; or one of each commodity at once')
    .option('--commodity <name>', 'coal, grain, petroleum or all', 'coal')
    .option('--out <folder>', 'where the certificates go', 'out')
    .option('--seed <number>', 'makes the run repeatable', wholeNumber, 1)
    .option('--time-factor <factor>', 'how much faster than life the virtual plant runs', positive, 1500)
    .action(async (options: { commodity: string; out: string; seed: number; timeFactor: number }) => {
      const { runDemo } = await import('../demo/run-demo.ts');
      const files = await runDemo({ ...options, out: resolve(options.out), version });
      for (const file of files) print(file);
      process.exit(0);
    });
}
