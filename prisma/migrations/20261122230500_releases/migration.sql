-- CreateEnum
CREATE TYPE "ReleaseState" AS ENUM ('waiting', 'running', 'between_stages', 'paused', 'done', 'held_again', 'cancelled', 'declined');

-- CreateEnum
CREATE TYPE "WatchRule" AS ENUM ('destructive_call', 'tool_failed', 'any_failure', 'tool_called');

-- AlterTable
ALTER TABLE "Hold" ADD COLUMN "afterReleaseId" UUID;

-- CreateTable
CREATE TABLE "Release" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "holdId" UUID NOT NULL,
    "state" "ReleaseState" NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL,
    "withoutFixReason" TEXT,
    "rule" "WatchRule" NOT NULL,
    "ruleToolName" TEXT,
    "watchMinutes" INTEGER NOT NULL,
    "isAutomatic" BOOLEAN NOT NULL,
    "review" JSONB NOT NULL,
    "needsSecond" BOOLEAN NOT NULL,
    "askedById" TEXT NOT NULL,
    "askedByName" TEXT NOT NULL,
    "askedPersonId" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" TEXT,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReason" TEXT,
    "isForced" BOOLEAN NOT NULL DEFAULT false,
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,
    "recurrence" JSONB,

    CONSTRAINT "Release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReleaseStage" (
    "releaseId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "watchedAt" TIMESTAMPTZ(3),
    "extendedAt" TIMESTAMPTZ(3),
    "passedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReleaseStage_pkey" PRIMARY KEY ("releaseId","number")
);

-- CreateTable
CREATE TABLE "ReleaseTarget" (
    "releaseId" UUID NOT NULL,
    "scopeId" UUID NOT NULL,
    "stage" INTEGER NOT NULL,
    "isFreed" BOOLEAN NOT NULL DEFAULT false,
    "releasedAt" TIMESTAMPTZ(3),
    "heldAgainAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReleaseTarget_pkey" PRIMARY KEY ("releaseId","scopeId")
);

-- CreateTable
CREATE TABLE "CauseFix" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "remediationStepId" UUID,
    "markedById" TEXT NOT NULL,
    "markedByName" TEXT NOT NULL,
    "markedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnByName" TEXT,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawReason" TEXT,

    CONSTRAINT "CauseFix_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Hold_afterReleaseId_idx" ON "Hold"("afterReleaseId");

-- CreateIndex
CREATE INDEX "Release_incidentId_askedAt_idx" ON "Release"("incidentId", "askedAt" DESC);

-- CreateIndex
CREATE INDEX "Release_holdId_endedAt_idx" ON "Release"("holdId", "endedAt");

-- CreateIndex
CREATE INDEX "Release_endedAt_idx" ON "Release"("endedAt");

-- CreateIndex
CREATE INDEX "ReleaseTarget_scopeId_idx" ON "ReleaseTarget"("scopeId");

-- CreateIndex
CREATE INDEX "CauseFix_incidentId_markedAt_idx" ON "CauseFix"("incidentId", "markedAt" DESC);

-- CreateIndex
CREATE INDEX "CauseFix_remediationStepId_idx" ON "CauseFix"("remediationStepId");

-- AddForeignKey
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_afterReleaseId_fkey" FOREIGN KEY ("afterReleaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_holdId_fkey" FOREIGN KEY ("holdId") REFERENCES "Hold"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseStage" ADD CONSTRAINT "ReleaseStage_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseTarget" ADD CONSTRAINT "ReleaseTarget_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseTarget" ADD CONSTRAINT "ReleaseTarget_scopeId_fkey" FOREIGN KEY ("scopeId") REFERENCES "AgentScope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CauseFix" ADD CONSTRAINT "CauseFix_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CauseFix" ADD CONSTRAINT "CauseFix_remediationStepId_fkey" FOREIGN KEY ("remediationStepId") REFERENCES "RemediationStep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
