import { readFileSync } from 'node:fs';
import { fileForms, settingNames, settings } from './settings.ts';
import type { SettingName } from './settings.ts';

/** A setting as a row of the table in docs/configuration.md. */
function rowOf(name: SettingName): string {
  const { variable, flag, standard, meaning, secret } = settings[name];
  const { field, flag: fileFlag } = fileForms(name);
  const cells = secret
    ? [`\`${field}\``, `\`${variable}\`, \`${variable}_FILE\``, `\`--${fileFlag}\``]
    : [`\`${name}\``, `\`${variable}\``, `\`--${flag}\``];
  return `| ${[...cells, standard === undefined ? '' : `\`${standard}\``, meaning].join(' | ')} |`;
}

describe('the settings', () => {
  it('are those that docs/configuration.md lists', () => {
    const text = readFileSync('docs/configuration.md', 'utf8');
    expect(text.split('\n').filter((line) => line.startsWith('| `') && line.includes('`--'))).toEqual(
      settingNames.map(rowOf),
    );
  });

  it('have each a variable and a flag of their own, and a meaning that is a sentence', () => {
    const all = settingNames.map((name) => settings[name]);
    for (const { meaning } of all) expect(meaning).toMatch(/^[A-Z].*\.$/);
    const variables = all.map(({ variable }) => variable);
    const flags = settingNames.map((name) => settings[name].flag ?? fileForms(name).flag);
    for (const given of [variables, flags]) expect(new Set(given).size).toBe(settingNames.length);
  });
});
