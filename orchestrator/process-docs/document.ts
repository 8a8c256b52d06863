import type { AnyStateMachine } from 'xstate';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';
import { definitionKey } from '../../workflows/kernel/process.ts';
import { stateDiagram, transitionTable } from './state-diagram.ts';

/** The pages of `docs/workflows`, by file name: of each process the version that new ones are begun with. */
export function processDocuments(definitions: readonly ProcessDefinition[]): ReadonlyMap<string, string> {
  const oldestFirst = definitions.toSorted((a, b) => a.version - b.version);
  const newest = new Map(oldestFirst.map((definition) => [definition.id, definition]));
  const sorted = [...newest.values()].toSorted((a, b) => a.id.localeCompare(b.id));
  return new Map([
    ['README.md', index(sorted)],
    ...sorted.map((definition): [string, string] => [`${definition.id}.md`, page(definition)]),
  ]);
}

const generated =
  'Written from the definitions by `quaylab workflows --out docs/workflows`; a test says when it no longer fits.';

const index = (definitions: readonly ProcessDefinition[]): string => `# Processes

Each is a pure state machine. ${generated}

| process | version | states |
|---|---|---|
${definitions.map(({ id, version, machine }) => `| [${id}](${id}.md) | ${version} | ${Object.keys(machine.states).length} |`).join('\n')}
`;

/** A machine with one state has nothing to draw. */
const drawn = (machine: AnyStateMachine): string =>
  Object.keys(machine.states).length > 1 ? `\n\`\`\`mermaid\n${stateDiagram(machine)}\n\`\`\`\n` : '';

const page = (definition: ProcessDefinition): string => `# ${definition.id}

\`${definitionKey(definition)}\`. ${generated}
${drawn(definition.machine)}
${transitionTable(definition.machine)}
`;
