import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMachine } from 'xstate';
import { documentedDefinitions } from '../workflows-command.ts';
import { processDocuments } from './document.ts';
import { stateDiagram, transitionTable } from './state-diagram.ts';

const folder = join(process.cwd(), 'docs', 'workflows');

describe('the pages of the processes', () => {
  const pages = processDocuments(documentedDefinitions());

  it('are all there, and no others', () => {
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  });

  it.each([...pages])(
    '%s is as the definition has it (else: quaylab workflows --out docs/workflows)',
    (name, text) => {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    },
  );
});

describe('a drawn machine', () => {
  const machine = createMachine({
    id: 'drawn',
    initial: 'at-rest',
    on: { 'operator.abort': '.gone' },
    states: {
      'at-rest': {
        on: {
          go: [
            { guard: { type: 'finds', params: 'it' }, target: 'moving' },
            { guard: () => true, target: 'gone' },
          ],
          noise: {},
        },
      },
      moving: { always: { guard: 'tired', target: 'at-rest' }, after: { soon: 'at-rest' } },
      gone: { type: 'final' },
    },
  });

  it('names states, events, guards, time and ends', () => {
    expect(stateDiagram(machine).split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "at-rest" as at_rest',
      '  [*] --> at_rest',
      '  state "any state" as any',
      '  at_rest --> moving : go [finds it]',
      '  at_rest --> gone : go […]',
      '  moving --> at_rest : at once [tired]<br/>after soon',
      '  any --> gone : operator.abort',
      '  gone --> [*]',
    ]);
  });

  it('has what every state takes first in its table', () => {
    expect(transitionTable(machine)).toContain(
      '| *any* | operator.abort |  | gone |\n| at-rest | go | finds it | moving |',
    );
    expect(transitionTable(machine)).toContain('| at-rest | noise |  | stays |');
  });
});
