#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { projectRoot } from '../config/project-root.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import type { AuditOptions } from './audit-command.ts';
import type { CalcOptions, Format } from './calc-command.ts';
import type { AdministratorOptions, CreateOptions, RotateOptions } from './customs-client-command.ts';
import type { BrowseOptions, CheckOptions, TrustAction, TrustOptions } from './plant-command.ts';
import type { RecordOptions, ReplayCommandOptions } from './plant-recording-command.ts';
import type { FaultsOptions } from './simulator-command.ts';
import type { VerifyOptions } from './verify-command.ts';

const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
const print = (line: string) => process.stdout.write(`${line}\n`);
// Whoever reads us may stop reading: `quaylab rules check | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

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

function fail(error: unknown, code = 1): never {
  if (error instanceof RefusedError) {
    const { code, field, message, remedy } = error.refusal;
    process.stderr.write(`\n错误 error ${code}${field ? ` (${field})` : ''}: ${message}\n处理 remedy: ${remedy}\n`);
  } else {
    process.stderr.write(`\n错误 error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exit(code);
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
  .option('--no-crew', 'leave set-up checks, samples, laboratory, office and customs to you')
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
    const { at, siteOrThrow } = await import('./composition/site.ts');
    const { plant, data, ...rest } = options;
    const loaded = siteOrThrow(options.site);
    // After the site: loading the server takes seconds, and a fault in a site file is to be told at once.
    const [{ startServer }, { default: pino }] = await Promise.all([import('./server.ts'), import('pino')]);
    const site = plant ? at(loaded, plant) : loaded;
    const server = await startServer({ ...rest, dataFolder: resolve(data), site, version, log: pino({ level: 'info' }) });
    print(JSON.stringify({ ready: true, url: server.url, ...server.recovered, logins: server.logins }));
    untilStopped(server.stop);
  });

program
  .command('demo')
  .description('one consignment from declaration to certificate, headless and accelerated; or one of each commodity at once')
  .option('--commodity <name>', 'coal, grain, petroleum or all', 'coal')
  .option('--out <folder>', 'where the certificates go', 'out')
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
  .description('recompute the hash chain of the whole journal, its signed roots and the bytes of certificates; names the first broken entry')
  .option(...dataOption)
  .option('--keys <file>', 'the laboratory’s keys: checks the signatures of the roots too')
  .option('--roots <file>', 'journal-roots.json as fetched and kept: notices what was cut off')
  .action(async (options: AuditOptions) => {
    const { auditVerify } = await import('./audit-command.ts');
    process.exitCode = (await auditVerify({ ...options, data: resolve(options.data) }, print)) ? 0 : 1;
  });
audit
  .command('prove <number>')
  .description('证明 write the proof that the entry which issued a certificate is under a signed root')
  .option(...dataOption)
  .requiredOption('--out <file>', 'where the proof goes (JSON)')
  .action(async (number: string, options: { data: string; out: string }) => {
    const { auditProve } = await import('./audit-command.ts');
    await auditProve(number, { ...options, data: resolve(options.data) }, print);
  });
audit
  .command('root')
  .description('have the root of the journal signed now instead of within the hour (server stopped)')
  .option(...dataOption)
  .requiredOption('--site <file>', 'site file (YAML), for its key')
  .action(async (options: { data: string; site: string }) => {
    const { auditRoot } = await import('./audit-command.ts');
    await auditRoot({ ...options, data: resolve(options.data) }, print);
  });

program
  .command('verify <what>')
  .description('核验 verify a certificate: PDF, eCert XML, JWS, JSON, text of its QR code, proof of the journal; exit code 0, 1 or 2')
  .requiredOption('--keys <file>', 'the laboratory’s keys: jwks.json or certificates (PEM); a file, or an https address')
  .option('--jws <file>', 'JWS of the same certificate, for XML and JSON, which carry no signature')
  .option('--time-stamp-roots <file>', 'roots of time stamp authorities (PEM)')
  .option('--trust-host <url>', 'address of the laboratory, to ask whether the certificate was replaced or withdrawn')
  .option('--offline', 'ask nobody')
  .option('--json', 'as JSON')
  .action(async (what: string, options: VerifyOptions) => {
    const { verify } = await import('./verify-command.ts');
    process.exitCode = await verify(what, options, print).catch((error: unknown) => fail(error, 2));
  });

program
  .command('release <process>')
  .description('let a process that is on hold go on with the inputs that waited (server stopped)')
  .option(...dataOption)
  .requiredOption('--by <name>', 'who releases it')
  .option('--site <file>', 'site file, when the site has rule packs of its own')
  .action(async (process: string, { data, by, site }: { data: string; by: string; site?: string }) => {
    const { releaseProcess } = await import('./commands.ts');
    const { ruleFoldersOf } = await import('./composition/site.ts');
    await releaseProcess({ data: resolve(data), by, process, ruleFolders: ruleFoldersOf(site), print });
  });

program
  .command('passwd <name>')
  .description('give a user or customs client of the site a new random secret, shown once (server stopped)')
  .option(...dataOption)
  .action(async (name: string, { data }: { data: string }) => {
    const { passwd } = await import('./commands.ts');
    await passwd(resolve(data), name, print);
  });

const customsClient = program.command('customs-client').description('海关系统 customs systems of the running server; the password comes from QUAYLAB_PASSWORD');
const urlOption = ['--url <address>', 'of the running server', 'http://127.0.0.1:8080'] as const;
const userOption = ['--user <id>', 'an administrator'] as const;
const certificateOption = ['--certificate <file>', 'certificate it must present: PEM file, or SHA-256 thumbprint'] as const;
customsClient
  .command('list')
  .description('those of the site file and those registered since, with when their secrets end')
  .option(...urlOption)
  .requiredOption(...userOption)
  .action(async (options: AdministratorOptions) => {
    const { listClients } = await import('./customs-client-command.ts');
    await listClients(options, print);
  });
customsClient
  .command('create <id>')
  .description('let a customs system in; its secret is shown once')
  .requiredOption('--scope <scopes...>', 'what it may do: certificates.read decisions.write …; the API documentation lists them')
  .option(...certificateOption)
  .option('--sandbox', 'sees demonstration certificates only')
  .option(...urlOption)
  .requiredOption(...userOption)
  .action(async (id: string, options: CreateOptions) => {
    const { createClient } = await import('./customs-client-command.ts');
    await createClient(id, options, print);
  });
customsClient
  .command('rotate <id>')
  .description('give it a new secret, shown once')
  .option('--overlap <hours>', 'for how long the old one works on; 0 when others have seen it', wholeNumber, 24)
  .option(...certificateOption)
  .option(...urlOption)
  .requiredOption(...userOption)
  .action(async (id: string, options: RotateOptions) => {
    const { rotateClient } = await import('./customs-client-command.ts');
    await rotateClient(id, options, print);
  });
customsClient
  .command('revoke <id>')
  .description('shut it out for good; its tokens stop at once')
  .requiredOption('--reason <words>', 'why; kept in the journal')
  .option(...urlOption)
  .requiredOption(...userOption)
  .action(async (id: string, options: AdministratorOptions & { readonly reason: string }) => {
    const { revokeClient } = await import('./customs-client-command.ts');
    await revokeClient(id, options, print);
  });

const terminal = { print, complain: (line: string) => process.stderr.write(`${line}\n`) };
const siteOption = ['--site <file>', 'site file, for its own rule packs'] as const;
const dayOption = ['--on <date>', 'day (YYYY-MM-DD) whose rule packs and editions are followed'] as const;
const formatOption = (otherwise: Format) =>
  new Option('--format <format>', 'how the answer is written').choices(['json', 'text']).default(otherwise);

// An option belongs to the command it stands behind: `calc NAME` and `calc explain NAME` have some of the same name.
program.enablePositionalOptions();
const calc = program.command('calc').description('计算 look up how it is calculated, and calculate it').enablePositionalOptions();
calc
  .command('list')
  .description('every calculation, by group')
  .addOption(formatOption('text'))
  .action(async ({ format }: { format: Format }) => {
    const { calcList } = await import('./calc-command.ts');
    calcList(format, terminal);
  });
calc
  .command('explain <name>')
  .description('formulas with their sources, fields with their units, an example')
  .option(...dayOption)
  .option(...siteOption)
  .addOption(formatOption('text'))
  .action(async (name: string, options: { format: Format; site?: string; on?: string }) => {
    const { calcExplain } = await import('./calc-command.ts');
    calcExplain(name, options, terminal);
  });
calc
  .argument('[name]', 'the calculation')
  .option('--json <object>', 'the input as a JSON object')
  .option('--file <file>', 'a file with the input, "-" for the standard input')
  .option(...dayOption)
  .option(...siteOption)
  .addOption(formatOption(process.stdout.isTTY ? 'text' : 'json'))
  .action(async (name: string | undefined, options: CalcOptions) => {
    if (name === undefined) return calc.help({ error: true });
    const { calc: calculate } = await import('./calc-command.ts');
    process.exitCode = calculate(name, options, terminal) ? 0 : 1;
  });

const rules = program.command('rules').description('规则包 the rule packs: what is in them, and where it comes from');
rules
  .command('list')
  .description('packs with version, validity, hash and how sure their rules are')
  .option(...siteOption)
  .addOption(formatOption('text'))
  .action(async (options: { site?: string; format: Format }) => {
    const { rulesList } = await import('./rules-command.ts');
    process.exitCode = rulesList(options, terminal) ? 0 : 1;
  });
rules
  .command('show <pack> [path]')
  .description('every value of a pack, or of a part of it, with its source: show coal-cn sampling.precision[0]')
  .option('--json', 'as JSON')
  .option(...dayOption)
  .option(...siteOption)
  .action(async (pack: string, path: string | undefined, options: { json?: true; site?: string; on?: string }) => {
    const { rulesShow } = await import('./rules-command.ts');
    rulesShow(pack, path, options, terminal);
  });
rules
  .command('check [folder]')
  .description('load every pack of a folder; tell what is unverified, superseded, overlapping or without a source')
  .option(...siteOption)
  .option('--on <date>', 'day (YYYY-MM-DD) for telling what is superseded; default: today')
  .action(async (folder: string | undefined, options: { site?: string; on?: string }) => {
    const { rulesCheck } = await import('./rules-command.ts');
    process.exitCode = rulesCheck(folder, { ...options, today: new Date().toISOString().slice(0, 10) }, terminal) ? 0 : 1;
  });
rules
  .command('standards')
  .description('the standards the packs follow, as the Markdown of docs/standards.md')
  .option(...siteOption)
  .action(async (options: { site?: string }) => {
    const { rulesStandards } = await import('./rules-command.ts');
    rulesStandards(options, terminal);
  });

program
  .command('workflows')
  .description('流程 the processes with their states; --out writes the pages of docs/workflows')
  .option('--out <folder>', 'write one page a process into this folder')
  .action(async (options: { readonly out?: string }) => {
    const { workflowPages } = await import('./workflows-command.ts');
    workflowPages(options, print);
  });

const plant = program.command('plant').description('调试 bring a PLC and Quaylab together; nothing is written to the PLC');
const plantUserOption = ['--user <name>', 'user name; its password comes from QUAYLAB_PLANT_PASSWORD'] as const;
const plantJsonOption = ['--json', 'as JSON'] as const;
const unitSiteOption = ['--site <file>', 'site file (YAML)'] as const;
const unitOption = ['--unit <id>', 'unit of the site file'] as const;
const plantAddressOption = ['--plant <endpoint>', 'another OPC UA address than the site file’s'] as const;
plant
  .command('browse <url>')
  .description('the nodes of an OPC UA server, with type, access, value and unit')
  .option('--from <node>', 'where to begin: nsu=<namespace>;s=<name>; default: the Objects folder')
  .option('--depth <levels>', 'levels below the beginning', wholeNumber, 3)
  .addOption(new Option('--security <mode>', 'how the connection is secured').choices(['None', 'Sign', 'SignAndEncrypt']).default('None'))
  .addOption(
    new Option('--policy <policy>', 'of a secured connection')
      .choices(['Basic256Sha256', 'Aes128_Sha256_RsaOaep', 'Aes256_Sha256_RsaPss'])
      .default('Basic256Sha256'),
  )
  .option(...dataOption)
  .option(...plantUserOption)
  .option(...plantJsonOption)
  .action(async (url: string, options: BrowseOptions) => {
    const { plantBrowse } = await import('./plant-command.ts');
    await plantBrowse(url, { ...options, data: resolve(options.data) }, print);
  });
plant
  .command('check')
  .description('compare the tag map of a unit with its PLC; exit code 1 when something required is missing')
  .requiredOption(...unitSiteOption)
  .requiredOption(...unitOption)
  .option(...plantAddressOption)
  .option(...dataOption)
  .option(...plantUserOption)
  .option(...plantJsonOption)
  .action(async (options: CheckOptions) => {
    const { plantCheck } = await import('./plant-command.ts');
    process.exitCode = (await plantCheck({ ...options, data: resolve(options.data) }, print)) ? 0 : 1;
  });
plant
  .command('record')
  .description('记录 everything a unit shows, to a file; ends with Ctrl-C, after a time or at a state')
  .requiredOption(...unitSiteOption)
  .requiredOption(...unitOption)
  .requiredOption('--out <file>', 'file that is not there yet (JSON Lines)')
  .option('--for <seconds>', 'ends after so long', positive)
  .option('--until-state <state>', 'ends when the unit arrives there: Completed')
  .option(...plantAddressOption)
  .option(...dataOption)
  .option(...plantUserOption)
  .action(async (options: RecordOptions) => {
    const { plantRecord } = await import('./plant-recording-command.ts');
    const stop = new AbortController();
    const done = plantRecord({ ...options, data: resolve(options.data) }, stop.signal, print);
    untilStopped(async () => {
      stop.abort();
      await done;
    });
    await done;
  });
plant
  .command('replay <file>')
  .description('重放 a recording as a plant: an OPC UA server on this machine that shows what was recorded')
  .option('--port <number>', 'OPC UA port', wholeNumber, 4840)
  .option('--speed <factor>', 'how much faster than recorded', positive, 1)
  .option('--loop', 'begin anew at the end')
  .option(...dataOption)
  .action(async (file: string, options: ReplayCommandOptions) => {
    const { plantReplay } = await import('./plant-recording-command.ts');
    untilStopped(await plantReplay(file, { ...options, data: resolve(options.data) }, print));
  });
plant
  .command('trust')
  .description('证书 certificates: list them, accept a rejected one, remove one')
  .addArgument(program.createArgument('<action>').choices(['list', 'accept', 'remove']))
  .argument('[thumbprint]', 'of the certificate, SHA-1 or SHA-256')
  .option(...dataOption)
  .option(...unitSiteOption)
  .option('--unit <id>', 'tells which certificate the PLC of this unit shows now, and accepts no other')
  .option(...plantAddressOption)
  .option(...plantJsonOption)
  .action(async (action: TrustAction, thumbprint: string | undefined, options: TrustOptions) => {
    const { plantTrust } = await import('./plant-command.ts');
    await plantTrust(action, thumbprint, { ...options, data: resolve(options.data) }, print);
  });

const simulator = program
  .command('simulator')
  .description('虚拟装置 virtual PLCs by themselves, at any speed and with faults; --help lists the options')
  .helpOption(false)
  .allowUnknownOption()
  .passThroughOptions()
  .argument('[options...]')
  .action(async (args: string[]) => {
    const { simulator: run } = await import('./simulator-command.ts');
    await run(args);
  });
simulator
  .command('faults')
  .description('every fault that can be injected, with the line of standard input that begins it')
  .option('--unit <id>', 'only this unit’s')
  .option(...plantJsonOption)
  .action(async (options: FaultsOptions) => {
    const { simulatorFaults } = await import('./simulator-command.ts');
    simulatorFaults(options, print);
  });

await program.parseAsync().catch(fail);
