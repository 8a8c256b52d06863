import { closest, distance } from 'fastest-levenshtein';
import { fileForms, settingNames, settings } from './settings.ts';

export interface StrangeVariable {
  readonly name: string;
  readonly message: string;
}

/** Variables of ours that are no settings of the server. */
const otherVariables = ['QUAYLAB_CONFIG', 'QUAYLAB_PASSWORD', 'QUAYLAB_PLANT_PASSWORD', 'QUAYLAB_URL'];
/** More letters than this are no slip of the hand. */
const slips = 3;

/** Variables that begin as ours do and set nothing. */
export function strangeVariables(
  env: Readonly<Record<string, string | undefined>>,
): readonly StrangeVariable[] {
  const ours = settingNames.flatMap((name) => [
    settings[name].variable,
    ...(settings[name].secret ? [fileForms(name).variable] : []),
  ]);
  const known = [...ours, ...otherVariables];
  return Object.keys(env)
    .filter((name) => name.startsWith('QUAYLAB_') && !known.includes(name))
    .map((name) => {
      const near = closest(name, known);
      const meant = distance(name, near) <= slips ? ` Is ${near} meant?` : '';
      return { name, message: `The variable ${name} sets nothing of the server.${meant}` };
    });
}
