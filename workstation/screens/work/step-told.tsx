import { useWords } from '../../i18n/language.ts';
import { useHandlingName } from '../../kit/handling-names.ts';
import { Photos } from '../../kit/photos.tsx';
import { useSampleKind } from '../../kit/sample-kind.ts';
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
  const nameOf = useHandlingName();
  const values = valuesOf(data, positions);
  const missing = (data.kind === 'receive' && data.missing) || [];
  const groups = step ? fieldsOf(step, positions) : [];
  return (
    <ul className="work-told">
      {groups.map(({ word, values: named, fields }, index) => {
        const told = fields.flatMap(({ key, word: name, choices }) => {
          const value = values[key];
          return value === undefined ? [] : [`${t(name)} ${choices ? nameOf(value) : value}`];
        });
        if (told.length === 0) return null;
        const kind = named?.['kind'];
        const part = named?.['part'];
        const title =
          word === null
            ? ''
            : `${t(word, {
                ...named,
                ...(typeof kind === 'string' && { kind: kindOf(kind) }),
                ...(typeof part === 'string' && { part: nameOf(part) }),
              })}: `;
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
