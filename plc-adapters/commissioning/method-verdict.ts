import type { MethodArgument } from '../methods/method-signature.ts';
import { fault, warning } from './finding.ts';
import type { Finding } from './finding.ts';
import type { FoundArgument, MethodFacts, MethodObjectFacts } from './method-facts.ts';

/** A method with what is wrong with it. */
export interface MethodVerdict {
  readonly facts: MethodFacts;
  readonly findings: readonly Finding[];
}

/** Judges one method from what the server said of it; arguments are given by their place, so the order of names counts. */
export function judgeMethod(facts: MethodFacts): MethodVerdict {
  const { signature, found } = facts;
  const { method, inputs } = signature;
  if (!found) return { facts, findings: [fault('METHOD_MISSING', method, `The object has no method ${method}.`)] };
  const findings: Finding[] = [];
  if (found.executable === false) {
    findings.push(fault('METHOD_NOT_EXECUTABLE', method, 'May not be called by this user.'));
  } else if (found.executable === null) {
    findings.push(warning('METHOD_ACCESS_UNKNOWN', method, 'The server does not tell whether it may be called.'));
  }
  if (!isSame(inputs, found.inputs)) {
    const told = `Takes ${listed(found.inputs.map(argumentText))}; is called with ${listed(inputs.map(wantedText))}.`;
    findings.push(fault('METHOD_ARGUMENTS_WRONG', method, told));
  }
  return { facts, findings };
}

/** The object's own finding and those of its methods; of a missing object's methods nothing more is said. */
export const methodFindings = ({ object, exists }: MethodObjectFacts, verdicts: readonly MethodVerdict[]): readonly Finding[] =>
  exists
    ? verdicts.flatMap(({ findings }) => findings)
    : [fault('METHOD_OBJECT_MISSING', 'methods', `The server has no object ${object} to call methods of.`)];

/** `Properties String[]` */
export const argumentText = ({ name, type, rank }: FoundArgument): string => `${name} ${type}${rank >= 0 ? '[]' : ''}`;
const wantedText = ({ name, isList }: MethodArgument): string => argumentText({ name, type: 'String', rank: isList ? 1 : -1 });
const listed = (texts: readonly string[]): string => (texts.length === 0 ? 'nothing' : texts.join(', '));

const isSame = (wanted: readonly MethodArgument[], found: readonly FoundArgument[]): boolean =>
  wanted.length === found.length &&
  wanted.every(({ name, isList }, index) => {
    const other = found[index];
    return other?.name === name && other.type === 'String' && takes(other.rank, isList);
  });

/** −2 takes anything, −3 a scalar or a list of one dimension, 0 a list of any (Part 3, 5.6.2). */
const takes = (rank: number, isList: boolean): boolean => rank === -2 || rank === -3 || (isList ? rank === 0 || rank === 1 : rank === -1);
