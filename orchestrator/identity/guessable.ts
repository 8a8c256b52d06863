/** Guesses below which a password is refused: zxcvbn's score 3, "safely unguessable" where tries are slow, begins there. */
const fewestGuesses = 1e8;

/** Whether a password would be guessed: it is one of the common ones that leaked, made of them, or a row of keys or figures. */
export type Guessable = (password: string, about: readonly string[]) => Promise<boolean>;

/** The list of leaked passwords is read when it is first asked, which takes a tenth of a second. */
export function createGuessable(): Guessable {
  let estimator: ReturnType<typeof readEstimator> | undefined;
  return async (password, about) => {
    estimator ??= readEstimator();
    const { guesses } = (await estimator).check(password, [...about]);
    return guesses < fewestGuesses;
  };
}

async function readEstimator() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary: { passwords: dictionary['passwords-common'] }, graphs: adjacencyGraphs });
}
