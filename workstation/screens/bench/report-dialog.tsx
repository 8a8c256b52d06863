import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { normaliseCode, normaliseNumber } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { benchWords } from './words.ts';

const bases = ['', 'ar', 'ad', 'd', 'daf'] as const;

/** One item of another laboratory's report on its part of a sample; a report of several items is entered by item. */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(benchWords);
  const { mutateAsync } = api.useMutation('post', '/api/v1/laboratory-comparisons/{code}/reports');
  const [code, setCode] = useState('');
  const [laboratory, setLaboratory] = useState('');
  const [reportNo, setReportNo] = useState('');
  const [reportedOn, setReportedOn] = useState('');
  const [item, setItem] = useState('');
  const [basis, setBasis] = useState<(typeof bases)[number]>('');
  const [result, setResult] = useState('');
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
      ready={[code, laboratory, reportNo, reportedOn, item, result].every((text) => text.trim() !== '')}
      onSend={() =>
        mutateAsync({
          params: { path: { code: normaliseCode(code) } },
          body: {
            laboratory,
            reportNo,
            reportedOn,
            values: [
              { item: item.trim(), basis: basis === '' ? null : basis, results: [normaliseNumber(result)] },
            ],
          },
        })
      }
      onClose={onClose}
    >
      <TextField label={t('code')} value={code} onChange={setCode} autoFocus />
      <TextField label={t('laboratory')} value={laboratory} onChange={setLaboratory} />
      <TextField label={t('reportNo')} value={reportNo} onChange={setReportNo} />
      <TextField label={t('reportedOn')} type="date" value={reportedOn} onChange={setReportedOn} />
      <TextField label={t('symbol')} hint={t('symbolHint')} value={item} onChange={setItem} />
      <Select
        label={t('basis')}
        value={basis}
        onChange={setBasis}
        options={bases.map((value) => ({ value, label: value === '' ? t('basisNone') : value }))}
      />
      <TextField label={t('result')} value={result} onChange={setResult} inputMode="decimal" />
    </CommandDialog>
  );
}
