import { useTold, useWords } from '../i18n/language.ts';
import { useTag } from '../live/use-tag.ts';
import { LiveValue } from './live-value.tsx';
import { deviationOf, placeOn } from './plant-tag.ts';
import type { PlantTag, Span } from './plant-tag.ts';
import { useTagText } from './use-tag-text.ts';
import { kitWords } from './words.ts';
import './analog-bar.css';

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** An analog against its scale: the normal band shaded, a pointer at the value, the value beside it. Needs a tag with a range. */
export function AnalogBar({ unit, tag }: { unit: string; tag: PlantTag & { readonly range: Span } }) {
  const t = useWords(kitWords);
  const told = useTold();
  const text = useTagText();
  const { value, current } = useTag(unit, tag.name);
  const { range, normal } = tag;
  const name = told(tag.title);
  const deviation = current ? deviationOf(tag, value) : 'none';
  const band = normal && {
    x: percent(placeOn(range, normal.low)),
    width: percent(placeOn(range, normal.high) - placeOn(range, normal.low)),
  };
  const spoken = [
    name,
    current ? text(tag, value) : `${text(tag, value)} ${t('stale')}`,
    normal && t('normal', { low: text(tag, normal.low), high: text(tag, normal.high) }),
    deviation !== 'none' && t('outOfBand'),
  ].filter(Boolean);
  return (
    <div className="analog-bar">
      <span className="analog-name">{name}</span>
      <svg
        role="img"
        aria-label={spoken.join(', ')}
        className={`analog-scale${current ? '' : ' stale'}${deviation === 'none' ? '' : ' abnormal'}`}
      >
        <rect className="analog-track" y="4" width="100%" height="12" />
        {band && <rect className="analog-band" y="4" height="12" {...band} />}
        {typeof value === 'number' && (
          <svg x={percent(placeOn(range, value))} overflow="visible">
            <path className="analog-pointer" d="M-1 0H1V20H-1ZM-6 0H6L0 8Z" />
          </svg>
        )}
      </svg>
      <LiveValue unit={unit} tag={tag} />
    </div>
  );
}
