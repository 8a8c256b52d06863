import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The process of which the next build has another version. */
export const changed = 'coal-sampling';

/** What the newer program brings: the versions of before as they are, and one process in a next version besides. */
const nextDefinitions = `
import { StateMachine } from 'xstate';
import { definitions as before } from './definitions-before.js';

const next = ({ machine, ...definition }) => ({
  ...definition,
  version: definition.version + 1,
  machine: new StateMachine({ ...machine.config, description: 'as the next build has it' }, machine.implementations),
});

export const definitions = (...known) => {
  const all = before(...known);
  return [...all, ...all.filter(({ id }) => id === '${changed}').map(next)];
};
`;

/** Compiled code that no server runs. */
const leftOut = new Set(['test', 'workstation', '.tsbuildinfo']);

/**
 * Installs a second build of the program in a folder of its own: the compiled one of this working copy, but for one process definition.
 * @returns its command line program
 */
export function installNextBuild(folder: string): string {
  const [root, dist] = [process.cwd(), join(folder, 'dist')];
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'dist'), dist, {
    recursive: true,
    filter: (file) => !leftOut.has(relative(join(root, 'dist'), file).split(sep)[0] ?? ''),
  });
  for (const data of ['node_modules', 'config', 'orchestrator'])
    symlinkSync(join(root, data), join(folder, data));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', version: '0.0.0-next' }));
  const composition = join(dist, 'orchestrator', 'composition');
  renameSync(join(composition, 'definitions.js'), join(composition, 'definitions-before.js'));
  writeFileSync(join(composition, 'definitions.js'), nextDefinitions);
  return join(dist, 'orchestrator', 'cli.js');
}
