import { useTold, useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { useTag } from '../../live/use-tag.ts';
import type { UnitDetail } from './shapes.ts';
import { interlocksSet } from './unit-tags.ts';
import { unitWords } from './words.ts';

/** What keeps the unit from starting, as its PLC tells; `all`: also what does not. */
export function Interlocks({ unit: { unit, interlocks }, all }: { unit: UnitDetail; all: boolean }) {
  const t = useWords(unitWords);
  const told = useTold();
  const word = useTag(unit, interlocks.wordTag);
  const firstOut = useTag(unit, interlocks.firstOutTag);
  const known = interlocksSet(
    interlocks.bits,
    word.current ? word.value : null,
    firstOut.current ? firstOut.value : null,
  );
  if (known === null) return <p className="unit-unknown">{t('interlocksUnknown')}</p>;
  const shown = interlocks.bits.filter(({ bit }) => all || known.get(bit)?.set === true);
  if (shown.length === 0) return <p className="secondary">{t('interlocksClear')}</p>;
  return (
    <ul className="unit-list">
      {shown.map(({ bit, title }) => {
        const state = known.get(bit);
        return (
          <li key={bit} className="unit-interlock">
            {told(title)}
            <Tag tone={state?.set ? 'attention' : 'plain'}>
              {state?.set ? `▲ ${t('blocks')}` : t('clear')}
            </Tag>
            {state?.firstOut && <Tag tone="attention">{t('firstOut')}</Tag>}
          </li>
        );
      })}
    </ul>
  );
}
