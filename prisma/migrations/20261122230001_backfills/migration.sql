-- History that somebody asked for, and how far its reading has come.
CREATE TYPE "BackfillState" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

CREATE TABLE "Backfill" (
    "id" UUID NOT NULL,
    "state" "BackfillState" NOT NULL DEFAULT 'queued',
    "since" TIMESTAMPTZ(3) NOT NULL,
    "cursor" TEXT,
    "rowsRead" INTEGER NOT NULL DEFAULT 0,
    "rowsStored" INTEGER NOT NULL DEFAULT 0,
    "oldestReachedAt" TIMESTAMPTZ(3),
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "lastReadAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedByName" TEXT,
    "failureCount" INTEGER NOT NULL DEFAULT 0,
    "errorMessage" TEXT,
    "waitingFor" TEXT,

    CONSTRAINT "Backfill_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "Backfill_requestedAt_idx" ON "Backfill"("requestedAt" DESC);

-- XEM is read by one back-fill at a time, however many ask at once.
CREATE UNIQUE INDEX "Backfill_one_at_work" ON "Backfill" ((true)) WHERE "state" IN ('queued', 'running');

-- The executions that may still run, without a look at the millions that are over.
CREATE INDEX "Execution_open" ON "Execution"("occurredAt" DESC) WHERE "completedAt" IS NULL;

CREATE INDEX "Invocation_status_firstSeenAt_idx" ON "Invocation"("status", "firstSeenAt" DESC);
CREATE INDEX "Invocation_createdAt_idx" ON "Invocation"("createdAt" DESC);
CREATE INDEX "AgentEvent_occurredAt_idx" ON "AgentEvent"("occurredAt");
