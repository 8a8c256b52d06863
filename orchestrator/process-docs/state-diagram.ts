import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';

/** A Mermaid state diagram of a machine and tables of its transitions, drawn from the definition itself. */

/** Mermaid takes no hyphen in a name. */
const nameOf = (key: string): string => key.replaceAll('-', '_');

type Transition = AnyTransitionDefinition;

/** What makes a machine move, in the words of the journal; a state left at once says so. */
function labelOf({ eventType }: Transition): string {
  if (eventType === '') return 'at once';
  const after = /^xstate\.after\.(\w+)\./.exec(eventType);
  return after ? `after ${after[1]}` : eventType;
}

/** `{ type: 'finds', params: 'start' }` is `finds start`; a guard without a name is `…`. */
function guardOf({ guard }: Transition): string | null {
  if (guard === undefined) return null;
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'function' || !('type' in guard)) return '…';
  const { type, params } = guard as { readonly type: string; readonly params?: unknown };
  return typeof params === 'string' ? `${type} ${params}` : type;
}

/** Where a transition leads; null for one that stays. */
const targetOf = ({ target, source }: Transition): AnyStateNode | null => {
  const [to] = target ?? [];
  return to === undefined || to === source ? null : to;
};

/** All that leads out of a state, in the order it is looked at. */
const transitionsOf = (state: AnyStateNode): readonly Transition[] => [
  ...(state.always ?? []),
  ...[...state.transitions.values()].flat(),
];
const statesOf = ({ root }: AnyStateMachine): readonly AnyStateNode[] => Object.values(root.states);

/** All that leads from one state to another. */
export interface Arrow {
  /** Key of the state; null: from any. */
  readonly from: string | null;
  readonly to: string;
  /** What makes it go, with its condition, in the words of the journal. */
  readonly labels: readonly string[];
}

/** One arrow for each pair of states; what leads on from any state comes last. */
export function arrowsOf(machine: AnyStateMachine): readonly Arrow[] {
  const arrows = new Map<string, { from: string | null; to: string; labels: Set<string> }>();
  for (const transition of [...statesOf(machine).flatMap(transitionsOf), ...transitionsOf(machine.root)]) {
    const to = targetOf(transition)?.key;
    if (to === undefined) continue;
    const from = transition.source === machine.root ? null : transition.source.key;
    const guard = guardOf(transition);
    const arrow = arrows.get(`${from} ${to}`) ?? { from, to, labels: new Set<string>() };
    arrow.labels.add(guard === null ? labelOf(transition) : `${labelOf(transition)} [${guard}]`);
    arrows.set(`${from} ${to}`, arrow);
  }
  return [...arrows.values()].map(({ labels, ...arrow }) => ({ ...arrow, labels: [...labels] }));
}

/** Where a machine begins. */
export const initialStates = ({ root }: AnyStateMachine): readonly string[] =>
  (root.initial.target ?? []).map(({ key }) => key);

/** The diagram, with all that leads along an arrow beside it. */
export function stateDiagram(machine: AnyStateMachine): string {
  const states = statesOf(machine);
  const lines = ['stateDiagram-v2'];
  for (const { key } of states) if (nameOf(key) !== key) lines.push(`  state "${key}" as ${nameOf(key)}`);
  for (const first of initialStates(machine)) lines.push(`  [*] --> ${nameOf(first)}`);
  const arrows = arrowsOf(machine);
  if (arrows.some(({ from }) => from === null)) lines.push('  state "any state" as any');
  for (const { from, to, labels } of arrows)
    lines.push(
      `  ${from === null ? 'any' : nameOf(from)} --> ${nameOf(to)} : ${labels.join('<br/>').replaceAll(':', '·')}`,
    );
  for (const { type, key } of states) if (type === 'final') lines.push(`  ${nameOf(key)} --> [*]`);
  return lines.join('\n');
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** What each state takes and where it leads; what is taken in every state stands first. */
export function transitionTable(machine: AnyStateMachine): string {
  const rowsOf = (from: string, state: AnyStateNode) =>
    transitionsOf(state).map((transition) =>
      row([from, labelOf(transition), guardOf(transition) ?? '', targetOf(transition)?.key ?? 'stays']),
    );
  return [
    row(['state', 'takes', 'if', 'goes to']),
    row(['---', '---', '---', '---']),
    ...rowsOf('*any*', machine.root),
    ...statesOf(machine).flatMap((state) => rowsOf(state.key, state)),
  ].join('\n');
}
