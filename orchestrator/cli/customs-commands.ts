import type { Command } from 'commander';
import type { AdministratorOptions, CreateOptions, RotateOptions } from '../customs-client-command.ts';
import { print, wholeNumber } from './frame.ts';

/** Commands on customs systems of a running server. */
export function addCustomsCommands(program: Command): void {
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
      const { listClients } = await import('../customs-client-command.ts');
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
      const { createClient } = await import('../customs-client-command.ts');
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
      const { rotateClient } = await import('../customs-client-command.ts');
      await rotateClient(id, options, print);
    });
  customsClient
    .command('revoke <id>')
    .description('shut it out for good; its tokens stop at once')
    .requiredOption('--reason <words>', 'why; kept in the journal')
    .option(...urlOption)
    .requiredOption(...userOption)
    .action(async (id: string, options: AdministratorOptions & { readonly reason: string }) => {
      const { revokeClient } = await import('../customs-client-command.ts');
      await revokeClient(id, options, print);
    });
}
