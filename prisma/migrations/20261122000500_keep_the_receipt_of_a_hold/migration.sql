-- What a stop cost stays with the hold, after the scope has moved on to another one.
ALTER TABLE "HoldTarget" ADD COLUMN "inFlightCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "acceptedAt" TIMESTAMPTZ(3),
ADD COLUMN "observedAt" TIMESTAMPTZ(3),
ADD COLUMN "drainedAt" TIMESTAMPTZ(3),
ADD COLUMN "lastEndedAt" TIMESTAMPTZ(3);

-- When XEM may be asked again, and that only one worker asks at a time.
ALTER TABLE "AgentScope" ADD COLUMN "nextAttemptAt" TIMESTAMPTZ(3),
ADD COLUMN "busyUntil" TIMESTAMPTZ(3);
