import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Problem } from '../api/client.ts';
import { useLanguage } from './language.ts';

type Told = { readonly what: string; readonly remedy: string };

/** All refusals in Chinese weigh more than any screen and are seldom wanted: they come after the first screen. */
export const chineseProblems = queryOptions({
  queryKey: ['problems', 'zh'],
  queryFn: async () => (await import('./problems.zh.ts')).problemsInChinese,
  staleTime: Infinity,
  gcTime: Infinity,
});

/**
 * A refusal in the reader's language. The server tells it in English with a stable code; the Chinese stands here by code. A code without
 * one, and any until the Chinese has come, is told in English rather than not at all.
 */
export function usePlainProblem(): (problem: Pick<Problem, 'code' | 'title'> & Partial<Problem>) => Told {
  const language = useLanguage();
  const { data: inChinese } = useQuery({ ...chineseProblems, enabled: language === 'zh' });
  return ({ code, title, detail, remedy }) => {
    const chinese = language === 'zh' ? inChinese?.[code] : undefined;
    if (chinese) return { what: chinese.what, remedy: chinese.remedy };
    return { what: detail ?? title, remedy: remedy ?? '' };
  };
}
