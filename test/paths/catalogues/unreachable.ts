const hasOneContainer = 'the first container is fed when the turn comes; only a second one follows it after a look';
const loadWasOrdered =
  'abortAfterwards is one for all commands; here a Load was ordered, so the run is not untouched';

/**
 * Transitions that no input takes, by definition and name, with the reason why they are declared all the same. One that is taken
 * after all is an error here.
 */
export const unreachable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  consignment: {
    'assessed: no-limit.accepted 1/1 → stays':
      'the cargoes of the paths have a limit for all they are tested for; product.test.ts has one that has not',
  },
  'coal-preparation': {
    'holding: operator.abort 1/2 → aborted': loadWasOrdered,
    'inspecting: unit.readings 3/11 → loading': hasOneContainer,
    'loading: operator.abort 1/2 → aborted': loadWasOrdered,
    'skipping: operator.abort 1/2 → aborted': loadWasOrdered,
    'unholding: operator.abort 1/2 → aborted': loadWasOrdered,
  },
};
