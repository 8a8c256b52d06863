import { defineWords, useWords } from '../i18n/language.ts';

const photoWords = defineWords('photos', {
  zh: { file: '文件 {{no}}' },
  en: { file: 'File {{no}}' },
});

/** Ways to stored files. */
export function Photos({ stored }: { stored: readonly string[] }) {
  const t = useWords(photoWords);
  return stored.map((sha256, index) => (
    <a key={sha256} className="photo" href={`/api/v1/evidence/${sha256}`} target="_blank" rel="noreferrer">
      {t('file', { no: index + 1 })}
    </a>
  ));
}
