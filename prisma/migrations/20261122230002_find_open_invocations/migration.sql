-- What is in flight or waits, of any agent: a handful among a million that are over. PostgreSQL proves that a query names at
-- least these statuses as over; a status that is added to the list later only makes the index a little larger than it must be.
CREATE INDEX "Invocation_open" ON "Invocation"("firstSeenAt" DESC)
  WHERE "status" <> ALL (ARRAY['completed', 'failed', 'timeout', 'cancelled', 'rejected', 'expired', 'ambiguous']);
