import { useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { wordOf } from '../../kit/plant-tag.ts';
import { useTagText } from '../../kit/use-tag-text.ts';
import { useTag } from '../../live/use-tag.ts';
import type { UnitDetail } from './shapes.ts';
import { unitWords } from './words.ts';
import { tagOf } from './unit-tags.ts';
import './unit-state.css';

/** States in which somebody has to do something before the unit goes on (ISA-TR88.00.02). */
const attention = new Set(['Held', 'Holding', 'Aborted', 'Aborting', 'Suspended', 'Stopping']);

/** The PackML state in words; its mode, when it is not production; what keeps it from being commanded. */
export function UnitState({ unit }: { unit: UnitDetail }) {
  const t = useWords(unitWords);
  const text = useTagText();
  const state = tagOf(unit, unit.state.tag);
  const mode = tagOf(unit, unit.mode.tag);
  const stateNow = useTag(unit.unit, unit.state.tag);
  const modeNow = useTag(unit.unit, unit.mode.tag);
  if (!state) return null;
  const name = wordOf(state, stateNow.value)?.title.en;
  return (
    <span className="unit-state">
      <Tag
        tone={!stateNow.current ? 'stale' : name !== undefined && attention.has(name) ? 'attention' : 'plain'}
      >
        {`${text(state, stateNow.value)}${stateNow.current ? '' : ' ?'}`}
      </Tag>
      {mode && modeNow.current && Number(modeNow.value) !== productionMode && (
        <Tag tone="attention">{text(mode, modeNow.value)}</Tag>
      )}
      {unit.shadow && <Tag tone="attention">{t('shadow')}</Tag>}
    </span>
  );
}

/** Of PackML's unit modes. */
const productionMode = 1;
