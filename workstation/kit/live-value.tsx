import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/language.ts';
import { useServerTime } from '../live/use-live.ts';
import { useTag } from '../live/use-tag.ts';
import { deviationOf } from './plant-tag.ts';
import type { Deviation, PlantTag } from './plant-tag.ts';
import { useTagText } from './use-tag-text.ts';
import { kitWords } from './words.ts';
import './live-value.css';

/** Told apart without colour. */
export const deviationMarks: Readonly<Record<Deviation, string>> = {
  none: '',
  low: '▼',
  high: '▲',
  wrong: '!',
};

/** A tag's value with its engineering unit. What is not current is dashed, hatched and ends in "?". */
export function LiveValue({ unit, tag }: { unit: string; tag: PlantTag }) {
  const t = useWords(kitWords);
  const text = useTagText();
  const { value, current, sourceTime } = useTag(unit, tag.name);
  if (!current) {
    return (
      <span className="live-value stale">
        {text(tag, value)} ?{' '}
        <span className="visually-hidden">{t(value === null ? 'unknown' : 'stale')}</span>
        {value !== null && sourceTime !== null && <Age since={sourceTime} />}
      </span>
    );
  }
  const deviation = deviationOf(tag, value);
  return (
    <span className={`live-value${deviation === 'none' ? '' : ' abnormal'}`}>
      {deviationMarks[deviation]} {text(tag, value)}
      {deviation !== 'none' && <span className="visually-hidden"> {t('outOfBand')}</span>}
    </span>
  );
}

/** How long ago something was, by the server's clock. */
export function Age({ since }: { since: string }) {
  const t = useWords(kitWords);
  const format = useFormat();
  const now = useServerTime();
  return <span className="age">{t('age', { span: format.span((now - Date.parse(since)) / 1000) })}</span>;
}
