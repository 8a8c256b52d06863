import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { TextField } from '../../kit/field.tsx';
import { commandsPath, deliveriesPath, webhookPath, webhooksPath } from './webhook-paths.ts';
import { webhookWords } from './webhook-words.ts';

type WebhookInFull = Schemas['CustomsWebhook'];

/** What an administrator wants done; what more it takes, the dialog asks. */
export type AskedOfWebhook =
  | { readonly command: 'ping' | 'replay' | 'suspend' | 'reinstate' }
  | { readonly command: 'resend'; readonly cursor: number };

interface Asking {
  webhook: WebhookInFull;
  onClose: () => void;
}

/** Asks before something is done to a customs system's webhook. */
export function WebhookDialog({ asked, ...asking }: Asking & { asked: AskedOfWebhook }) {
  switch (asked.command) {
    case 'ping':
      return <PingDialog {...asking} />;
    case 'resend':
      return <ResendDialog {...asking} cursor={asked.cursor} />;
    case 'replay':
      return <ReplayDialog {...asking} />;
    case 'suspend':
    case 'reinstate':
      return <SuspensionDialog {...asking} command={asked.command} />;
  }
}

function useCommand({ id }: WebhookInFull) {
  const queries = useQueryClient();
  const command = api.useMutation('post', commandsPath, {
    onSuccess: () =>
      Promise.all(
        [webhooksPath, webhookPath, deliveriesPath].map((path) =>
          queries.invalidateQueries({ queryKey: ['get', path] }),
        ),
      ),
  });
  return (body: Schemas['CustomsWebhookCommand']) => command.mutateAsync({ params: { path: { id } }, body });
}

function PingDialog({ webhook, onClose }: Asking) {
  const t = useWords(webhookWords);
  const send = useCommand(webhook);
  const title = t('pingTitle', { client: webhook.client });
  return (
    <CommandDialog
      title={title}
      effect={t('pingEffect')}
      action={title}
      reason={false}
      onSend={() => send({ command: 'ping' })}
      onClose={onClose}
    />
  );
}

function ResendDialog({ webhook, cursor, onClose }: Asking & { cursor: number }) {
  const t = useWords(webhookWords);
  const send = useCommand(webhook);
  const title = t('resendTitle', { cursor });
  return (
    <CommandDialog
      title={title}
      effect={t('resendEffect')}
      action={title}
      reason={false}
      onSend={() => send({ command: 'resend', cursor })}
      onClose={onClose}
    />
  );
}

function ReplayDialog({ webhook, onClose }: Asking) {
  const t = useWords(webhookWords);
  const send = useCommand(webhook);
  const [typed, setTyped] = useState(String(webhook.delivered));
  const last = webhook.delivered + webhook.behind;
  const isRow = /^\d{1,15}$/.test(typed.trim()) && Number(typed) <= last;
  const title = t('replayTitle', { client: webhook.client });
  return (
    <CommandDialog
      title={title}
      effect={t('replayEffect')}
      action={title}
      ready={isRow}
      onSend={(reason) => send({ command: 'replay', after: Number(typed), reason })}
      onClose={onClose}
    >
      <TextField
        label={t('after')}
        hint={t('afterHint')}
        error={isRow ? undefined : t('afterWrong', { last })}
        inputMode="numeric"
        value={typed}
        onChange={setTyped}
        autoFocus
      />
    </CommandDialog>
  );
}

function SuspensionDialog({ webhook, command, onClose }: Asking & { command: 'suspend' | 'reinstate' }) {
  const t = useWords(webhookWords);
  const send = useCommand(webhook);
  const title = t(`${command}Title`, { client: webhook.client });
  return (
    <CommandDialog
      danger={command === 'suspend'}
      title={title}
      effect={t(`${command}Effect`)}
      action={title}
      onSend={(reason) => send({ command, reason })}
      onClose={onClose}
    />
  );
}
