import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';

/** A Mermaid state diagram of a machine and tables of its transitions, drawn from the definition itself. */

/** Mermaid takes no hyphen in a name. */
const nameOf = (state: AnyStateNode): string => state.key.replaceAll('-', '_');

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

/** The diagram: one arrow for each pair of states, with all that leads along it. */
export function stateDiagram(machine: AnyStateMachine): string {
  const states = statesOf(machine);
  const lines = ['stateDiagram-v2'];
  for (const state of states)
    if (nameOf(state) !== state.key) lines.push(`  state "${state.key}" as ${nameOf(state)}`);
  for (const first of machine.root.initial.target ?? []) lines.push(`  [*] --> ${nameOf(first)}`);
  const arrows = new Map<string, string[]>();
  const fromAny = transitionsOf(machine.root).filter((transition) => targetOf(transition) !== null);
  if (fromAny.length > 0) lines.push('  state "any state" as any');
  for (const transition of [...states.flatMap(transitionsOf), ...fromAny]) {
    const to = targetOf(transition);
    if (to === null) continue;
    const guard = guardOf(transition);
    const from = transition.source === machine.root ? 'any' : nameOf(transition.source);
    const arrow = `${from} --> ${nameOf(to)}`;
    const label = guard === null ? labelOf(transition) : `${labelOf(transition)} [${guard}]`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), label]);
  }
  for (const [arrow, labels] of arrows)
    lines.push(`  ${arrow} : ${[...new Set(labels)].join('<br/>').replaceAll(':', '·')}`);
  for (const state of states) if (state.type === 'final') lines.push(`  ${nameOf(state)} --> [*]`);
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
