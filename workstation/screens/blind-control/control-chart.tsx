import { useWords } from '../../i18n/language.ts';
import { chartPoints } from './chart-points.ts';
import type { ChartPoint } from './chart-points.ts';
import type { Schemas } from '../../api/client.ts';
import { blindControlWords } from './words.ts';

const size = { width: 720, height: 220, left: 64, right: 16 } as const;
/** Shares of the action limit up to which the scale reaches; what lies beyond stands at its end. */
const reach = 1.5;

const y = (share: number): number => {
  const held = Math.max(-reach, Math.min(reach, share));
  return size.height / 2 - (held / reach) * (size.height / 2 - 12);
};

/** Results of one item in the order they were scored, against warning and action limits. */
export function ControlChart({
  item,
  points,
}: {
  item: string;
  points: readonly Schemas['BlindControlPoint'][];
}) {
  const t = useWords(blindControlWords);
  const shown = chartPoints(points);
  if (shown.length === 0) return null;
  const step = (size.width - size.left - size.right) / shown.length;
  const warning = shown.find((point) => point.warning !== null)?.warning ?? null;
  const lines = [
    { share: 1, name: t('actionLine'), kind: 'action' },
    ...(warning === null ? [] : [{ share: warning, name: t('warningLine'), kind: 'warning' }]),
  ].flatMap((line) => [line, { ...line, share: -line.share }]);
  return (
    <figure className="blind-chart">
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={t('chartOf', { item, points: shown.length })}
      >
        <line className="blind-zero" x1={size.left} x2={size.width - size.right} y1={y(0)} y2={y(0)} />
        {lines.map(({ share, name, kind }) => (
          <g key={share}>
            <line
              className={`blind-${kind}`}
              x1={size.left}
              x2={size.width - size.right}
              y1={y(share)}
              y2={y(share)}
            />
            <text x={size.left - 6} y={y(share) + 4} textAnchor="end">
              {name}
            </text>
          </g>
        ))}
        {shown.map((point, index) => (
          <Mark key={index} point={point} x={size.left + step * (index + 0.5)} />
        ))}
      </svg>
      <figcaption className="secondary">{t('chartNote')}</figcaption>
    </figure>
  );
}

/** What is in order is a dot; what is not has another shape, too. */
function Mark({ point: { share, verdict }, x }: { point: ChartPoint; x: number }) {
  const at = y(share);
  if (verdict === 'action')
    return <path className="blind-mark action" d={`M${x - 7} ${at - 7}h14v14h-14z`} />;
  if (verdict === 'warning') return <path className="blind-mark warning" d={`M${x} ${at - 8}l8 14h-16z`} />;
  return <circle className="blind-mark" cx={x} cy={at} r="4" />;
}
