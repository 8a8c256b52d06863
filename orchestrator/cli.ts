#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import pino from 'pino';
import { projectRoot } from '../config/project-root.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';

const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
const print = (line: string) => process.stdout.write(`${line}\n`);

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number ≥ 0 is needed');
  return Number(text);
}
function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('a number > 0 is needed');
  return number;
}

/** Stops once on the first signal; a second one ends at once. */
function untilStopped(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
}

function fail(error: unknown): never {
  if (error instanceof RefusedError) {
    const { code, field, message, remedy } = error.refusal;
    process.stderr.write(`\n错误 error ${code}${field ? ` (${field})` : ''}: ${message}\n处理 remedy: ${remedy}\n`);
  } else {
    process.stderr.write(`\n错误 error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exit(1);
}

// Each command loads what it needs when it runs: `audit verify` has no use for the plant's libraries.
const program = new Command('quaylab').description('自动检验取样实验室编排 automated inspection-and-sampling laboratory orchestration').version(version);
const dataOption = ['--data <folder>', 'data folder', 'data'] as const;

program
  .command('start')
  .description('run the demonstration port: server, virtual plant and, unless --no-crew, the people')
  .option(...dataOption)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'HTTP port', wholeNumber, 8080)
  .option('--plant-port <number>', 'OPC UA port of the virtual plant', wholeNumber, 4840)
  .option('--time-factor <factor>', 'how much faster than life the virtual plant runs', positive, 600)
  .option('--seed <number>', 'makes the virtual plant repeatable', wholeNumber, 1)
  .option('--no-crew', 'leave laboratory, office and customs to you')
  .action(async (options: { data: string; host: string; port: number; plantPort: number; timeFactor: number; seed: number; crew: boolean }) => {
    const { startDemonstration } = await import('./demo/start.ts');
    untilStopped(await startDemonstration({ ...options, data: resolve(options.data), version, print }));
  });

program
  .command('serve')
  .description('run the server of a site, with its own plant')
  .requiredOption('--site <file>', 'site file (YAML)')
  .option(...dataOption)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'HTTP port', wholeNumber, 8080)
  .option('--public-url <url>', 'address people and customs use')
  .option('--plant <endpoint>', 'OPC UA address of all units, instead of the site file’s')
  .option('--demonstration-seed <number>', 'repeatable blind codes; only on a demonstration site', wholeNumber)
  .action(async (options: { site: string; data: string; host: string; port: number; publicUrl?: string; plant?: string; demonstrationSeed?: number }) => {
    const { startServer } = await import('./server.ts');
    const { at, siteOrThrow } = await import('./composition/site.ts');
    const { plant, data, ...rest } = options;
    const loaded = siteOrThrow(options.site);
    const site = plant ? at(loaded, plant) : loaded;
    const server = await startServer({ ...rest, dataFolder: resolve(data), site, version, log: pino({ level: 'info' }) });
    print(JSON.stringify({ ready: true, url: server.url, ...server.recovered, logins: server.logins }));
    untilStopped(server.stop);
  });

program
  .command('demo')
  .description('one consignment from declaration to certificate, headless and accelerated')
  .option('--commodity <name>', 'coal', 'coal')
  .option('--out <folder>', 'where the certificate goes', 'out')
  .option('--seed <number>', 'makes the run repeatable', wholeNumber, 1)
  .option('--time-factor <factor>', 'how much faster than life the virtual plant runs', positive, 1500)
  .action(async (options: { commodity: string; out: string; seed: number; timeFactor: number }) => {
    const { runDemo } = await import('./demo/run-demo.ts');
    const files = await runDemo({ ...options, out: resolve(options.out), version });
    for (const file of files) print(file);
    process.exit(0);
  });

const audit = program.command('audit').description('check the record');
audit
  .command('verify')
  .description('recompute the hash chain of the whole journal; names the first broken entry')
  .option(...dataOption)
  .action(async ({ data }: { data: string }) => {
    const { auditVerify } = await import('./commands.ts');
    process.exitCode = (await auditVerify(resolve(data), print)) ? 0 : 1;
  });

program
  .command('release <process>')
  .description('let a process that is on hold go on with the inputs that waited (server stopped)')
  .option(...dataOption)
  .requiredOption('--by <name>', 'who releases it')
  .action(async (process: string, options: { data: string; by: string }) => {
    const { releaseProcess } = await import('./commands.ts');
    await releaseProcess({ ...options, data: resolve(options.data), process, print });
  });

program
  .command('passwd <name>')
  .description('give a user or customs client of the site a new random secret, shown once (server stopped)')
  .option(...dataOption)
  .action(async (name: string, { data }: { data: string }) => {
    const { passwd } = await import('./commands.ts');
    await passwd(resolve(data), name, print);
  });

await program.parseAsync().catch(fail);
