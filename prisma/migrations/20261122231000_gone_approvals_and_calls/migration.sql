-- What XEM no longer knows is neither waiting nor running, whatever it was when it was last seen.
ALTER TABLE "Approval" ADD COLUMN "goneAt" TIMESTAMPTZ(3);
ALTER TABLE "Invocation" ADD COLUMN "goneAt" TIMESTAMPTZ(3);
