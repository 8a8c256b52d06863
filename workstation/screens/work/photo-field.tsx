import { useState } from 'react';
import { fetchClient, problemOf } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { FileField } from '../../kit/file-field.tsx';
import { Photos } from '../../kit/photos.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { workWords } from './words.ts';

/** Stores photos and scans as they are chosen; what goes with the step are their digests. */
export function PhotoField({
  stored,
  onStored,
}: {
  stored: readonly string[];
  onStored: (sha256s: readonly string[]) => void;
}) {
  const t = useWords(workWords);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const store = async (files: readonly File[]) => {
    setPending(true);
    setProblem(null);
    const done: string[] = [];
    try {
      for (const file of files) {
        const { data, error } = await fetchClient.POST('/api/v1/evidence', {
          body: '',
          bodySerializer: () => file,
          headers: { 'Content-Type': file.type },
        });
        if (data) done.push(data.sha256);
        else setProblem(error);
      }
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      onStored([...stored, ...done]);
      setPending(false);
    }
  };
  return (
    <div className="work-photos">
      <FileField
        label={t('photo')}
        hint={t('photoHint')}
        accept="image/jpeg,image/png,application/pdf"
        multiple
        disabled={pending}
        chosen={pending ? t('uploading') : stored.length > 0 ? `✓ ${t('uploaded', { count: stored.length })}` : null}
        onChoose={(files) => void store(files)}
      />
      {stored.length > 0 && (
        <p>
          <Photos stored={stored} />
          <Button onClick={() => onStored([])}>{t('photosAway')}</Button>
        </p>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
    </div>
  );
}
