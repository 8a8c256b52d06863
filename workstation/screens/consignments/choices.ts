import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import type { Bilingual } from '../../i18n/language.ts';
import { useMay } from '../../session/session.ts';

type Choices = Schemas['InspectionChoices'];

const none: Choices = { findings: [], documentKinds: [] };

/** What the site and its rule packs let people choose from; nothing for whose roles do not tell. */
export function useChoices(): Choices {
  const enabled = useMay()('getInspectionChoices');
  // Files of the installation: they do not change while the server runs.
  return api.useQuery('get', '/api/v1/inspection-choices', {}, { enabled, staleTime: Infinity }).data ?? none;
}

/** The name of a finding; of one that is not known any more, its code. */
export function nameOf(
  findings: Choices['findings'],
  code: string,
  told: (name: Bilingual) => string,
): string {
  const found = findings.find((each) => each.code === code);
  return found ? told(found.name) : code;
}
