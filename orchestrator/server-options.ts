import type { Command } from 'commander';
import type { ServerConfigSources } from '../config/server/load.ts';
import { fileForms, settingNames, settings } from '../config/server/settings.ts';

/** What commander gives for the options of a command that takes settings of the server. */
export type ServerOptionValues = Readonly<Record<string, unknown>>;

/** Gives a command the flags of all settings of the server, and `--config`. */
export function withServerOptions(command: Command): Command {
  command.option('--config <file>', 'settings file (YAML); variables and flags are stronger');
  for (const name of settingNames) {
    const { meaning, standard, secret, flag, value } = settings[name];
    if (secret)
      command.option(`--${fileForms(name).flag} <file>`, `file with the secret ${settings[name].variable}`);
    else
      command.option(
        `--${flag} <${value}>`,
        standard === undefined ? meaning : `${meaning} (standard: ${standard})`,
      );
  }
  return command;
}

/** Where the settings come from when such a command runs. */
export function sourcesOf(options: ServerOptionValues, env: NodeJS.ProcessEnv): ServerConfigSources {
  const given = (flag: string) => {
    const value = options[camelCase(flag)];
    return typeof value === 'string' ? value : undefined;
  };
  const flags = settingNames.map((name): readonly [string, string | undefined] => {
    const { secret, flag = '' } = settings[name];
    return secret ? [fileForms(name).field, given(fileForms(name).flag)] : [name, given(flag)];
  });
  return { file: given('config'), env, flags: Object.fromEntries(flags) };
}

/** As commander names the value of an option. */
const camelCase = (flag: string): string =>
  flag.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
