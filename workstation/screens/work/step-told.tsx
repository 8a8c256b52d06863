import { useWords } from '../../i18n/language.ts';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { Photos } from './photo-field.tsx';
import { fieldsOf, valuesOf } from './step-fields.ts';
import type { Step, StepData } from './step-fields.ts';
import { workWords } from './words.ts';

/** What was told of a step, for reading. */
export function StepTold({
  step,
  positions,
  data,
}: {
  step: Step | undefined;
  positions: readonly number[];
  data: StepData;
}) {
  const t = useWords(workWords);
  const kindOf = useSampleKind();
  const values = valuesOf(data, positions);
  const missing = (data.kind === 'receive' && data.missing) || [];
  const groups = step ? fieldsOf(step, positions) : [];
  return (
    <ul className="work-told">
      {groups.map(({ word, values: named, fields }, index) => {
        const told = fields.flatMap(({ key, word: name }) => {
          const value = values[key];
          return value === undefined ? [] : [`${t(name)} ${value}`];
        });
        if (told.length === 0) return null;
        const kind = named?.['kind'];
        const title =
          word === null
            ? ''
            : `${t(word, { ...named, ...(typeof kind === 'string' && { kind: kindOf(kind) }) })}: `;
        return (
          <li key={fields[0]?.key ?? index}>
            {title}
            {told.join(' · ')}
          </li>
        );
      })}
      {missing.length > 0 && (
        <li>
          {t('missingPositions')}: {missing.join(', ')}
        </li>
      )}
      {data.evidence && data.evidence.length > 0 && (
        <li>
          <Photos stored={data.evidence} />
        </li>
      )}
    </ul>
  );
}
