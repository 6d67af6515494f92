-- What XEM sends by webhook, what was refused, and the subscriptions that Holdfast makes itself.
CREATE TYPE "WebhookFate" AS ENUM ('pending', 'applied', 'polled', 'nothing_new', 'ignored', 'failed');

CREATE TYPE "WebhookSlot" AS ENUM ('next', 'current', 'previous');

CREATE TABLE "WebhookDelivery" (
    "eventId" TEXT NOT NULL,
    "type" TEXT,
    "executionId" TEXT,
    "invocationId" TEXT,
    "approvalId" TEXT,
    "agentId" TEXT,
    "workspaceId" TEXT,
    "occurredAt" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastReceivedAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedCount" INTEGER NOT NULL DEFAULT 1,
    "signedBy" TEXT NOT NULL,
    "bodyBytes" INTEGER NOT NULL,
    "body" JSONB,
    "fate" "WebhookFate" NOT NULL DEFAULT 'pending',
    "fateReason" TEXT,
    "settledAt" TIMESTAMPTZ(3),
    "attemptCount" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3),

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("eventId")
);

CREATE INDEX "WebhookDelivery_receivedAt_eventId_idx" ON "WebhookDelivery"("receivedAt" DESC, "eventId" DESC);

CREATE INDEX "WebhookDelivery_fate_receivedAt_eventId_idx" ON "WebhookDelivery"("fate", "receivedAt" DESC, "eventId" DESC);

CREATE INDEX "WebhookDelivery_type_receivedAt_eventId_idx" ON "WebhookDelivery"("type", "receivedAt" DESC, "eventId" DESC);

CREATE INDEX "WebhookDelivery_dueAt_idx" ON "WebhookDelivery"("dueAt");

CREATE TABLE "WebhookRefusal" (
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "refusedCount" INTEGER NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WebhookRefusal_pkey" PRIMARY KEY ("day","reason")
);

CREATE TABLE "WebhookSubscription" (
    "id" UUID NOT NULL,
    "slot" "WebhookSlot",
    "xemWebhookId" TEXT,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "sealedSecret" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "activeAt" TIMESTAMPTZ(3),
    "lastReceivedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "WebhookSubscription_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "WebhookSubscription_slot_key" ON "WebhookSubscription"("slot");

CREATE UNIQUE INDEX "WebhookSubscription_xemWebhookId_key" ON "WebhookSubscription"("xemWebhookId");
