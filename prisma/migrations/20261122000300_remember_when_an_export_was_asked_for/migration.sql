-- Committed before XEM is asked for an export, so that a crash in between never makes a second one.
ALTER TABLE "Archive" ADD COLUMN "createSentAt" TIMESTAMPTZ(3);
