import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { useServerTime } from '../../live/use-live.ts';
import { outstandingSince } from './since.ts';
import { consignmentWords } from './words.ts';

/** What a person has to do next, and for how long it has been so. */
export function Outstanding({ consignment }: { consignment: Schemas['Consignment'] }) {
  const t = useWords(consignmentWords);
  const told = useTold();
  const format = useFormat();
  const now = useServerTime();
  if (consignment.outstanding.length === 0) return <span className="secondary">{t('nothing')}</span>;
  return (
    <ul className="consignments-list">
      {consignment.outstanding.map((each, no) => {
        const since = outstandingSince(each.code, consignment);
        const minutes = since === null ? 0 : Math.floor((now - Date.parse(since)) / 60_000);
        return (
          <li key={`${each.code} ${no}`}>
            {told(each)}
            {since !== null && (
              <div className="secondary">
                {t('since', { span: format.span(minutes * 60), at: format.instant(since) })}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
