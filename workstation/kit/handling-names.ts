import { useTold } from '../i18n/language.ts';
import type { Bilingual } from '../i18n/language.ts';

/** What handling by hand calls its recipes, dividers, parts and closures (`workflows/sample-handling/recipes.ts`, `handling` of the site file). */
const names: Readonly<Record<string, Bilingual>> = {
  'grain-division': { zh: '粮食样品缩分装瓶', en: 'Division and filling of grain' },
  'petroleum-sub-sampling': { zh: '油品样品混合分装', en: 'Mixing and sub-sampling of petroleum' },
  'coal-manual-division': { zh: '煤样人工缩分', en: 'Division of coal by hand' },
  boerner: { zh: '钟鼎式分样器', en: 'Boerner divider' },
  riffle: { zh: '槽式二分器', en: 'Riffle' },
  kept: { zh: '保留', en: 'kept' },
  'screw-cap': { zh: '螺旋盖', en: 'screw cap' },
};

/** Such a name in the reader's language; a site's own is told as the site writes it. */
export function useHandlingName(): (name: string) => string {
  const told = useTold();
  return (name) => {
    const words = names[name];
    return words ? told(words) : name;
  };
}
