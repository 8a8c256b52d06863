import { useNavigate } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { DeclarationForm } from './declaration/declaration-form.tsx';
import { declarationWords } from './declaration/words.ts';

/** Declares a consignment nobody ordered or nominated. */
export default function DeclareDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(declarationWords);
  const navigate = useNavigate();
  const declare = api.useMutation('post', '/api/v1/consignments');
  const send = async (body: Record<string, unknown>) => {
    const { id } = await declare.mutateAsync({ body: body as Schemas['Declaration'] });
    void navigate(`/consignments/${encodeURIComponent(id)}`);
  };
  return (
    <DeclarationForm title={t('title')} schema="Declaration" kind={null} onSend={send} onClose={onClose} />
  );
}
