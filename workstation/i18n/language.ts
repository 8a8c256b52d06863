import i18next from 'i18next';
import type { TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';

/** Chinese first, English complete. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** What the server tells in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

const storageKey = 'quaylab.language';

const remembered = (): Language => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh');

void i18next.init({
  lng: remembered(),
  fallbackLng: false,
  resources: {},
  // Keys are names, not paths.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  returnNull: false,
});
document.documentElement.lang = i18next.language === 'en' ? 'en' : 'zh-CN';

export function changeLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  void i18next.changeLanguage(language);
}

const language = (): Language => (i18next.language === 'en' ? 'en' : 'zh');
const onLanguage = (tell: () => void): (() => void) => {
  i18next.on('languageChanged', tell);
  return () => i18next.off('languageChanged', tell);
};

export const useLanguage = (): Language => useSyncExternalStore(onLanguage, language);

/** Tells what came in both languages in the reader's. */
export function useTold(): (told: Bilingual) => string {
  const language = useLanguage();
  return (told) => told[language];
}

type Words = Readonly<Record<string, string>>;

/** Both languages with the same keys: the compiler finds a missing one. */
interface BothLanguages<W extends Words> {
  readonly zh: W;
  readonly en: { readonly [K in keyof W]: string };
}

export interface WordsOf<K extends string> {
  readonly namespace: string;
  /** Only for the type. */
  readonly keys: readonly K[];
}

/**
 * The words of a screen, in a file `words.ts` beside it. `{{name}}` is filled in; a key that ends in `_one` and one in `_other` give
 * English its singular (asked for by the key without the ending, with `count`).
 */
export function defineWords<const W extends Words>(namespace: string, both: BothLanguages<W>): WordsOf<keyof W & string> {
  for (const language of languages) i18next.addResourceBundle(language, namespace, both[language], true, true);
  return { namespace, keys: Object.keys(both.zh) };
}

type Plural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : never;

/** Tells a word by its key. */
export type Tell<K extends string> = (key: K | Plural<K>, values?: Readonly<Record<string, string | number>>) => string;

/** One a language and screen: hundreds of components ask at once. */
const tellers = new Map<string, TFunction>();

function tellerOf(spoken: Language, namespace: string): TFunction {
  const key = `${spoken} ${namespace}`;
  const known = tellers.get(key);
  if (known) return known;
  const made = i18next.getFixedT(spoken, namespace);
  tellers.set(key, made);
  return made;
}

export function useWords<K extends string>(words: WordsOf<K>): Tell<K> {
  const t = tellerOf(useLanguage(), words.namespace);
  return (key, values) => t(key, { ...values });
}
