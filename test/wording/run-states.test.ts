import { readFileSync } from 'node:fs';
import { documentedDefinitions } from '../../orchestrator/workflows-command.ts';
import { wordsOfState } from '../../reports/shift-report/words.ts';

const runs = ['coal-sampling', 'grain-sampling', 'petroleum-sampling', 'coal-preparation', 'sample-handling'];

/** The workstation's words, first in Chinese and then in English, as they are written. */
const onScreen = readFileSync('workstation/screens/unit/run-words.ts', 'utf8');
const saidOnScreen = (state: string): readonly (string | undefined)[] =>
  [...onScreen.matchAll(new RegExp(`'state\\.${state}': '([^']*)'`, 'g'))].map(([, text]) => text);

it('every state of a run is told in the same words on the screen and on paper', () => {
  const states = documentedDefinitions()
    .filter(({ id }) => runs.includes(id))
    .flatMap(({ machine }) => Object.keys(machine.states));
  expect(new Set(states).size).toBeGreaterThan(20);
  for (const state of states) {
    const { zh, en } = wordsOfState(state);
    expect({ state, said: saidOnScreen(state) }).toEqual({ state, said: [zh, en] });
  }
});
