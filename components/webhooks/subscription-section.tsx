'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CopyBlock } from '@/components/ui/copy-block';
import { notify } from '@/components/ui/notify';
import { Section } from '@/components/ui/section';
import { SubscriptionFacts } from '@/components/webhooks/subscription-facts';
import { callLater } from '@/lib/http/call-later';
import { formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { subscriptionCheck } from '@/lib/webhooks/queries';
import type { WebhookIntake } from '@/lib/webhooks/webhook-schema';

const EndSubscriptionDialog = dynamic(
  () =>
    import('@/components/webhooks/end-subscription-dialog').then((module) => module.EndSubscriptionDialog),
  { ssr: false },
);
const RotateDialog = dynamic(
  () => import('@/components/webhooks/rotate-dialog').then((module) => module.RotateDialog),
  { ssr: false },
);

type SubscriptionSectionProps = { intake: WebhookIntake; mayChange: boolean };

/** How XEM comes to send here: the address, the subscriptions, and what can be done about them. */
export function SubscriptionSection({ intake, mayChange }: SubscriptionSectionProps) {
  const queryClient = useQueryClient();
  const [ending, setEnding] = useState<string | null>(null);
  const [isRotating, setRotating] = useState(false);
  // A new one for each try that was answered: until then a second press is the same request.
  const [idempotencyKey, setIdempotencyKey] = useState(() => newIdempotencyKey());
  const readAgain = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['webhooks'] }),
      queryClient.invalidateQueries({ queryKey: ['webhook_check'] }),
    ]);
  const create = useMutation({
    mutationFn: () =>
      callLater(
        async () => (await import('@/lib/webhooks/endpoints')).createSubscriptionEndpoint,
        {},
        { idempotencyKey },
      ),
    onSettled: () => {
      setIdempotencyKey(newIdempotencyKey());
      return readAgain();
    },
  });
  const test = useMutation({
    mutationFn: (webhookId: string) =>
      callLater(async () => (await import('@/lib/webhooks/endpoints')).testSubscriptionEndpoint, {
        webhookId,
      }),
    onSuccess: () =>
      notify({
        text: 'XEM sent a test.',
        detail: 'It stands first among the deliveries, or among what was refused.',
      }),
    onSettled: readAgain,
  });
  const { subscriptions, isAddressUsable, address, environmentSecretCount } = intake;
  // Somebody has seen to it by hand: then ours is a choice, not what is missing.
  const isServed =
    useQuery(subscriptionCheck()).data?.found.some(({ isActive }) => isActive !== false) ?? false;
  const placed = subscriptions.filter(({ slot }) => slot !== null);
  const hasCurrent = placed.some(({ slot }) => slot === 'current');
  const hasPrevious = placed.some(({ slot }) => slot === 'previous');
  const failed = subscriptions.find(({ failure }) => failure !== null);
  const isMaking = placed.some(({ slot }) => slot === 'next');
  const fault = formFault(create.error ?? test.error);
  return (
    <Section
      title="Subscription"
      note={
        environmentSecretCount > 0
          ? `${environmentSecretCount} ${environmentSecretCount === 1 ? 'secret' : 'secrets'} in the environment`
          : null
      }
    >
      <div className="grid gap-2 py-2.5">
        <p className="text-ink-2">XEM sends to this address, signed; what is not signed by XEM is refused.</p>
        <CopyBlock label="the webhook address" text={address} />
        {isAddressUsable ? null : (
          <Banner tone="draining" title="XEM sends to https addresses only.">
            An operator has to set HOLDFAST_URL to the public https address of this installation.
          </Banner>
        )}
        {failed?.failure && !isMaking ? (
          <Banner tone="danger" title="The last try made no subscription.">
            {failed.failure}
          </Banner>
        ) : null}
        {hasPrevious ? (
          <Banner tone="draining" title="Two secrets are good.">
            Send a test by the new one; when it has arrived, end the former.
          </Banner>
        ) : null}
        {fault ? <Banner tone="danger" title={fault} /> : null}
      </div>
      <SubscriptionFacts
        intake={intake}
        mayChange={mayChange}
        onTest={(webhookId) => test.mutate(webhookId)}
        onEnd={setEnding}
        isTesting={test.isPending}
      />
      {mayChange ? (
        <div className="flex flex-wrap gap-2 pt-1">
          {hasCurrent ? (
            <Button onClick={() => setRotating(true)} disabled={hasPrevious}>
              Rotate the secret
            </Button>
          ) : (
            <Button
              variant={isServed ? 'default' : 'primary'}
              isBusy={create.isPending || isMaking}
              disabled={!isAddressUsable}
              onClick={() => create.mutate()}
            >
              {create.isPending || isMaking
                ? 'Asking XEM…'
                : isServed
                  ? 'Create one of Holdfast’s own'
                  : 'Create a subscription'}
            </Button>
          )}
        </div>
      ) : (
        <p className="pt-1 text-ink-3 text-small">An admin can change this.</p>
      )}
      {ending === null ? null : (
        <EndSubscriptionDialog
          webhookId={ending}
          isReplaced={placed.some(({ webhookId }) => webhookId !== ending)}
          onClose={() => setEnding(null)}
        />
      )}
      {isRotating ? <RotateDialog onClose={() => setRotating(false)} /> : null}
    </Section>
  );
}
