-- When a person last proved who they are within a session
ALTER TABLE "Session" ADD COLUMN "provenAt" TIMESTAMPTZ(3);

-- CreateEnum
CREATE TYPE "CredentialActionKind" AS ENUM ('rotate_agent_keys', 'revoke_agent_credentials', 'delete_agent', 'revoke_api_key');

-- CreateEnum
CREATE TYPE "CredentialActionOutcome" AS ENUM ('requested', 'accepted', 'refused', 'unknown');

-- CreateEnum
CREATE TYPE "ContractProbeState" AS ENUM ('requested', 'running', 'finished', 'failed');

-- CreateTable
CREATE TABLE "CredentialAction" (
    "id" UUID NOT NULL,
    "kind" "CredentialActionKind" NOT NULL,
    "subjectId" TEXT NOT NULL,
    "subjectName" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "incidentId" UUID,
    "stepId" UUID,
    "outcome" "CredentialActionOutcome" NOT NULL DEFAULT 'requested',
    "detail" TEXT,
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),
    "xemRequestId" TEXT,

    CONSTRAINT "CredentialAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContractProbe" (
    "id" UUID NOT NULL,
    "state" "ContractProbeState" NOT NULL DEFAULT 'requested',
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "errorMessage" TEXT,
    "report" JSONB,

    CONSTRAINT "ContractProbe_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CredentialAction_subjectId_requestedAt_idx" ON "CredentialAction"("subjectId", "requestedAt" DESC);

-- CreateIndex
CREATE INDEX "ContractProbe_requestedAt_id_idx" ON "ContractProbe"("requestedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ContractProbe_state_idx" ON "ContractProbe"("state");

-- AddForeignKey
ALTER TABLE "CredentialAction" ADD CONSTRAINT "CredentialAction_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CredentialAction" ADD CONSTRAINT "CredentialAction_stepId_fkey" FOREIGN KEY ("stepId") REFERENCES "RemediationStep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
