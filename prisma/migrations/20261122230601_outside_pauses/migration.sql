-- Pauses that XEM shows and no hold explains, for any agent, with what people decided about them.
CREATE TYPE "OutsidePauseKind" AS ENUM ('outside', 'left_over');
CREATE TYPE "OutsidePauseDecision" AS ENUM ('adopted', 'restore', 'wanted');

CREATE TABLE "OutsidePause" (
    "id" UUID NOT NULL,
    "agentId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL DEFAULT '',
    "kind" "OutsidePauseKind" NOT NULL,
    "standingKey" TEXT,
    "noticedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "decision" "OutsidePauseDecision",
    "reason" TEXT,
    "decidedById" TEXT,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "incidentId" UUID,

    CONSTRAINT "OutsidePause_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "OutsidePause_standingKey_key" ON "OutsidePause"("standingKey");
CREATE INDEX "OutsidePause_endedAt_noticedAt_idx" ON "OutsidePause"("endedAt", "noticedAt");
CREATE INDEX "OutsidePause_agentId_noticedAt_idx" ON "OutsidePause"("agentId", "noticedAt" DESC);
CREATE INDEX "OutsidePause_incidentId_idx" ON "OutsidePause"("incidentId");

ALTER TABLE "OutsidePause" ADD CONSTRAINT "OutsidePause_incidentId_fkey"
    FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
