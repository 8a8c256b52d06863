import type { Command } from 'commander';
import type { CalcOptions, Format } from '../calc-command.ts';
import { sourcesOf, withServerOptions } from '../server-options.ts';
import { formatOption, print, terminal } from './frame.ts';

/** Commands that look things up: calculations, rules, processes, settings. */
export function addKnowledgeCommands(program: Command): void {
  const siteOption = ['--site <file>', 'site file, for its own rule packs'] as const;
  const dayOption = ['--on <date>', 'day (YYYY-MM-DD) whose rule packs and editions are followed'] as const;

  // An option belongs to the command it stands behind: `calc NAME` and `calc explain NAME` have some of the same name.
  program.enablePositionalOptions();
  const calc = program.command('calc').description('计算 look up how it is calculated, and calculate it').enablePositionalOptions();
  calc
    .command('list')
    .description('every calculation, by group')
    .addOption(formatOption('text'))
    .action(async ({ format }: { format: Format }) => {
      const { calcList } = await import('../calc-command.ts');
      calcList(format, terminal);
    });
  calc
    .command('explain <name>')
    .description('formulas with their sources, fields with their units, an example')
    .option(...dayOption)
    .option(...siteOption)
    .addOption(formatOption('text'))
    .action(async (name: string, options: { format: Format; site?: string; on?: string }) => {
      const { calcExplain } = await import('../calc-command.ts');
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
      const { calc: calculate } = await import('../calc-command.ts');
      process.exitCode = calculate(name, options, terminal) ? 0 : 1;
    });

  const rules = program.command('rules').description('规则包 the rule packs: what is in them, and where it comes from');
  rules
    .command('list')
    .description('packs with version, validity, hash and how sure their rules are')
    .option(...siteOption)
    .addOption(formatOption('text'))
    .action(async (options: { site?: string; format: Format }) => {
      const { rulesList } = await import('../rules-command.ts');
      process.exitCode = rulesList(options, terminal) ? 0 : 1;
    });
  rules
    .command('show <pack> [path]')
    .description('every value of a pack, or of a part of it, with its source: show coal-cn sampling.precision[0]')
    .option('--json', 'as JSON')
    .option(...dayOption)
    .option(...siteOption)
    .action(async (pack: string, path: string | undefined, options: { json?: true; site?: string; on?: string }) => {
      const { rulesShow } = await import('../rules-command.ts');
      rulesShow(pack, path, options, terminal);
    });
  rules
    .command('check [folder]')
    .description('load every pack of a folder; tell what is unverified, superseded, overlapping or without a source')
    .option(...siteOption)
    .option('--on <date>', 'day (YYYY-MM-DD) for telling what is superseded; default: today')
    .action(async (folder: string | undefined, options: { site?: string; on?: string }) => {
      const { rulesCheck } = await import('../rules-command.ts');
      process.exitCode = rulesCheck(folder, { ...options, today: new Date().toISOString().slice(0, 10) }, terminal) ? 0 : 1;
    });
  rules
    .command('standards')
    .description('the standards the packs follow, as the Markdown of docs/standards.md')
    .option(...siteOption)
    .action(async (options: { site?: string }) => {
      const { rulesStandards } = await import('../rules-command.ts');
      rulesStandards(options, terminal);
    });

  program
    .command('workflows')
    .description('流程 the processes with their states; --out writes the pages of docs/workflows')
    .option('--out <folder>', 'write one page a process into this folder')
    .action(async (options: { readonly out?: string }) => {
      const { workflowPages } = await import('../workflows-command.ts');
      workflowPages(options, print);
    });

  const config = program.command('config').description('配置 what a server is set to, and whether it would start so');
  withServerOptions(config.command('check').description('load everything a start would load, and tell every fault'))
    .addOption(formatOption('text'))
    .action(async (options: { format: Format }) => {
      const { configCheck } = await import('../config-command.ts');
      process.exitCode = (await configCheck(sourcesOf(options, process.env), options.format, new Date(), terminal)) ? 0 : 1;
    });
  withServerOptions(config.command('show').description('settings in force, and where each comes from; secrets are not shown'))
    .addOption(formatOption('text'))
    .action(async (options: { format: Format }) => {
      const { configShow } = await import('../config-command.ts');
      process.exitCode = configShow(sourcesOf(options, process.env), options.format, terminal) ? 0 : 1;
    });
  config
    .command('explain [field]')
    .description('a field of the settings or of the site file: meaning, type, standard, example, where it is set; without one, all')
    .addOption(formatOption('text'))
    .action(async (field: string | undefined, { format }: { format: Format }) => {
      const { configExplain } = await import('../config-command.ts');
      configExplain(field, format, terminal);
    });
  config
    .command('schema')
    .description('write the JSON Schemas of site file and settings file, for completion in editors')
    .option('--out <folder>', 'folder they go to', 'docs/schemas')
    .action(async (options: { readonly out: string }) => {
      const { configSchemas } = await import('../config-command.ts');
      configSchemas(options, terminal);
    });
}
