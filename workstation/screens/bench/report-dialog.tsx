import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { DayField } from '../../kit/day-field.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { normaliseCode, normaliseNumber } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { benchWords } from './words.ts';

const bases = ['', 'ar', 'ad', 'd', 'daf'] as const;

interface ReportedItem {
  readonly item: string;
  readonly basis: (typeof bases)[number];
  readonly result: string;
}

const noItem: ReportedItem = { item: '', basis: '', result: '' };

/** Another laboratory's report on its part of a sample, with all its items. */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(benchWords);
  const { mutateAsync } = api.useMutation('post', '/api/v1/laboratory-comparisons/{code}/reports');
  const [code, setCode] = useState('');
  const [laboratory, setLaboratory] = useState('');
  const [reportNo, setReportNo] = useState('');
  const [reportedOn, setReportedOn] = useState('');
  const [items, setItems] = useState<readonly ReportedItem[]>([noItem]);
  const change = (at: number, part: Partial<ReportedItem>) =>
    setItems(items.map((each, index) => (index === at ? { ...each, ...part } : each)));
  useScan((scanned) => {
    setCode(normaliseCode(scanned));
    return true;
  });
  return (
    <CommandDialog
      title={t('enterReport')}
      effect={t('enterReportEffect')}
      action={t('enterReport')}
      reason={false}
      ready={[code, laboratory, reportNo, reportedOn, ...items.flatMap(({ item, result }) => [item, result])].every(
        (text) => text.trim() !== '',
      )}
      onSend={() =>
        mutateAsync({
          params: { path: { code: normaliseCode(code) } },
          body: {
            laboratory,
            reportNo,
            reportedOn,
            values: items.map(({ item, basis, result }) => ({
              item: item.trim(),
              basis: basis === '' ? null : basis,
              results: [normaliseNumber(result)],
            })),
          },
        })
      }
      onClose={onClose}
    >
      <TextField label={t('code')} value={code} onChange={setCode} autoFocus />
      <TextField label={t('laboratory')} value={laboratory} onChange={setLaboratory} />
      <TextField label={t('reportNo')} value={reportNo} onChange={setReportNo} />
      <DayField label={t('reportedOn')} value={reportedOn} onChange={setReportedOn} />
      {items.map(({ item, basis, result }, at) => (
        <fieldset key={at}>
          <legend>{t('reportedItem', { no: at + 1 })}</legend>
          <TextField
            label={t('symbol')}
            hint={t('symbolHint')}
            value={item}
            onChange={(typed) => change(at, { item: typed })}
          />
          <Select
            label={t('basis')}
            value={basis}
            onChange={(chosen) => change(at, { basis: chosen })}
            options={bases.map((value) => ({ value, label: value === '' ? t('basisNone') : value }))}
          />
          <TextField
            label={t('result')}
            value={result}
            onChange={(typed) => change(at, { result: typed })}
            inputMode="decimal"
          />
          {items.length > 1 && (
            <Button onClick={() => setItems(items.filter((_, index) => index !== at))}>
              {t('removeItem', { no: at + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      <Button onClick={() => setItems([...items, noItem])}>{t('anotherItem')}</Button>
    </CommandDialog>
  );
}
