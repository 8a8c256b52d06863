import { wordsOfDraft, wordsOfProcess, wordsOfState } from '../../reports/shift-report/words.ts';
import { underWay } from '../views/logbook-view.ts';
import { documentedDefinitions } from '../workflows-command.ts';

const reported = ['coal-sampling', 'grain-sampling', 'petroleum-sampling', 'coal-preparation', 'sample-handling'];

describe('the shift report on paper', () => {
  const machines = documentedDefinitions().filter(({ id }) => reported.includes(id));

  it('has words for every state of what it reports', () => {
    const states = machines.flatMap(({ machine }) => Object.keys(machine.states));
    expect(new Set(states).size).toBeGreaterThan(20);
    expect(states.filter((state) => wordsOfState(state).zh === state)).toEqual([]);
  });

  it('has words for every state of a certificate that is not issued', () => {
    expect(underWay.filter((state) => wordsOfDraft(state).zh === state)).toEqual([]);
  });

  it('has words for the ways of preparing a sample', () => {
    expect(['coal-preparation', 'sample-handling'].map((name) => wordsOfProcess(name).zh)).toEqual(['煤样制备', '手工样品处理']);
  });
});
