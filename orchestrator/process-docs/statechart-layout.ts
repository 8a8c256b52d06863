import Elk from 'elkjs/lib/elk.bundled.js';
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { AnyStateMachine } from 'xstate';
import { arrowsOf, initialStates } from './state-diagram.ts';

/** Where the states of a machine are drawn and which arrows lead between them, px. What every state takes has no arrow: it is listed. */
export interface StatechartLayout {
  readonly definition: string;
  readonly width: number;
  readonly height: number;
  readonly states: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly initial: boolean;
    readonly final: boolean;
  }[];
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    /** What makes it go, in the words of the journal. */
    readonly labels: readonly string[];
    readonly points: readonly (readonly [x: number, y: number])[];
  }[];
  /** Leads there from any state. */
  readonly fromAny: readonly { readonly to: string; readonly labels: readonly string[] }[];
}

/** Room for the longest name of a state in either language at 13 px. */
const box = { width: 156, height: 44 };

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '8',
  'elk.layered.spacing.nodeNodeBetweenLayers': '44',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
  // The same machine is always drawn the same.
  'elk.randomSeed': '1',
} as const;

/** Lays a machine out with ELK's layered algorithm; coordinates are whole. */
export async function statechartLayout(
  definition: string,
  machine: AnyStateMachine,
): Promise<StatechartLayout> {
  const arrows = arrowsOf(machine);
  const drawn = arrows.flatMap(({ from, ...arrow }) => (from === null ? [] : [{ from, ...arrow }]));
  const first = initialStates(machine);
  const ids = Object.keys(machine.states);
  const graph: ElkNode = await new Elk.default().layout({
    id: definition,
    layoutOptions: options,
    children: ids.map((id) => ({ id, ...box })),
    edges: drawn.map(({ from, to }) => ({ id: edgeId(from, to), sources: [from], targets: [to] })),
  });
  const routes = new Map((graph.edges ?? []).map((edge) => [edge.id, pointsOf(edge)]));
  return {
    definition,
    width: Math.ceil(graph.width ?? 0),
    height: Math.ceil(graph.height ?? 0),
    states: (graph.children ?? []).map(({ id, x = 0, y = 0 }) => ({
      id,
      x: Math.round(x),
      y: Math.round(y),
      ...box,
      initial: first.includes(id),
      final: machine.states[id]?.type === 'final',
    })),
    arrows: drawn.map((arrow) => ({ ...arrow, points: routes.get(edgeId(arrow.from, arrow.to)) ?? [] })),
    fromAny: arrows.flatMap(({ from, to, labels }) => (from === null ? [{ to, labels }] : [])),
  };
}

const edgeId = (from: string, to: string): string => `${from} ${to}`;

const pointsOf = ({ sections = [] }: ElkExtendedEdge): readonly (readonly [number, number])[] =>
  sections
    .flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
    .map(({ x, y }) => [Math.round(x), Math.round(y)] as const);
