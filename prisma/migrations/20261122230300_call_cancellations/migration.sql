-- Who asked XEM to cancel which call, why, and what came of it. Written before XEM is asked, so that a crash leaves a trace.
CREATE TABLE "CallCancellation" (
    "id" UUID NOT NULL,
    "invocationId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "seenStatus" TEXT,
    "errorMessage" TEXT,
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "xemRequestId" TEXT,

    CONSTRAINT "CallCancellation_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "CallCancellation_invocationId_requestedAt_idx" ON "CallCancellation"("invocationId", "requestedAt" DESC);
