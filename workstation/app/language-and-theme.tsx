import { useState } from 'react';
import { changeLanguage, useLanguage, useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { changeLook, look } from './look.ts';
import { shellWords } from './words.ts';

export function LanguageAndTheme() {
  const t = useWords(shellWords);
  const language = useLanguage();
  const [{ theme, size }, setLook] = useState(look);
  return (
    <>
      <Button kind="quiet" lang={language === 'zh' ? 'en' : 'zh'} onClick={() => changeLanguage(language === 'zh' ? 'en' : 'zh')}>
        {t('language')}
      </Button>
      <Button kind="quiet" onClick={() => setLook(changeLook({ theme: theme === 'light' ? 'dark' : 'light', size }))}>
        {t(theme === 'light' ? 'dark' : 'light')}
      </Button>
      <Button kind="quiet" onClick={() => setLook(changeLook({ theme, size: size === 'desk' ? 'glove' : 'desk' }))}>
        {t(size === 'desk' ? 'glove' : 'desk')}
      </Button>
    </>
  );
}
