import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { AuditOptions } from '../audit-command.ts';
import type { VoidTerms } from '../operations/numbers-command.ts';
import type { VerifyOptions } from '../verify-command.ts';
import { dataOption, fail, print, version, wholeNumber } from './frame.ts';

/** Commands on what a port keeps: checking it, copying it, mending it. */
export function addRecordCommands(program: Command): void {
  const audit = program.command('audit').description('check the record');
  audit
    .command('verify')
    .description('recompute the hash chain of the whole journal, its signed roots and the bytes of certificates; names the first broken entry')
    .option(...dataOption)
    .option('--keys <file>', 'the laboratory’s keys: checks the signatures of the roots too')
    .option('--roots <file>', 'journal-roots.json as fetched and kept: notices what was cut off')
    .action(async (options: AuditOptions) => {
      const { auditVerify } = await import('../audit-command.ts');
      process.exitCode = (await auditVerify({ ...options, data: resolve(options.data), env: process.env }, print)) ? 0 : 1;
    });
  audit
    .command('prove <number>')
    .description('证明 write the proof that the entry which issued a certificate is under a signed root')
    .option(...dataOption)
    .requiredOption('--out <file>', 'where the proof goes (JSON)')
    .action(async (number: string, options: { data: string; out: string }) => {
      const { auditProve } = await import('../audit-command.ts');
      await auditProve(number, { ...options, data: resolve(options.data), env: process.env }, print);
    });
  audit
    .command('root')
    .description('have the root of the journal signed now instead of within the hour (server stopped)')
    .option(...dataOption)
    .requiredOption('--site <file>', 'site file (YAML), for its key')
    .action(async (options: { data: string; site: string }) => {
      const { auditRoot } = await import('../audit-command.ts');
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
      const { verify } = await import('../verify-command.ts');
      process.exitCode = await verify(what, options, print).catch((error: unknown) => fail(error, 2));
    });

  program
    .command('backup')
    .description('备份 write journal, certificates, evidence and keys into one file, also while the server runs')
    .option(...dataOption)
    .requiredOption('--out <file>', 'file that is not there yet (.tar.gz), "-" for the standard output')
    .option('--telemetry', 'with the history of process values')
    .action(async (options: { data: string; out: string; telemetry?: true }) => {
      const { backup } = await import('../operations/backup-command.ts');
      await backup({ ...options, data: resolve(options.data), version, env: process.env }, (line) => process.stderr.write(`${line}\n`));
    });
  program
    .command('restore <file>')
    .description('恢复 make a data folder of a backup, and audit it; "-" reads the standard input')
    .option('--data <folder>', 'data folder that is not there yet, or empty')
    .option('--until <position>', 'leave out what the journal has after this entry', wholeNumber)
    .option('--check', 'only read the backup and check every byte of it')
    .action(async (file: string, { data, until, check }: { data?: string; until?: number; check?: true }) => {
      const { checkBackup, restore } = await import('../operations/backup-command.ts');
      if (check) return checkBackup(file, print);
      return restore(file, { data: data && resolve(data), ...(until !== undefined && { until }) }, print);
    });
  program
    .command('rebuild-views')
    .description('重建视图 throw the views away and make them again of the journal (server stopped)')
    .option(...dataOption)
    .option('--site <file>', 'site file, when the site has rule packs of its own')
    .action(async ({ data, site }: { data: string; site?: string }) => {
      const [{ rebuildViews }, { addressInForce }, { ruleFoldersOf }] = await Promise.all([
        import('../operations/rebuild-views-command.ts'),
        import('../operations/record-stores.ts'),
        import('../composition/site.ts'),
      ]);
      const address = addressInForce(resolve(data), process.env);
      await rebuildViews({ address, ruleFolders: ruleFoldersOf(site) }, print);
    });

  program
    .command('migrate-store')
    .description('迁移 copy journal, certificates, evidence and keys from one store to another, and audit the copy (all servers stopped)')
    .requiredOption('--from <store>', 'embedded:<folder>, or mongodb: where MONGODB_URI says')
    .requiredOption('--to <store>', 'as --from; empty, or a copy that was broken off')
    .action(async (options: { from: string; to: string }) => {
      const { migrateStoreCommand } = await import('../operations/migrate-command.ts');
      await migrateStoreCommand(options, process.env, print);
    });
  program
    .command('migrate')
    .description('bring the database that MONGODB_URI names up to date, as each start of a node does')
    .action(async () => {
      const { migrate } = await import('../operations/migrate-command.ts');
      await migrate(process.env, print);
    });
  program
    .command('alarms')
    .description('报警目录 what raises an alarm, what follows and what to do, as the Markdown of docs/operations.md')
    .action(async () => {
      const [{ alarmTables }, { loadAlarmCatalogue }] = await Promise.all([
        import('../operations/alarm-table.ts'),
        import('../../config/alarms/load.ts'),
      ]);
      for (const line of alarmTables(loadAlarmCatalogue())) print(line);
    });

  const numbers = program.command('numbers').description('证书编号 certificate numbers');
  numbers
    .command('list')
    .description('the registers with their last numbers, and every void number with its reason')
    .option(...dataOption)
    .action(async ({ data }: { data: string }) => {
      const [{ listNumbers }, { addressInForce }] = await Promise.all([import('../operations/numbers-command.ts'), import('../operations/record-stores.ts')]);
      await listNumbers(addressInForce(resolve(data), process.env), print);
    });
  numbers
    .command('void')
    .description('作废 enter as void the numbers that were issued after the point a backup was restored to (all servers stopped)')
    .option(...dataOption)
    .requiredOption('--site <file>', 'site file (YAML), for office and form of the numbers')
    .requiredOption('--kind <code>', 'kind of certificate, for example 11')
    .requiredOption('--year <year>', 'year of the numbers', wholeNumber)
    .requiredOption('--from <number>', 'the first that is lost: the next the register would give')
    .requiredOption('--to <number>', 'the last that is lost')
    .requiredOption('--reason <text>', 'why; it stays in the register')
    .requiredOption('--by <name>', 'who says so')
    .action(async ({ data, site, ...terms }: Pick<VoidTerms, 'kind' | 'year' | 'from' | 'to' | 'reason' | 'by'> & { data: string; site: string }) => {
      const [{ voidNumbers }, { addressInForce }, { siteOrThrow }] = await Promise.all([
        import('../operations/numbers-command.ts'),
        import('../operations/record-stores.ts'),
        import('../composition/site.ts'),
      ]);
      await voidNumbers({ ...terms, address: addressInForce(resolve(data), process.env), site: siteOrThrow(site) }, print);
    });

  program
    .command('release <process>')
    .description('let a process that is on hold go on with the inputs that waited (server stopped)')
    .option(...dataOption)
    .requiredOption('--by <name>', 'who releases it')
    .option('--site <file>', 'site file, when the site has rule packs of its own')
    .action(async (held: string, { data, by, site }: { data: string; by: string; site?: string }) => {
      const { releaseProcess } = await import('../commands.ts');
      const { ruleFoldersOf } = await import('../composition/site.ts');
      await releaseProcess({ data: resolve(data), env: process.env, by, process: held, ruleFolders: ruleFoldersOf(site), print });
    });

  program
    .command('passwd <name>')
    .description('give a user or customs client of the site a new random secret, shown once (server stopped)')
    .option(...dataOption)
    .option('--site <file>', 'site file (YAML), to know its names; needed for a first secret')
    .action(async (name: string, { data, site }: { data: string; site?: string }) => {
      const [{ passwd }, { siteOrThrow }] = await Promise.all([import('../commands.ts'), import('../composition/site.ts')]);
      await passwd({ data: resolve(data), env: process.env, name, ...(site !== undefined && { site: siteOrThrow(site) }), print });
    });
}
