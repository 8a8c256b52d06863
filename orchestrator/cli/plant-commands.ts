import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { BrowseOptions, CheckOptions, TrustAction, TrustOptions } from '../plant-command.ts';
import type { RecordOptions, ReplayCommandOptions } from '../plant-recording-command.ts';
import type { FaultsOptions } from '../simulator-command.ts';
import { dataOption, jsonOption, positive, print, untilStopped, wholeNumber } from './frame.ts';

/** Commands on PLCs, real and virtual. */
export function addPlantCommands(program: Command): void {
  const plant = program.command('plant').description('调试 bring a PLC and Quaylab together; nothing is written to the PLC');
  const plantUserOption = ['--user <name>', 'user name; its password comes from QUAYLAB_PLANT_PASSWORD'] as const;
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
    .option(...jsonOption)
    .action(async (url: string, options: BrowseOptions) => {
      const { plantBrowse } = await import('../plant-command.ts');
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
    .option(...jsonOption)
    .action(async (options: CheckOptions) => {
      const { plantCheck } = await import('../plant-command.ts');
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
      const { plantRecord } = await import('../plant-recording-command.ts');
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
      const { plantReplay } = await import('../plant-recording-command.ts');
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
    .option(...jsonOption)
    .action(async (action: TrustAction, thumbprint: string | undefined, options: TrustOptions) => {
      const { plantTrust } = await import('../plant-command.ts');
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
      const { simulator: run } = await import('../simulator-command.ts');
      await run(args);
    });
  simulator
    .command('faults')
    .description('every fault that can be injected, with the line of standard input that begins it')
    .option('--unit <id>', 'only this unit’s')
    .option(...jsonOption)
    .action(async (options: FaultsOptions) => {
      const { simulatorFaults } = await import('../simulator-command.ts');
      simulatorFaults(options, print);
    });
}
