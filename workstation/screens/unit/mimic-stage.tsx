import { Link } from 'react-router';
import { useTold } from '../../i18n/language.ts';
import { deviationMarks } from '../../kit/live-value.tsx';
import { deviationOf } from '../../kit/plant-tag.ts';
import { useTagText } from '../../kit/use-tag-text.ts';
import type { TagReading } from '../../live/use-tag.ts';
import type { UnitStage } from './shapes.ts';
import { cutTo, isRunning, tagsShown } from './stage-tags.ts';
import { symbolOf } from './stage-symbols.ts';

const padding = 10;
const firstLine = 82;
const lineHeight = 20;

/** One functional unit of the mimic: its sign, its name, and what it tells now. Leads to all of it. */
export function MimicStage({
  unit,
  stage: { id, kind, title, tags: described },
  tags,
  width,
  height,
}: {
  unit: string;
  stage: UnitStage;
  tags: (tag: string) => TagReading;
  width: number;
  height: number;
}) {
  const told = useTold();
  const text = useTagText();
  const current = (tag: string) => (tags(tag).current ? tags(tag).value : null);
  const lines = tagsShown(described, current).map((tag) => {
    const reading = tags(tag.name);
    const deviation = reading.current ? deviationOf(tag, reading.value) : 'none';
    const value =
      `${deviationMarks[deviation]} ${text(tag, reading.value)}${reading.current ? '' : ' ?'}`.trim();
    return {
      tag,
      name: told(tag.title),
      value,
      look: !reading.current ? 'stale' : deviation === 'none' ? '' : 'abnormal',
    };
  });
  const running = isRunning(described, current);
  return (
    <Link
      to={`/units/${encodeURIComponent(unit)}/device?stage=${encodeURIComponent(id)}`}
      className="mimic-stage"
    >
      <rect
        className={`mimic-box${lines.some(({ look }) => look === 'abnormal') ? ' abnormal' : ''}`}
        width={width}
        height={height}
        rx="4"
      />
      <text className="mimic-title" x={padding} y="22">
        {`${told(title)} `}
      </text>
      <g transform={`translate(${padding} 30)`}>
        <path
          className={`mimic-symbol${running === null ? '' : running ? ' on' : ' off'}`}
          d={symbolOf(kind)}
        />
      </g>
      {lines.map(({ tag, name, value, look }, index) => {
        const y = firstLine + index * lineHeight;
        const room = width - 2 * padding - 8 - 7 * [...value].length;
        return (
          <g key={tag.name}>
            {look === 'abnormal' && (
              <rect
                className="mimic-mark"
                x="4"
                y={y - 15}
                width={width - 8}
                height={lineHeight - 1}
                rx="3"
              />
            )}
            <text className="mimic-name" x={padding} y={y}>
              {`${cutTo(name, room)} `}
            </text>
            <text className={`mimic-value ${look}`} x={width - padding} y={y} textAnchor="end">
              {`${value} `}
            </text>
          </g>
        );
      })}
    </Link>
  );
}
