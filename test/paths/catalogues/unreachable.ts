const loadWasOrdered =
  'abortAfterwards is one for all commands; here a Load was ordered, so the run is not untouched';

/**
 * Transitions that no input takes, by definition and name, with the reason why they are declared all the same. One that is taken
 * after all is an error here.
 */
export const unreachable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'coal-preparation': {
    'holding: operator.abort 1/2 → aborted': loadWasOrdered,
    'loading: operator.abort 1/2 → aborted': loadWasOrdered,
    'skipping: operator.abort 1/2 → aborted': loadWasOrdered,
    'unholding: operator.abort 1/2 → aborted': loadWasOrdered,
  },
};
