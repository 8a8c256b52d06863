import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Empty, Panel } from '../../kit/page.tsx';
import { CabinetMachine } from './cabinet-machine.tsx';
import { storageWords } from './words.ts';

/** Each cabinet slot by slot, as it stands; what its own sensors contradict is marked. */
export function Cabinets({
  cabinets,
  onOpen,
}: {
  cabinets: readonly Schemas['StorageCabinet'][];
  onOpen: (code: string) => void;
}) {
  const t = useWords(storageWords);
  const told = useTold();
  if (cabinets.length === 0) return <Empty>{t('cabinetsNone')}</Empty>;
  return cabinets.map((cabinet) => {
    const { id, name, slots, machine } = cabinet;
    return (
      <Panel
        key={id}
        title={`${id} ${told(name)}`}
        aside={slots.some(({ differs }) => differs) && <span>{t('legendDiffers')}</span>}
      >
        {machine !== null && <CabinetMachine cabinet={cabinet} machine={machine} />}
        <ol className="storage-grid">
          {slots.map(({ slot, code, plc, label, differs }) => {
            const sensor = plc === null ? '' : t(plc === 'occupied' ? 'plcOccupied' : 'plcEmpty');
            const content = (
              <>
                <span className="secondary">
                  {slot}
                  {differs && ' ≠'}
                </span>
                <span>{code ?? t('slotEmpty')}</span>
                {sensor !== '' && <span className="secondary">{sensor}</span>}
                {label !== null && label !== code && (
                  <span className="secondary">{t('labelRead', { label })}</span>
                )}
                {differs && <span className="visually-hidden">{t('slotDiffers')}</span>}
              </>
            );
            return (
              <li
                key={slot}
                className={`${code === null ? 'empty-slot' : 'taken'}${differs ? ' differs' : ''}`}
              >
                {code === null ? (
                  content
                ) : (
                  <button type="button" onClick={() => onOpen(code)}>
                    {content}
                  </button>
                )}
              </li>
            );
          })}
        </ol>
      </Panel>
    );
  });
}
