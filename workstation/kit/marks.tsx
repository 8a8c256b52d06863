import { useWords } from '../i18n/language.ts';
import { kitWords } from './words.ts';
import './marks.css';

export type Priority = 1 | 2 | 3 | 4;

/** Square, triangle up, triangle down, circle: told apart without colour, and by the digit in them. */
const shapes: Readonly<Record<Priority, string>> = {
  1: 'M1 1H19V19H1Z',
  2: 'M10 0.5L20 19.5H0Z',
  3: 'M0 0.5H20L10 19.5Z',
  4: 'M10 0.5A9.5 9.5 0 1 1 9.99 0.5Z',
};

/** Where the digit stands, px from the top: a triangle's middle is not its height's. */
const baselines: Readonly<Record<Priority, number>> = { 1: 15, 2: 17, 3: 12, 4: 15 };

/** The mark of an alarm's priority. */
export function AlarmMark({ priority, unacknowledged = false }: { priority: Priority; unacknowledged?: boolean }) {
  const t = useWords(kitWords);
  return (
    <svg
      className={`alarm-mark p${priority}${unacknowledged ? ' unacknowledged' : ''}`}
      viewBox="-1 -1 22 22"
      role="img"
      aria-label={t('priority', { priority })}
    >
      <path d={shapes[priority]} />
      <text x="10" y={baselines[priority]} textAnchor="middle">
        {priority}
      </text>
    </svg>
  );
}

/** A word in a frame: states, verdicts, kinds. Colour only for what is not normal. */
export function Tag({ tone = 'plain', children }: { tone?: 'plain' | 'attention' | 'bad' | 'stale'; children: string }) {
  return <span className={`tag ${tone}`}>{children}</span>;
}
