import { useNavigate } from 'react-router';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { lineageOf, vessel } from './layout.ts';
import { samplesWords } from './words.ts';

type Journey = Pick<Schemas['ConsignmentJourney'], 'nodes' | 'edges'>;

/** Which vessel came of which, from left to right; each leads to its own part of the way. */
export function LineageDrawing({
  journey: { nodes, edges },
  chosen,
  hrefOf,
}: {
  journey: Journey;
  chosen: string | null;
  hrefOf: (code: string) => string;
}) {
  const t = useWords(samplesWords);
  const kindOf = useSampleKind();
  const navigate = useNavigate();
  const drawn = lineageOf(
    nodes.map(({ code }) => code),
    edges,
  );
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  return (
    <div className="samples-drawing" tabIndex={0} role="region" aria-label={t('drawing')}>
      <svg
        viewBox={`-2 -2 ${drawn.width + 4} ${drawn.height + 4}`}
        width={drawn.width + 4}
        height={drawn.height + 4}
        role="group"
        aria-label={t('lineageDrawing', { vessels: nodes.length })}
      >
        {drawn.paths.map((path, index) => (
          <path key={`${edges[index]?.from} ${edges[index]?.to}`} className="samples-edge" d={path} />
        ))}
        {drawn.nodes.map(({ code, x, y }) => {
          const node = byCode.get(code);
          if (!node) return null;
          return (
            <a
              key={code}
              href={hrefOf(code)}
              className={`samples-vessel${code === chosen ? ' chosen' : ''}`}
              aria-label={t('vesselOf', { kind: kindOf(node.kind), code, mass: node.mass })}
              aria-current={code === chosen ? 'true' : undefined}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                void navigate(hrefOf(code), { preventScrollReset: true });
              }}
            >
              <rect x={x} y={y} width={vessel.width} height={vessel.height} rx="4" />
              <text x={x + 10} y={y + 22}>
                {kindOf(node.kind)}
              </text>
              <text x={x + 10} y={y + 44} className="samples-vessel-code">
                {code}
              </text>
              <text x={x + 10} y={y + 68}>
                {node.mass} kg{node.seal === null ? '' : ` · ${node.seal}`}
              </text>
            </a>
          );
        })}
      </svg>
    </div>
  );
}
