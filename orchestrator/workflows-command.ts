import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadAlarmCatalogue } from '../config/alarms/load.ts';
import { definitionKey } from '../workflows/kernel/process.ts';
import type { ProcessDefinition } from '../workflows/kernel/process.ts';
import { definitions } from './composition/definitions.ts';
import { processDocuments } from './process-docs/document.ts';

/** Every process definition there is; how one reads its rule pack is of no matter for its states. */
export const documentedDefinitions = (): readonly ProcessDefinition[] =>
  definitions({ coal: noPack, grain: noPack, petroleum: noPack, proceduresOf: noPack }, loadAlarmCatalogue());

const noPack = (): never => {
  throw new Error('a state diagram needs no rule pack');
};

/** Lists the processes, or writes their pages into a folder, which is made when there is none. */
export function workflowPages({ out }: { readonly out?: string }, print: (line: string) => void): void {
  const all = documentedDefinitions();
  if (out === undefined) {
    for (const definition of all)
      print(`${definitionKey(definition)}  ${Object.keys(definition.machine.states).join(' ')}`);
    return;
  }
  mkdirSync(resolve(out), { recursive: true });
  for (const [name, text] of processDocuments(all)) writeFileSync(join(resolve(out), name), text);
}
